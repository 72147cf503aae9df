import { untrack } from "svelte";
import { innerWidth } from "svelte/reactivity/window";
import { remembered, rememberScreen } from "~/app/appearance.svelte";
import { report } from "~/app/failures.svelte";
import type { MenuItem } from "~/components/Menu.svelte";
import { printKeys } from "~/lib/chord";
import { locale, m } from "~/lib/i18n.svelte";
import { mac } from "~/lib/mac";
import { ALWAYS_SHOWN, arranged, type Beside, type ColumnChoice, firstChoice, isChosen, isShown, readChoice, reordered, toggled } from "./column-choice";
import { lineColumns } from "./line-columns";
import type { QuoteSession } from "./session.svelte";

/** A window so wide, in pixels, has room for every usual column beside a panel. */
const ROOMY = 1660;
const MEMORY = "quote.columns";

/** Which columns of the lines are shown, where, and how wide they are, remembered in the settings. */
export class ColumnSettings {
  #choice = $state.raw<Omit<ColumnChoice, "widths">>(firstChoice());
  readonly #session: QuoteSession;
  readonly #beside: () => Beside;

  /** `beside`: what is open beside the lines. */
  constructor(session: QuoteSession, beside: () => Beside) {
    this.#session = session;
    this.#beside = beside;
    const { grid } = session;
    const { widths, ...choice } = readChoice(remembered(MEMORY));
    this.#choice = choice;
    grid.widths = widths;
    grid.onwidths = () => this.#keep();
    grid.onorder = (columns) => this.#reorder(columns.map(({ id }) => id));
    grid.columns = this.#shown();
    // Another language, another choice, prices that follow from the cost: the grid follows.
    $effect.pre(() => {
      const columns = this.#shown();
      untrack(() => {
        grid.show(columns);
      });
    });
  }

  #all() {
    return arranged(lineColumns(locale(), this.#session.landed), this.#choice);
  }

  #shown() {
    const beside = (innerWidth.current ?? 0) < ROOMY ? this.#beside() : "nothing";
    return this.#all().filter(({ id }) => isShown(this.#choice, id, beside));
  }

  #keep(): void {
    const choice: ColumnChoice = { ...this.#choice, widths: { ...this.#session.grid.widths } };
    rememberScreen(MEMORY, JSON.stringify(choice)).catch((thrown: unknown) => report(thrown));
  }

  #choose(part: Partial<ColumnChoice>): void {
    this.#choice = { ...this.#choice, ...part };
    this.#keep();
  }

  #toggle(id: string): void {
    this.#choose(toggled(this.#choice, id));
  }

  #reorder(shown: readonly string[]): void {
    const all = arranged(lineColumns(locale(), true), this.#choice).map(({ id }) => id);
    this.#choose({ order: reordered(all, shown) });
  }

  /** Pins the active column to the left, or lets it go. */
  #pin(): void {
    const { grid } = this.#session;
    const column = grid.columns[grid.selection.active.column];
    if (!column || column.kind === "ordinal") return;
    const { pinned } = this.#choice;
    this.#choose({ pinned: pinned.includes(column.id) ? pinned.filter((id) => id !== column.id) : [...pinned, column.id] });
  }

  #reset(): void {
    this.#session.grid.widths = {};
    const { widths: _, ...choice } = firstChoice();
    this.#choose(choice);
  }

  /** Makes sure that a column is among the chosen ones: somebody is led to a cell of it. */
  reveal(id: string): void {
    if (!isChosen(this.#choice, id)) this.#toggle(id);
  }

  /** The menu of the columns. */
  get items(): (MenuItem | null)[] {
    const { grid } = this.#session;
    const columns = this.#all().filter((column) => !ALWAYS_SHOWN.includes(column.id));
    return [
      { id: "narrower", label: m.grid_narrower(), keys: printKeys("Alt+Shift+Left", mac), onselect: () => void grid.perform({ do: "resize", by: -16 }) },
      { id: "wider", label: m.grid_wider(), keys: printKeys("Alt+Shift+Right", mac), onselect: () => void grid.perform({ do: "resize", by: 16 }) },
      { id: "left", label: m.grid_column_left(), onselect: () => void grid.perform({ do: "move_column", by: -1 }) },
      { id: "right", label: m.grid_column_right(), onselect: () => void grid.perform({ do: "move_column", by: 1 }) },
      { id: "pin", label: m.grid_column_pin(), onselect: () => this.#pin() },
      { id: "reset", label: m.grid_columns_reset(), onselect: () => this.#reset() },
      null,
      ...columns.map((column) => ({
        id: column.id,
        label: column.title,
        checked: isChosen(this.#choice, column.id),
        onselect: () => this.#toggle(column.id),
      })),
    ];
  }
}
