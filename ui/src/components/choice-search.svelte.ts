import { type AppError, asAppError } from "~/lib/rpc";
import type { Choice } from "./ComboboxList.svelte";

/** The key that chooses. */
export type ChoosingKey = "Enter" | "Tab";

/** What was found for the text in a combobox, and which text that was. */
export class ChoiceSearch {
  found = $state.raw<readonly Choice[]>([]);
  /** The line Enter chooses. */
  at = $state(0);
  failure = $state.raw<AppError | null>(null);
  #search: (text: string) => Promise<readonly Choice[]>;
  #answered: string | null = null;
  #pointed = false;
  #round = 0;

  constructor(search: (text: string) => Promise<readonly Choice[]>) {
    this.#search = search;
  }

  /** Looks for a text. True when it was found out and nothing else was asked meanwhile. */
  async look(text: string): Promise<boolean> {
    const mine = ++this.#round;
    this.failure = null;
    this.#answered = null;
    this.#pointed = false;
    try {
      const found = await this.#search(text);
      if (mine !== this.#round) return false;
      this.found = found;
    } catch (thrown) {
      if (mine !== this.#round) return false;
      this.found = [];
      this.failure = asAppError(thrown);
      return false;
    }
    this.#answered = text;
    this.at = Math.max(0, this.#named(text));
    return true;
  }

  /** Whether the choices belong to this text. */
  answers(text: string): boolean {
    return this.#answered === text;
  }

  /** Goes to the line above or below of `count` lines. */
  step(by: 1 | -1, count: number): void {
    this.at = count === 0 ? 0 : (this.at + by + count) % count;
    this.#pointed = true;
  }

  /**
   * The line a key chooses. Enter takes the marked one. Leaving the field takes what was named or reached with
   * the arrows, and never the first that merely resembles the text; it never makes a new one.
   */
  chosen(key: ChoosingKey, text: string): number | null {
    if (key === "Enter") return this.at;
    const index = this.#pointed && this.at < this.found.length ? this.at : this.#named(text);
    return index < 0 ? null : index;
  }

  /** Drops an answer that is still to come. */
  drop(): void {
    this.#round += 1;
    this.#answered = null;
    this.failure = null;
  }

  /** The only choice of exactly this name. */
  #named(text: string): number {
    const name = text.trim().toLowerCase();
    const same = this.found.flatMap((choice, at) => (choice.label.trim().toLowerCase() === name ? [at] : []));
    return same.length === 1 ? (same[0] ?? -1) : -1;
  }
}
