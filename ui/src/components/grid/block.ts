import type { Block } from "./clipboard";
import type { CellChange, CellValue, GridChange, GridColumn } from "./column";
import { columnInSpan } from "./layout";
import type { GridRows, Mark } from "./rows.svelte";
import type { Range } from "./selection";

/** A text that could not be read. `row` is an id, or the position among the new rows when `added`. */
export interface Unread {
  row: string | number;
  column: string;
  mark: Mark;
}

/** What a paste comes to. */
export interface Paste {
  change: GridChange;
  unread: Unread[];
  /** The rectangle that was written, new rows included. */
  range: Range;
}

function columnAt<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], row: number, column: number): GridColumn<Row> | null {
  const signal = rows.at(row);
  if (!signal || !rows.spans(signal.row)) return columns[column] ?? null;
  const own = columns[columnInSpan(columns, column)];
  return own?.heading && column === columns.indexOf(own) ? own : null;
}

/** Lays a block over the cells at and below a corner; rows beyond the last one become new rows. */
export function pasteOver<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], block: Block, range: Range): Paste {
  // One text fills the whole selection; a block keeps its own size.
  const single = block.length === 1 && block[0]?.length === 1;
  const height = single ? range.bottom - range.top + 1 : block.length;
  const width = single ? range.right - range.left + 1 : Math.max(...block.map((row) => row.length));
  const cells: CellChange[] = [];
  const added: Record<string, CellValue>[] = [];
  const unread: Unread[] = [];
  for (let y = 0; y < height; y += 1) {
    const texts = single ? Array<string>(width).fill(block[0]?.[0] ?? "") : (block[y] ?? []);
    const at = range.top + y;
    const id = rows.idAt(at);
    const fresh: Record<string, CellValue> = {};
    for (const [x, text] of texts.entries()) {
      const column = columnAt(rows, columns, at, range.left + x);
      if (!column?.editable || !column.parse) continue;
      const parsed = column.parse(text);
      if ("fault" in parsed) {
        const row = id ?? added.length;
        unread.push({ row, column: column.id, mark: { text, message: parsed.fault } });
      } else if (id === null) fresh[column.id] = parsed.value;
      else cells.push({ row: id, column: column.id, value: parsed.value, text });
    }
    if (id === null) added.push(fresh);
  }
  const right = Math.min(columns.length - 1, range.left + Math.max(1, width) - 1);
  return {
    change: { cells, insert: added.length > 0 ? { after: rows.idAt(rows.length - 1), rows: added } : null },
    unread,
    range: { ...range, bottom: range.top + height - 1, right },
  };
}

/** The selected cells as text. In a spanning row only its title and its sums have one. */
export function copyOf<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): Block {
  const block: Block = [];
  for (let row = range.top; row <= range.bottom; row += 1) {
    const signal = rows.at(row);
    if (!signal) continue;
    const texts: string[] = [];
    for (let at = range.left; at <= range.right; at += 1) {
      const column = columns[at];
      if (column?.kind === "ordinal") texts.push(signal.ordinal === null ? "" : String(signal.ordinal));
      else if (column && rows.spans(signal.row) && !column.heading && !column.inSpans) texts.push("");
      else if (column) texts.push(signal.marks[column.id]?.text ?? column.text(signal.row));
    }
    block.push(texts);
  }
  return block;
}

/** New values for cells of a range: `text` says what each would hold, `null` leaves it alone. */
function changesIn<Row>(
  rows: GridRows<Row>,
  columns: readonly GridColumn<Row>[],
  range: Range,
  text: (row: Row, column: GridColumn<Row>) => string | null,
): CellChange[] {
  const cells: CellChange[] = [];
  for (let row = range.top; row <= range.bottom; row += 1) {
    const signal = rows.at(row);
    const id = rows.idAt(row);
    if (!signal || id === null) continue;
    for (let at = range.left; at <= range.right; at += 1) {
      const column = columnAt(rows, columns, row, at);
      if (!column?.editable || !column.parse) continue;
      const wanted = text(signal.row, column);
      if (wanted === null || wanted === column.text(signal.row)) continue;
      const parsed = column.parse(wanted);
      if ("value" in parsed) cells.push({ row: id, column: column.id, value: parsed.value, text: wanted });
    }
  }
  return cells;
}

/** Empties the cells of a range; cells that may not be empty keep their value. */
export function clearIn<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  return changesIn(rows, columns, range, () => "");
}

/** Copies the first row of a range over the others; a range of one row takes the row above it. */
export function fillDown<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  const from = range.top === range.bottom ? range.top - 1 : range.top;
  const source = rows.at(from);
  if (!source || rows.spans(source.row)) return [];
  return changesIn(rows, columns, { ...range, top: from + 1 }, (row, column) => (rows.spans(row) ? null : (column.fill ?? column.text)(source.row)));
}
