/** A cell by position among the rows and the visible columns. */
export interface Cell {
  row: number;
  column: number;
}

/** How many rows and columns there are. */
export interface Bounds {
  rows: number;
  columns: number;
}

/** What is selected: from the active cell, which holds the focus, to the far corner of the range. */
export interface Selection {
  active: Cell;
  head: Cell;
  /** Whole rows or whole columns, whatever the cells say of the other direction. */
  whole: "rows" | "columns" | null;
}

/** A rectangle of cells, both ends included. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** A step of the active cell or of the far corner. */
export type Step =
  | "up"
  | "down"
  | "left"
  | "right"
  | "page_up"
  | "page_down"
  | "row_start"
  | "row_end"
  | "top"
  | "bottom"
  | "start"
  | "end";

const clampTo = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));

/** One selected cell. */
export function only(cell: Cell): Selection {
  return { active: cell, head: cell, whole: null };
}

/** The same selection inside other bounds. */
export function clamp(selection: Selection, bounds: Bounds): Selection {
  const inside = (cell: Cell): Cell => ({
    row: clampTo(cell.row, bounds.rows),
    column: clampTo(cell.column, bounds.columns),
  });
  return { active: inside(selection.active), head: inside(selection.head), whole: selection.whole };
}

function stepped(cell: Cell, step: Step, bounds: Bounds, page: number): Cell {
  const lastRow = Math.max(0, bounds.rows - 1);
  const lastColumn = Math.max(0, bounds.columns - 1);
  switch (step) {
    case "up":
      return { ...cell, row: clampTo(cell.row - 1, bounds.rows) };
    case "down":
      return { ...cell, row: clampTo(cell.row + 1, bounds.rows) };
    case "left":
      return { ...cell, column: clampTo(cell.column - 1, bounds.columns) };
    case "right":
      return { ...cell, column: clampTo(cell.column + 1, bounds.columns) };
    case "page_up":
      return { ...cell, row: clampTo(cell.row - page, bounds.rows) };
    case "page_down":
      return { ...cell, row: clampTo(cell.row + page, bounds.rows) };
    case "row_start":
      return { ...cell, column: 0 };
    case "row_end":
      return { ...cell, column: lastColumn };
    case "top":
      return { ...cell, row: 0 };
    case "bottom":
      return { ...cell, row: lastRow };
    case "start":
      return { row: 0, column: 0 };
    case "end":
      return { row: lastRow, column: lastColumn };
  }
}

/** Moves the active cell and drops the range. */
export function move(selection: Selection, step: Step, bounds: Bounds, page: number): Selection {
  return only(stepped(selection.active, step, bounds, page));
}

/** Moves the far corner; the active cell stays. */
export function extend(selection: Selection, step: Step, bounds: Bounds, page: number): Selection {
  return { ...selection, head: stepped(selection.head, step, bounds, page) };
}

/** The next or previous cell in reading order, or `null` behind the last and before the first one. */
export function tab(selection: Selection, direction: 1 | -1, bounds: Bounds): Selection | null {
  const { row, column } = selection.active;
  const next = row * bounds.columns + column + direction;
  if (next < 0 || next >= bounds.rows * bounds.columns) return null;
  return only({ row: Math.floor(next / bounds.columns), column: next % bounds.columns });
}

/** Every row; the focus goes to the first cell. */
export function all(bounds: Bounds): Selection {
  return wholeRows(0, Math.max(0, bounds.rows - 1));
}

/** Whole rows from one to another; the focus goes to the first column of `from`. */
export function wholeRows(from: number, to: number): Selection {
  return { active: { row: from, column: 0 }, head: { row: to, column: 0 }, whole: "rows" };
}

/** Whole columns of the selection; the focus stays where it is. */
export function wholeColumns({ active, head }: Selection): Selection {
  return { active, head: { ...head, row: active.row }, whole: "columns" };
}

/** The rectangle that is selected. */
export function rangeOf(selection: Selection, bounds: Bounds): Range {
  const { active, head, whole } = selection;
  const everyRow = { top: 0, bottom: Math.max(0, bounds.rows - 1) };
  const everyColumn = { left: 0, right: Math.max(0, bounds.columns - 1) };
  const rows = { top: Math.min(active.row, head.row), bottom: Math.max(active.row, head.row) };
  const columns = { left: Math.min(active.column, head.column), right: Math.max(active.column, head.column) };
  return { ...(whole === "columns" ? everyRow : rows), ...(whole === "rows" ? everyColumn : columns) };
}

/** Whether one cell only is selected. */
export function isSingle(selection: Selection): boolean {
  const { active, head, whole } = selection;
  return whole === null && active.row === head.row && active.column === head.column;
}
