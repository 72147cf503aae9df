import { flushSync } from "svelte";
import { clearIn, copyOf, entryColumn, pasteMapped, pasteOver } from "./block";
import { type Block, formatHtml, formatTsv, readPaste } from "./clipboard";
import type { PasteMapping } from "./column";
import type { GridController } from "./controller.svelte";
import { only, type Range } from "./selection";

/** Copies the selected cells; answers whether they are on the clipboard. */
export function copy<Row>(grid: GridController<Row>): Promise<boolean> {
  const { left, right } = grid.range;
  const block = copyOf(grid.rows, grid.columns, grid.range);
  const texts = grid.columns.slice(left, right + 1).map(({ kind }) => kind === "text");
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
    grid.focus();
  });
}

async function lay<Row>(grid: GridController<Row>, block: Block, mapping: PasteMapping<Row> | null): Promise<void> {
  const { rows, columns } = grid;
  const pasted = block.length - (mapping?.skip ?? 0);
  if (!mapping?.adds) unfoldFor(grid, pasted);
  const laid = mapping
    ? pasteMapped(rows, block, mapping, grid.range, grid.anchorId)
    : pasteOver(rows, columns, block, grid.range);
  const added = await grid.changes.save(laid.change);
  if (added === null) return;
  for (const { row, column, mark } of laid.unread) {
    const id = typeof row === "string" ? row : added[row];
    if (id) rows.mark(id, column, mark);
  }
  if (mapping?.adds) {
    grid.selectRows(added);
  } else {
    const { top, left, bottom, right } = laid.range;
    grid.select({ ...only({ row: top, column: left }), head: { row: bottom, column: right } });
  }
  grid.owner.pasted(mapping?.adds ? added.length : heightOf(laid.range), laid.unread.length + laid.covered);
}

const heightOf = ({ top, bottom }: Range) => bottom - top + 1;
