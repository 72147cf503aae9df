import { flushSync } from "svelte";
import { clearIn, copyOf, entryColumn, type Paste, pasteMapped, pasteOver } from "./block";
import { type Block, formatHtml, formatTsv, readPaste } from "./clipboard";
import type { PasteMapping } from "./column";
import type { GridController } from "./controller.svelte";
import { only } from "./selection";

/** Copies the selected cells, with those folded away between them; answers whether they are on the clipboard. */
export async function copy<Row>(grid: GridController<Row>): Promise<boolean> {
  const { top, left, bottom, right } = grid.range;
  const columns = grid.columns.slice(left, right + 1);
  const ids = grid.rows.idsBetween(top, bottom);
  if (!(await grid.owner.current())) return false;
  const block = copyOf(grid.rows, columns, ids);
  const texts = columns.map(({ kind }) => kind === "text");
  return grid.owner.copyCells(formatTsv(block), formatHtml(block, texts));
}

/** Empties the selected cells once they are on the clipboard. */
export function cut<Row>(grid: GridController<Row>): Promise<void> {
  return grid.changes.run(async () => {
    const cells = clearIn(grid.rows, grid.columns, grid.range);
    if (await copy(grid)) await grid.changes.save({ cells, insert: null });
  });
}

/** Opens every folded section that a block of so many rows would run into. */
function unfoldFor<Row>(grid: GridController<Row>, height: number): void {
  const { top } = grid.range;
  for (let row = top; row < Math.min(top + height, grid.rows.length); row += 1) {
    if (grid.rows.at(row)?.look.folded !== null) grid.unfoldAt(row);
  }
  // What goes beyond the last row goes behind what is folded away there.
  if (top + height > grid.rows.length) grid.unfoldAt(grid.rows.length - 1);
}

/** Takes the texts of a paste event. `mapped`: the person wants to say which column is which. */
export function paste<Row>(grid: GridController<Row>, plain: string, html: string, mapped = false): Promise<void> {
  if (grid.readonly || (plain === "" && html === "")) return Promise.resolve();
  // Faster than a save: the block goes to the cell that the strokes before it lead to.
  if (grid.waits) {
    grid.waiting.later(() => void paste(grid, plain, html, mapped));
    return Promise.resolve();
  }
  return grid.changes.run(async () => {
    const block = readPaste(plain, html);
    const column = entryColumn(grid.columns, block, grid.selection.active.column);
    const mapping = (await grid.mapping?.(block, column, mapped)) ?? "as it stands";
    if (mapping !== "cancelled") await lay(grid, block, mapping === "as it stands" ? null : mapping);
    flushSync();
    grid.focusSelection();
  });
}

async function lay<Row>(grid: GridController<Row>, block: Block, mapping: PasteMapping<Row> | null): Promise<void> {
  const { rows, columns } = grid;
  const pasted = block.length - (mapping?.skip ?? 0);
  if (!mapping?.adds) unfoldFor(grid, pasted);
  const laid = mapping
    ? pasteMapped(rows, block, mapping, grid.range, grid.anchorId)
    : pasteOver(rows, columns, block, grid.range);
  const { top, left, bottom, right } = laid.range;
  const select = () => grid.select({ ...only({ row: top, column: left }), head: { row: bottom, column: right } });
  const saving = grid.changes.save(laid.change);
  // Rows that are there are painted as selected while the core saves.
  if (!laid.change.insert) select();
  const added = await saving;
  if (added === null) return;
  const marked = laid.unread.flatMap(({ row: at, column, mark }) => {
    const row = typeof at === "string" ? at : added[at];
    if (row) rows.mark(row, column, mark);
    return row ? [{ row, column, mark }] : [];
  });
  if (mapping?.adds) grid.selectRows(added);
  else if (laid.change.insert) select();
  const saved = laid.change.cells.length > 0 || laid.change.insert !== null;
  grid.owner.pasted({ rows: rowsOf(laid), unread: laid.unread.length, covered: laid.covered, marked: saved ? marked : [] });
}

/** How many rows got something of a paste, if only a text that could not be read. */
function rowsOf({ change, unread }: Paste): number {
  const known = [...change.cells, ...unread].flatMap(({ row }) => (typeof row === "string" ? row : []));
  return new Set(known).size + (change.insert?.rows.length ?? 0);
}
