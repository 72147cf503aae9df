import type { GridController } from "./controller.svelte";
import { clampWidth, movedColumn } from "./layout";

/** Sets the width of a column in pixels of the screen. */
export function setWidth<Row>(grid: GridController<Row>, columnId: string, width: number): void {
  if (grid.columnNamed(columnId)) grid.widths = { ...grid.widths, [columnId]: clampWidth(width / grid.zoom) };
}

/** Makes the active column wider or narrower by so many pixels. */
export function resize<Row>(grid: GridController<Row>, by: number): void {
  const column = grid.columns[grid.selection.active.column];
  if (!column) return;
  setWidth(grid, column.id, (grid.shownWidths[column.id] ?? column.width) + by);
  grid.onwidths?.(grid.widths);
}

/** Puts a column where another one stands. */
export function moveColumnTo<Row>(grid: GridController<Row>, columnId: string, to: number): void {
  const moved = movedColumn(grid.columns, columnId, to);
  if (moved === grid.columns) return;
  grid.show(moved);
  grid.onorder?.(moved);
}

/** Moves the active column by one to the left or to the right. */
export function moveColumn<Row>(grid: GridController<Row>, by: -1 | 1): void {
  const { column } = grid.selection.active;
  const active = grid.columns[column];
  if (active) moveColumnTo(grid, active.id, column + by);
  grid.focus();
}
