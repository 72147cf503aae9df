import type { GridController } from "./controller.svelte";
import { type Cell, only, wholeRows } from "./selection";

/** The cell under a pointer. */
export function cellAt(target: EventTarget | null): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.at) } : null;
}

/** Selects cells, or whole rows by their numbers, as the pointer is pressed and dragged. */
export class PointerSelection<Row> {
  #dragging: "cells" | "rows" | null = null;

  constructor(private readonly grid: GridController<Row>) {}

  readonly down = (event: PointerEvent): void => {
    const { grid } = this;
    const cell = cellAt(event.target);
    if (!cell) return;
    // Keeps the browser from moving the focus: it goes where the selection goes.
    event.preventDefault();
    if (grid.editing.phase === "editing") grid.editing.commit("leave");
    const { top, bottom, left, right } = grid.range;
    const inside = cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right;
    if (event.button === 2 && inside) return;
    const whole = grid.columns[cell.column]?.kind === "ordinal";
    const { active } = grid.selection;
    if (whole) grid.go(wholeRows(event.shiftKey ? active.row : cell.row, cell.row));
    else if (event.shiftKey) grid.go({ active, head: cell, rows: false });
    else grid.go(only(cell));
    if (event.button === 0) this.#dragging = whole ? "rows" : "cells";
  };

  readonly move = (event: PointerEvent): void => {
    if (!this.#dragging || (event.buttons & 1) === 0) return;
    const cell = cellAt(event.target);
    const { active, head } = this.grid.selection;
    if (!cell || (cell.row === head.row && cell.column === head.column)) return;
    this.grid.select(this.#dragging === "rows" ? wholeRows(active.row, cell.row) : { active, head: cell, rows: false });
  };

  readonly up = (): void => {
    this.#dragging = null;
  };
}
