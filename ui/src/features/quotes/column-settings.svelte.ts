import { untrack } from "svelte";
import { remembered, rememberScreen } from "~/app/appearance.svelte";
import { report } from "~/app/failures.svelte";
import type { GridController } from "~/components/grid/controller.svelte";
import type { MenuItem } from "~/components/Menu.svelte";
import type { LineView } from "~/ipc/types";
import { locale, m } from "~/lib/i18n.svelte";
import { ALWAYS_SHOWN, type ColumnChoice, HIDDEN_AT_FIRST, lineColumns, readChoice } from "./line-columns";

const MEMORY = "quote.columns";

/** Which columns of the lines are shown and how wide they are, remembered for this device. */
export class ColumnSettings {
  #hidden = $state.raw<readonly string[]>(HIDDEN_AT_FIRST);
  readonly #grid: GridController<LineView>;

  constructor(grid: GridController<LineView>) {
    this.#grid = grid;
    const choice = readChoice(remembered(MEMORY));
    this.#hidden = choice.hidden;
    grid.widths = choice.widths;
    grid.onwidths = () => this.#keep();
    grid.columns = this.#shown();
    // Another language, another choice: the grid follows.
    $effect.pre(() => {
      const columns = this.#shown();
      untrack(() => {
        grid.columns = columns;
        grid.select(grid.selection);
      });
    });
  }

  #shown() {
    return lineColumns(locale()).filter((column) => !this.#hidden.includes(column.id));
  }

  #keep(): void {
    const choice: ColumnChoice = { hidden: [...this.#hidden], widths: { ...this.#grid.widths } };
    rememberScreen(MEMORY, JSON.stringify(choice)).catch((thrown: unknown) => report(thrown));
  }

  #toggle(id: string): void {
    this.#hidden = this.#hidden.includes(id) ? this.#hidden.filter((other) => other !== id) : [...this.#hidden, id];
    this.#keep();
  }

  #reset(): void {
    this.#hidden = HIDDEN_AT_FIRST;
    this.#grid.widths = {};
    this.#keep();
  }

  /** The menu of the columns. */
  get items(): (MenuItem | null)[] {
    const columns = lineColumns(locale()).filter((column) => !ALWAYS_SHOWN.includes(column.id));
    return [
      ...columns.map((column) => ({
        id: column.id,
        label: column.title,
        checked: !this.#hidden.includes(column.id),
        onselect: () => this.#toggle(column.id),
      })),
      null,
      { id: "narrower", label: m.grid_narrower(), keys: "Alt+Shift+←", onselect: () => void this.#grid.perform({ do: "resize", by: -16 }) },
      { id: "wider", label: m.grid_wider(), keys: "Alt+Shift+→", onselect: () => void this.#grid.perform({ do: "resize", by: 16 }) },
      { id: "reset", label: m.grid_columns_reset(), onselect: () => this.#reset() },
    ];
  }
}
