import type { Block } from "./clipboard";
import type { CellChange, CellValue, GridChange, GridColumn, Parsed, PasteMapping } from "./column";
import { columnInSpan } from "./layout";
import type { Mark } from "./marks";
import type { GridRows } from "./rows.svelte";
import type { Cell, Range } from "./selection";

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
  /** Texts for cells that the title of a section covers. */
  covered: number;
  /** The rectangle that was written, new rows included. */
  range: Range;
}

function columnAt<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], row: number, column: number): GridColumn<Row> | null {
  const signal = rows.at(row);
  if (!signal || !rows.spans(signal.row)) return columns[column] ?? null;
  const own = columns[columnInSpan(columns, column)];
  return own?.heading && column === columns.indexOf(own) ? own : null;
}

/** Reads texts for columns; the same text of a column is read once. */
function reader<Row>(): (column: GridColumn<Row>, text: string) => Parsed {
  const read = new Map<GridColumn<Row>, Map<string, Parsed>>();
  return (column, text) => {
    const known = read.get(column) ?? new Map<string, Parsed>();
    read.set(column, known);
    const parsed = known.get(text) ?? column.parse?.(text) ?? { value: text };
    known.set(text, parsed);
    return parsed;
  };
}

const ROW_NUMBER = /^([1-9]\d*)?$/;

/** The column a block comes in at: the numbers of the rows take nothing but numbers of rows. */
export function entryColumn<Row>(columns: readonly GridColumn<Row>[], block: Block, column: number): number {
  const numbers = columns[column]?.kind !== "ordinal" || block.every(([text = ""]) => ROW_NUMBER.test(text.trim()));
  return numbers ? column : column + 1;
}

/** Lays a block over the cells at and below a corner; rows beyond the last one become new rows. */
export function pasteOver<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], block: Block, onto: Range): Paste {
  const range = { ...onto, left: entryColumn(columns, block, onto.left) };
  range.right = Math.max(range.left, range.right);
  // A block that fits a larger selection evenly fills it, one text always does; any other keeps its own size.
  const size = { height: block.length, width: Math.max(...block.map((row) => row.length)) };
  const chosen = { height: range.bottom - range.top + 1, width: range.right - range.left + 1 };
  const fills = chosen.height % size.height === 0 && chosen.width % size.width === 0;
  const { height, width } = fills ? chosen : size;
  const repeats = height > size.height || width > size.width;
  const cells: CellChange[] = [];
  const added: Record<string, CellValue>[] = [];
  const unread: Unread[] = [];
  const parse = reader<Row>();
  let covered = 0;
  for (let y = 0; y < height; y += 1) {
    const given = block[y % size.height] ?? [];
    const texts = fills ? Array.from({ length: width }, (_, x) => given[x % size.width]) : given;
    const at = range.top + y;
    const id = rows.idAt(at);
    const fresh: Record<string, CellValue> = {};
    for (const [x, text] of texts.entries()) {
      const column = columnAt(rows, columns, at, range.left + x);
      if (!column && !repeats && text?.trim() && columns[range.left + x]?.editable) covered += 1;
      // A missing text says nothing, and of a new row an empty one neither.
      if (text === undefined || !column?.editable || !column.parse || (id === null && text.trim() === "")) continue;
      const parsed = parse(column, text);
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
    change: { cells, insert: added.length > 0 ? { after: rows.lastIdAt(rows.length - 1), rows: added } : null },
    unread,
    covered,
    range: { ...range, bottom: range.top + height - 1, right },
  };
}

/** Lays a block over rows from `top` on, or adds it behind a row, each pasted column as its mapping says. */
export function pasteMapped<Row>(rows: GridRows<Row>, block: Block, mapping: PasteMapping<Row>, range: Range, behind: string | null): Paste {
  const cells: CellChange[] = [];
  const added: Record<string, CellValue>[] = [];
  const unread: Unread[] = [];
  const parse = reader<Row>();
  let at = range.top;
  for (const texts of block.slice(mapping.skip)) {
    if (texts.every((text) => text.trim() === "")) continue;
    // Lines of a table go to lines of the grid: headings between them are passed over.
    while (!mapping.adds && at < rows.length && rows.spans(rows.order[at]?.row as Row)) at += 1;
    const id = mapping.adds ? null : rows.idAt(at);
    const fresh: Record<string, CellValue> = {};
    for (const [x, column] of mapping.columns.entries()) {
      const text = texts[x]?.trim() ?? "";
      // A cell without text says nothing of a new row.
      if (!column?.editable || !column.parse || (id === null && text === "")) continue;
      const parsed = parse(column, text);
      if ("fault" in parsed) unread.push({ row: id ?? added.length, column: column.id, mark: { text, message: parsed.fault } });
      else if (id === null) fresh[column.id] = parsed.value;
      else cells.push({ row: id, column: column.id, value: parsed.value, text });
    }
    if (id === null) added.push(fresh);
    at += 1;
  }
  const after = mapping.adds ? behind : rows.lastIdAt(rows.length - 1);
  return {
    change: { cells, insert: added.length > 0 ? { after, rows: added } : null },
    unread,
    covered: 0,
    range: { ...range, bottom: Math.max(range.top, at - 1) },
  };
}

/** Cells of some rows as text. In a spanning row only its title and sums have one. */
export function copyOf<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], ids: readonly string[]): Block {
  const block: Block = [];
  for (const id of ids) {
    const signal = rows.signal(id);
    if (!signal) continue;
    block.push(
      columns.map((column) => {
        if (column.kind === "ordinal") return signal.ordinal === null ? "" : String(signal.ordinal);
        if (rows.spans(signal.row) && !column.heading && !column.inSpans) return "";
        return signal.look.marks[column.id]?.text ?? column.text(signal.row);
      }),
    );
  }
  return block;
}

