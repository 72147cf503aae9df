import { type AppError, asAppError } from "~/lib/rpc";

/** A command that failed and is not shown by the page itself. */
export interface Failure {
  id: number;
  error: AppError;
  retry: (() => void) | null;
}

class Failures {
  shown = $state.raw<readonly Failure[]>([]);
}

export const failures = new Failures();
let serial = 0;

/** Shows a failed command as a banner over the page, once for each code. */
export function report(thrown: unknown, retry: (() => void) | null = null): void {
  const error = asAppError(thrown);
  serial += 1;
  const others = failures.shown.filter((failure) => failure.error.code !== error.code);
  failures.shown = [...others, { id: serial, error, retry }];
}

/** Takes a banner away. */
export function forget(id: number): void {
  failures.shown = failures.shown.filter((failure) => failure.id !== id);
}
