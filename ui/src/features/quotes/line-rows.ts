import { SvelteMap } from "svelte/reactivity";
import { type Mark, NO_NOTES, type Notes } from "~/components/grid/marks";
import { GridRows, type RowSignal } from "~/components/grid/rows.svelte";
import type { LineView } from "~/ipc/types";

/** The rows of a quote. They know at once whether a cell shows a text that is not saved, however many they are. */
export class LineRows extends GridRows<LineView> {
  /** By row and column. */
  readonly #refused = new SvelteMap<string, RowSignal<LineView>>();

  #noted: readonly string[] = [];

  constructor() {
    super({ id: (line) => line.id, spans: (line) => line.kind === "section" });
  }

  override mark(id: string, column: string, mark: Mark | null): void {
    super.mark(id, column, mark);
    const signal = this.signal(id);
    if (signal && mark && mark.message !== null) this.#refused.set(`${id}/${column}`, signal);
    else this.#refused.delete(`${id}/${column}`);
  }

  /** Shows words at the rows they are about, and at no others. */
  note(words: ReadonlyMap<string, Notes>): void {
    for (const id of this.#noted) if (!words.has(id)) this.signal(id)?.dress({ notes: NO_NOTES });
    for (const [id, notes] of words) this.signal(id)?.dress({ notes });
    this.#noted = [...words.keys()];
  }

  /** A cell shows a text that was refused, or restored and not saved. */
  get refused(): boolean {
    // A row that is gone has taken its texts along.
    void this.version;
    return [...this.#refused.values()].some((signal) => this.signal(this.id(signal)) === signal);
  }
}
