import { untrack } from "svelte";
import { fold } from "~/lib/fuzzy";
import type { GridColumn } from "./column";
import type { GridController } from "./controller.svelte";
import type { RowSignal } from "./rows.svelte";
import type { Cell } from "./selection";

/** A cell that holds what is looked for. */
interface Hit {
  signal: RowSignal<unknown>;
  column: number;
}

/** Case, ё and the kind of space do not matter. */
function folded(text: string): string {
  return fold(text).replace(/[\u00a0\u2009\u202f]/g, " ");
}

/** Looks for a text in the cells of a grid, folded rows included. */
export class GridFind<Row> {
  open = $state(false);
  /** What is looked for, as typed. */
  text = $state("");
  /** Grows when the bar is asked for while it is open. */
  asked = $state(0);
  readonly #grid: GridController<Row>;
  /** Where the search began. */
  #from: Cell = { row: 0, column: 0 };
  /** The texts of a row in its columns, in two spellings; kept as long as the row and the columns stay the same. */
  #texts = new WeakMap<object, { columns: readonly GridColumn<Row>[]; texts: readonly string[] }>();
  readonly #needle = $derived(folded(this.text.trim()));
  /** Every cell that holds it, in reading order. Read while the bar is open only. */
  readonly hits: readonly Hit[] = $derived.by(() => this.#search());
  /** The hit at the active cell, counted from 1; 0 when the active cell is none. */
  readonly current = $derived.by(() => {
    const { active } = this.#grid.selection;
    return this.hits.findIndex(({ signal, column }) => signal.index === active.row && column === active.column) + 1;
  });

  constructor(grid: GridController<Row>) {
    this.#grid = grid;
  }

  show(): void {
    this.open = true;
    this.asked += 1;
    this.#from = this.#grid.selection.active;
  }

  /** Closes the bar; the focus goes back to the cell. */
  close(): void {
    this.open = false;
    this.#texts = new WeakMap();
    this.#grid.focus();
  }

  /** Looks for another text where the search began: letter by letter it does not wander off. */
  type(text: string): void {
    this.text = text;
    if (!this.#lead(this.#from, 0)) this.#grid.lookAt(this.#from);
  }

  /** Goes to the next hit behind the active cell, or to the one before it, round the ends. */
  step(direction: 1 | -1): void {
    this.#lead(this.#grid.selection.active, direction);
    this.#from = this.#grid.selection.active;
  }

  /** Whether a cell holds what is looked for. */
  marks(row: Row, column: number): boolean {
    return this.open && this.#needle !== "" && this.#holds(row, column);
  }

  #holds(row: Row, column: number): boolean {
    return this.#of(row)[column]?.includes(this.#needle) === true;
  }

  #of(row: Row): readonly string[] {
    const { columns, rows } = this.#grid;
    const known = this.#texts.get(row as object);
    if (known?.columns === columns) return known.texts;
    const spans = rows.spans(row);
    const texts = columns.map((column) => {
      if (column.kind === "ordinal" || (spans && !column.heading && !column.inSpans)) return "";
      const shown = column.show(row);
      // `1234,5` finds what stands as `1 234,50`, and so does what is seen.
      return folded(column.kind === "text" ? shown : `${shown}\n${column.text(row)}`);
    });
    this.#texts.set(row as object, { columns, texts });
    return texts;
  }

  #search(): readonly Hit[] {
    const { columns, rows } = this.#grid;
    void rows.version;
    if (!this.open || this.#needle === "") return [];
    // The version stands for every row: ten thousand of them are not watched one by one.
    return untrack(() => {
      const hits: Hit[] = [];
      for (const signal of rows.all) {
        for (let column = 0; column < columns.length; column += 1) if (this.#holds(signal.row, column)) hits.push({ signal, column });
      }
      return hits;
    });
  }

  /** Shows the first hit at, behind or before a cell; the focus stays in the bar. False when there is none. */
  #lead(from: Cell, direction: 0 | 1 | -1): boolean {
    const { hits } = this;
    const place = this.#grid.rows.at(from.row)?.place ?? 0;
    const compare = (hit: Hit) => hit.signal.place - place || hit.column - from.column;
    const next =
      direction === -1
        ? (hits.findLast((hit) => compare(hit) < 0) ?? hits.at(-1))
        : (hits.find((hit) => compare(hit) >= direction) ?? hits[0]);
    if (!next) return false;
    this.#grid.unfold([this.#grid.rows.id(next.signal as RowSignal<Row>)]);
    this.#grid.lookAt({ row: next.signal.index, column: next.column });
    return true;
  }
}
