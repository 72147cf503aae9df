import type { GridController } from "./controller.svelte";
import { EdgeScroll } from "./edge-scroll";
import { fold, moveRowsTo } from "./row-commands";
import type { RowSignal } from "./rows.svelte";
import { type Cell, only, type Range, wholeRows } from "./selection";

/** The cell under a pointer. */
export function cellAt(target: EventTarget | null): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.at) } : null;
}

/** Whether a pointer is on the mark that folds a section. */
export function isFold(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-fold]") !== null;
}

/** How near to the corner of a selection a pointer takes hold of it, in pixels. */
const GRIP = 9;

function onCorner(event: PointerEvent): boolean {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".corner") : null;
  if (!cell) return false;
  const { right, bottom } = cell.getBoundingClientRect();
  return right - event.clientX <= GRIP && bottom - event.clientY <= GRIP;
}

/** The range that a drag of the corner fills: it grows in one direction only. */
export function filledBy({ top, bottom, left, right }: Range, to: Cell): Range {
  const down = Math.max(to.row - bottom, top - to.row, 0);
  const across = Math.max(to.column - right, left - to.column, 0);
  if (down >= across) return { top: Math.min(top, to.row), bottom: Math.max(bottom, to.row), left, right };
  return { top, bottom, left: Math.min(left, to.column), right: Math.max(right, to.column) };
}

/** The gap between rows that is nearest to a pointer over a row: before the row of that number. */
function gapAt(under: Element, y: number, row: number): number {
  const { top, height } = under.getBoundingClientRect();
  return y > top + height / 2 ? row + 1 : row;
}

/** What a pointer that is pressed on the grid does when it moves. */
type Drag = { what: "cells" | "rows" } | { what: "fill"; to: Range } | { what: "move"; gap: number | null };

/** Selects cells and rows, fills by the corner of the selection and moves rows by their numbers, as the pointer is dragged. */
export class GridPointer<Row> {
  #drag: Drag | null = null;
  #shown: RowSignal<Row>[] = [];
  readonly #scroll: EdgeScroll;

  /** `view`: what scrolls, and how much of its top the head covers. */
  constructor(
    private readonly grid: GridController<Row>,
    view: () => { element: HTMLElement; head: number } | null,
  ) {
    this.#scroll = new EdgeScroll(view, (under, y) => this.#over(under, y));
  }

  readonly down = (event: PointerEvent): void => {
    const { grid } = this;
    const cell = cellAt(event.target);
    if (!cell) return;
    // Keeps the browser from moving the focus: it goes where the selection goes.
    event.preventDefault();
    if (grid.editing.phase === "editing") grid.editing.commit("leave");
    // Strokes that wait were meant for the cell that is left.
    grid.waiting.drop();
    if (event.button === 0 && isFold(event.target)) {
      grid.go(only(cell));
      fold(grid, grid.rows.at(cell.row)?.look.folded !== null);
      return;
    }
    const { range, selection } = grid;
    const { active } = selection;
    const { top, bottom, left, right } = range;
    const inside = cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right;
    if (event.button === 2 && inside) return;
    if (event.button === 0 && !grid.readonly && onCorner(event)) {
      this.#drag = { what: "fill", to: range };
      return;
    }
    const whole = grid.columns[cell.column]?.kind === "ordinal";
    if (whole && inside && selection.whole === "rows" && event.button === 0 && !event.shiftKey && !grid.readonly) {
      this.#drag = { what: "move", gap: null };
      return;
    }
    if (whole) grid.go(wholeRows(event.shiftKey ? active.row : cell.row, cell.row));
    else if (event.shiftKey) grid.go({ active, head: cell, whole: null });
    else grid.go(only(cell));
    if (event.button === 0) this.#drag = { what: whole ? "rows" : "cells" };
  };

  readonly move = (event: PointerEvent): void => {
    if (this.#drag && (event.buttons & 1) === 1) this.#scroll.follow(event);
  };

  /** The pointer is dragged over an element, or the element was scrolled under it. */
  #over(under: Element, y: number): void {
    const drag = this.#drag;
    const cell = cellAt(under);
    if (!drag || !cell) return;
    const { active, head } = this.grid.selection;
    switch (drag.what) {
      case "fill":
        drag.to = filledBy(this.grid.range, cell);
        this.#showFill(drag.to);
        break;
      case "move":
        drag.gap = gapAt(under, y, cell.row);
        this.#showGap(drag.gap);
        break;
      default:
        if (cell.row === head.row && cell.column === head.column) return;
        this.grid.select(drag.what === "rows" ? wholeRows(active.row, cell.row) : { active, head: cell, whole: null });
    }
  }

  readonly up = (event: PointerEvent): void => {
    const drag = this.#drag;
    this.cancel();
    if (drag?.what === "fill" && drag.to !== this.grid.range) this.grid.fillOver(drag.to);
    if (drag?.what !== "move") return;
    const cell = cellAt(event.target);
    if (drag.gap !== null) void moveRowsTo(this.grid, drag.gap);
    // A press on a selected row that was not dragged chooses that row.
    else if (cell) this.grid.go(wholeRows(cell.row, cell.row));
  };

  /** Ends a drag without doing anything; true when there was one. */
  readonly cancel = (): boolean => {
    const dragged = this.#drag?.what === "fill" || this.#drag?.what === "move";
    this.#drag = null;
    this.#scroll.stop();
    this.#show([]);
    return dragged;
  };

  #show(signals: RowSignal<Row>[]): void {
    for (const signal of this.#shown) if (!signals.includes(signal)) signal.dress({ drop: null });
    this.#shown = signals;
  }

  #showFill({ top, bottom, left, right }: Range): void {
    const signals = this.grid.rows.order.slice(top, bottom + 1);
    this.#show(signals);
    for (const signal of signals) signal.dress({ drop: { left, right } });
  }

  #showGap(gap: number): void {
    const { rows } = this.grid;
    const above = rows.at(gap);
    const signal = above ?? rows.at(rows.length - 1);
    this.#show(signal ? [signal] : []);
    if (signal) signal.dress({ drop: above ? "above" : "below" });
  }
}