/** New values for cells of a range: `text` says what each would hold, `null` leaves it alone. */
function changesIn<Row>(
  rows: GridRows<Row>,
  columns: readonly GridColumn<Row>[],
  range: Range,
  text: (row: Row, column: GridColumn<Row>, at: Cell) => string | null,
): CellChange[] {
  const cells: CellChange[] = [];
  for (let row = range.top; row <= range.bottom; row += 1) {
    const signal = rows.at(row);
    const id = rows.idAt(row);
    if (!signal || id === null) continue;
    for (let at = range.left; at <= range.right; at += 1) {
      const column = columnAt(rows, columns, row, at);
      if (!column?.editable || !column.parse) continue;
      const wanted = text(signal.row, column, { row, column: at });
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

/** The row or column of a range that repeats at a position outside of it. */
function repeated(at: number, from: number, to: number): number {
  const size = to - from + 1;
  return from + ((((at - from) % size) + size) % size);
}

/** Repeats a range over the other cells of a larger one; headings neither give nor take. */
export function fillOver<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], source: Range, target: Range): CellChange[] {
  return changesIn(rows, columns, target, (row, column, at) => {
    const from = rows.at(repeated(at.row, source.top, source.bottom));
    const given = columns[repeated(at.column, source.left, source.right)];
    if (!from || !given || rows.spans(row) || rows.spans(from.row)) return null;
    const own = from.row === row && given === column;
    return own || !given.editable ? null : (given.fill ?? given.text)(from.row);
  });
}

/** Copies the first row of a range over the others; a range of one row takes the row above it. */
export function fillDown<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  const from = range.top === range.bottom ? range.top - 1 : range.top;
  return fillOver(rows, columns, { ...range, top: from, bottom: from }, range);
}

/** Copies the first column of a range over the others; a range of one column takes the column before it. */
export function fillRight<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  const from = range.left === range.right ? range.left - 1 : range.left;
  return fillOver(rows, columns, { ...range, left: from, right: from }, range);
}

/** Copies the last row of a range over the others; a range of one row takes the row below it. */
export function fillUp<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  const from = range.top === range.bottom ? range.bottom + 1 : range.bottom;
  return fillOver(rows, columns, { ...range, top: from, bottom: from }, range);
}

/** Copies the last column of a range over the others; a range of one column takes the column behind it. */
export function fillLeft<Row>(rows: GridRows<Row>, columns: readonly GridColumn<Row>[], range: Range): CellChange[] {
  const from = range.left === range.right ? range.right + 1 : range.right;
  return fillOver(rows, columns, { ...range, left: from, right: from }, range);
}
