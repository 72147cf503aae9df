import type { Drafts } from "~/ipc/types";
import { call } from "~/lib/rpc";

/** A text is kept this long after the last key, in milliseconds. */
const DELAY = 250;
const PREFIX = "quote_line/";

/** A text that was being typed into a cell when the program ended. */
export interface CellDraft {
  row: string;
  column: string;
  text: string;
}

/** Keeps texts that are being typed into cells, so that a crash does not eat them. */
export class CellDrafts {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #kept = new Set<string>();
  #sending: Promise<unknown> = Promise.resolve();

  #send(place: string, text: string): void {
    // In order: a late text must not come after the command that forgets it. A draft that cannot be kept is no
    // reason to disturb the person: the text still stands in its cell.
    this.#sending = this.#sending.then(() => call("draft.set", { place, text })).catch(() => undefined);
  }

  typing(row: string, column: string, text: string): void {
    const place = `${PREFIX}${row}/${column}`;
    clearTimeout(this.#timers.get(place));
    this.#timers.set(
      place,
      setTimeout(() => {
        this.#timers.delete(place);
        this.#kept.add(place);
        this.#send(place, text);
      }, DELAY),
    );
  }

  typed(row: string, column: string): void {
    const place = `${PREFIX}${row}/${column}`;
    clearTimeout(this.#timers.get(place));
    this.#timers.delete(place);
    if (this.#kept.delete(place)) this.#send(place, "");
  }

  /** Texts left from before. They stay kept until they are saved or given up. */
  async restore(): Promise<CellDraft[]> {
    const drafts = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Drafts = await call("draft.list", { prefix: PREFIX, after });
      drafts.push(...page.drafts);
      after = page.next;
    }
    return drafts.flatMap(({ place, text }) => {
      const [row = "", column = ""] = place.slice(PREFIX.length).split("/");
      if (row === "" || column === "") return [];
      this.#kept.add(place);
      return { row, column, text };
    });
  }
}
