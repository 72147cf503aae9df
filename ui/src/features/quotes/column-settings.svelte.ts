import { untrack } from "svelte";
import { innerWidth } from "svelte/reactivity/window";
import { remembered, rememberScreen } from "~/app/appearance.svelte";
import { report } from "~/app/failures.svelte";
import type { MenuItem } from "~/components/Menu.svelte";
import { locale, m } from "~/lib/i18n.svelte";
import { ALWAYS_SHOWN, type Beside, type ColumnChoice, isChosen, isShown, LANDED_AT_FIRST, HIDDEN_AT_FIRST, readChoice, toggled } from "./column-choice";
import { lineColumns } from "./line-columns";
import type { QuoteSession } from "./session.svelte";

/** A window so wide, in pixels, has room for every usual column beside a panel. */
const ROOMY = 1660;
const MEMORY = "quote.columns";

/** Which columns of the lines are shown and how wide they are, remembered for this device. */
export class ColumnSettings {
  #choice = $state.raw<Pick<ColumnChoice, "hidden" | "landed">>({ hidden: [], landed: [] });
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
    grid.columns = this.#shown();
    // Another language, another choice, prices that follow from the cost: the grid follows.
    $effect.pre(() => {
      const columns = this.#shown();
      untrack(() => {
        grid.show(columns);
      });
    });
  }

  #shown() {
    const beside = (innerWidth.current ?? 0) < ROOMY ? this.#beside() : "nothing";
    return lineColumns(locale(), this.#session.landed).filter(({ id }) => isShown(this.#choice, id, beside));
  }

  #keep(): void {
    const { hidden, landed } = this.#choice;
    const choice: ColumnChoice = { hidden, landed, widths: { ...this.#session.grid.widths } };
    rememberScreen(MEMORY, JSON.stringify(choice)).catch((thrown: unknown) => report(thrown));
  }

  #toggle(id: string): void {
    this.#choice = toggled(this.#choice, id);
    this.#keep();
  }

  #reset(): void {
    this.#choice = { hidden: [...HIDDEN_AT_FIRST], landed: [...LANDED_AT_FIRST] };
    this.#session.grid.widths = {};
    this.#keep();
  }

  /** Makes sure that a column is among the chosen ones: somebody is led to a cell of it. */
  reveal(id: string): void {
    if (!isChosen(this.#choice, id)) this.#toggle(id);
  }

  /** The menu of the columns. */
  get items(): (MenuItem | null)[] {
    const { grid, landed } = this.#session;
    const columns = lineColumns(locale(), landed).filter((column) => !ALWAYS_SHOWN.includes(column.id));
    return [
      ...columns.map((column) => ({
        id: column.id,
        label: column.title,
        checked: isChosen(this.#choice, column.id),
        onselect: () => this.#toggle(column.id),
      })),
      null,
      { id: "narrower", label: m.grid_narrower(), keys: "Alt+Shift+←", onselect: () => void grid.perform({ do: "resize", by: -16 }) },
      { id: "wider", label: m.grid_wider(), keys: "Alt+Shift+→", onselect: () => void grid.perform({ do: "resize", by: 16 }) },
      { id: "reset", label: m.grid_columns_reset(), onselect: () => this.#reset() },
    ];
  }
}
