import type { Draft, Drafts as DraftPage } from "~/ipc/types";
import { call } from "./rpc";

/** A text is kept this long after the last key, in milliseconds. */
const DELAY = 250;

/** Keeps texts that are being typed, so that a crash does not eat them. */
export class Drafts {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #kept = new Set<string>();
  #sending: Promise<unknown> = Promise.resolve();

  #send(place: string, text: string): void {
    // In order: a late text must not come after the command that forgets it. A draft that cannot be kept is no
    // reason to disturb the person: the text still stands where it is typed.
    this.#sending = this.#sending.then(() => call("draft.set", { place, text })).catch(() => undefined);
  }

  #quiet(place: string): void {
    clearTimeout(this.#timers.get(place));
    this.#timers.delete(place);
  }

  typing(place: string, text: string): void {
    clearTimeout(this.#timers.get(place));
    this.#timers.set(place, setTimeout(() => this.keep(place, text), DELAY));
  }

  /** Keeps a text at once. */
  keep(place: string, text: string): void {
    this.#quiet(place);
    this.#kept.add(place);
    this.#send(place, text);
  }

  /** The text was saved or given up. */
  typed(place: string): void {
    this.#quiet(place);
    if (this.#kept.delete(place)) this.#send(place, "");
  }

  /** Texts left from before at places that begin so. They stay kept until they are saved or given up. */
  async restore(prefix: string): Promise<Draft[]> {
    const found: Draft[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: DraftPage = await call("draft.list", { prefix, after });
      found.push(...page.drafts);
      after = page.next;
    }
    for (const { place } of found) this.#kept.add(place);
    return found;
  }
}
