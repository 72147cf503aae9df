import { commands } from "~/ipc/commands";
import type { Commands, ListQuery } from "~/ipc/types";
import { platform } from "~/platform/current";

export type CommandName = keyof Commands & keyof typeof commands;

/** The core reads an absent field as `null`, so that what may be `null` may be left out. */
type Omissible<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: T[K];
};
export type Request<C extends CommandName> = Commands[C]["request"] extends ListQuery
  ? Partial<ListQuery>
  : Omissible<Commands[C]["request"]>;
export type Response<C extends CommandName> = Commands[C]["response"];

/** An error of the core: a code of the dictionary, its parameters, and the field it belongs to, if any. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: string,
    readonly params: Record<string, string>,
    readonly field: string | null,
    readonly detail: string | null,
    /** What else the same request was refused for, each at its own field. */
    readonly others: readonly AppError[] = [],
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }
}

/** The code for an answer that never came: the core is gone or the transport is broken. */
const TRANSPORT_LOST = "E3099";

/** What listens to commands as they run, so that the cache and the save status follow them. */
export interface CallObserver {
  started(command: CommandName, writes: readonly string[]): void;
  finished(command: CommandName, writes: readonly string[], error: AppError | null): void;
  /** What stands under these tags changed without a command of this page. */
  changed?(tags: readonly string[]): void;
}

const observers = new Set<CallObserver>();

/** Adds an observer of every command; returns the function that removes it. */
export function observeCalls(observer: CallObserver): () => void {
  observers.add(observer);
  return () => observers.delete(observer);
}

/** Tells every observer that what stands under these tags changed without a command of this page. */
export function announce(tags: readonly string[]): void {
  for (const observer of observers) observer.changed?.(tags);
}

interface WireError {
  code: string;
  params?: Record<string, unknown> | null;
  field?: string | null;
  detail?: string | null;
  others?: readonly WireError[] | null;
}

/** An error that came inside an answer. */
export function toAppError(wire: WireError): AppError {
  const params = Object.fromEntries(
    Object.entries(wire.params ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return new AppError(wire.code, params, wire.field ?? null, wire.detail ?? null, (wire.others ?? []).map(toAppError));
}

async function send(command: string, request: unknown): Promise<{ ok: unknown } | { error: AppError }> {
  try {
    const answer = await platform().rpc(command, request);
    const envelope = (typeof answer === "string" ? JSON.parse(answer) : answer) as
      | { ok: unknown }
      | { error: WireError };
    return "error" in envelope ? { error: toAppError(envelope.error) } : envelope;
  } catch (cause) {
    return { error: new AppError(TRANSPORT_LOST, { command }, null, String(cause)) };
  }
}

/** Runs one command of the core. Rejects with an `AppError`, whatever went wrong. */
export async function call<C extends CommandName>(
  command: C,
  request: Request<C>,
): Promise<Response<C>> {
  const { writes } = commands[command];
  for (const observer of observers) observer.started(command, writes);
  const answer = await send(command, request);
  const error = "error" in answer ? answer.error : null;
  for (const observer of observers) observer.finished(command, writes, error);
  if ("error" in answer) throw answer.error;
  return answer.ok as Response<C>;
}

/** Any thrown value as an `AppError`, for places that show it. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError
    ? thrown
    : new AppError(TRANSPORT_LOST, {}, null, String(thrown));
}
