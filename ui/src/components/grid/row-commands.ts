import type { GridController } from "./controller.svelte";
import { only } from "./selection";

/** Adds as many empty rows as whole rows are selected, else one. */
export function insertRows<Row>(grid: GridController<Row>): Promise<void> {
  return grid.changes.run(async () => {
    const { top, bottom } = grid.range;
    const count = grid.selection.whole === "rows" ? bottom - top + 1 : 1;
    const [first, ...others] = await grid.owner.insertRows(grid.anchorId, count);
    if (first === undefined) return;
    grid.activate(first);
    if (others.length > 0) grid.selectRows([first, ...others]);
  });
}

export function removeRows<Row>(grid: GridController<Row>): Promise<void> {
  return grid.changes.run(async () => {
    const { top } = grid.range;
    const { column } = grid.selection.active;
    if (grid.rows.length > 0) await grid.owner.removeRows(grid.selectedIds);
    grid.go(only({ row: top, column }));
  });
}

export function duplicateRows<Row>(grid: GridController<Row>): Promise<void> {
  return grid.changes.run(async () => {
    grid.selectRows(await grid.owner.duplicateRows(grid.selectedIds));
    grid.focus();
  });
}

/** Moves the selected rows past the one before or behind them; a folded section is passed as one. */
export function moveRows<Row>(grid: GridController<Row>, by: -1 | 1): Promise<void> {
  return moveTo(grid, () => {
    const { top, bottom } = grid.range;
    if (by === -1) return top === 0 ? null : top - 1;
    return bottom >= grid.rows.length - 1 ? null : bottom + 2;
  });
}

/** Moves the selected rows before the row in sight at `gap`; behind the last one where there is none. */
export function moveRowsTo<Row>(grid: GridController<Row>, gap: number): Promise<void> {
  return moveTo(grid, () => gap);
}

function moveTo<Row>(grid: GridController<Row>, gapOf: () => number | null): Promise<void> {
  return grid.changes.run(async () => {
    const { top, bottom } = grid.range;
    const gap = gapOf();
    if (gap === null || (gap >= top && gap <= bottom + 1)) return;
    await grid.owner.moveRows(grid.selectedIds, grid.rows.lastIdAt(gap - 1));
    grid.focus();
  });
}

/** Folds the section of the active row away, or opens it. */
export function fold<Row>(grid: GridController<Row>, open: boolean): void {
  const { rows } = grid;
  const id = rows.idAt(grid.selection.active.row);
  const heading = id === null ? null : rows.headingOf(id);
  if (heading === null || open !== (rows.signal(heading)?.look.folded !== null)) return;
  const folded = rows.folded;
  grid.foldOnly(open ? folded.filter((other) => other !== heading) : [...folded, heading]);
  grid.go(only({ row: rows.indexOf(heading), column: grid.selection.active.column }));
}

/** Folds every section away, or opens all. */
export function foldAll<Row>(grid: GridController<Row>, open: boolean): void {
  const { rows } = grid;
  const id = rows.idAt(grid.selection.active.row);
  const heading = id === null ? null : rows.headingOf(id);
  grid.foldOnly(open ? [] : rows.all.flatMap((signal) => (rows.spans(signal.row) ? rows.id(signal) : [])));
  if (heading !== null && id !== null) {
    grid.go(only({ row: rows.indexOf(rows.indexOf(id) < 0 ? heading : id), column: grid.selection.active.column }));
  }
}
