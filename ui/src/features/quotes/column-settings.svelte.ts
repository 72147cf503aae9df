import { untrack } from "svelte";
import { innerWidth } from "svelte/reactivity/window";
import { remembered, rememberScreen } from "~/app/appearance.svelte";
import { report } from "~/app/failures.svelte";
import type { GridController } from "~/components/grid/controller.svelte";
import type { MenuItem } from "~/components/Menu.svelte";
import type { LineView } from "~/ipc/types";
import { locale, m } from "~/lib/i18n.svelte";
import { ALWAYS_SHOWN, BESIDE_PANEL, type ColumnChoice, HIDDEN_AT_FIRST, lineColumns, readChoice } from "./line-columns";

/** A window so wide, in pixels, has room for every usual column beside the panel of products. */
const ROOMY = 1660;
const MEMORY = "quote.columns";

/** Which columns of the lines are shown and how wide they are, remembered for this device. */
export class ColumnSettings {
  #hidden = $state.raw<readonly string[]>(HIDDEN_AT_FIRST);
  readonly #grid: GridController<LineView>;

  readonly #beside: () => boolean;

  /** `beside`: the panel of products is open. */
  constructor(grid: GridController<LineView>, beside: () => boolean) {
    this.#grid = grid;
    this.#beside = beside;
    const choice = readChoice(remembered(MEMORY));
    this.#hidden = choice.hidden;
    grid.widths = choice.widths;
    grid.onwidths = () => this.#keep();
    grid.columns = this.#shown();
    // Another language, another choice: the grid follows.
    $effect.pre(() => {
      const columns = this.#shown();
      untrack(() => {
        grid.show(columns);
      });
    });
  }

  #shown() {
    const narrow = this.#beside() && (innerWidth.current ?? 0) < ROOMY;
    return lineColumns(locale()).filter(({ id }) => !this.#hidden.includes(id) && (!narrow || BESIDE_PANEL.includes(id)));
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
