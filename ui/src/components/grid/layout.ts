import type { GridColumn } from "./column";

/** The narrowest and widest a column may be made, in pixels. */
export const MIN_WIDTH = 44;
export const MAX_WIDTH = 900;

/** A width inside its limits. */
export function clampWidth(width: number): number {
  return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Math.round(width)));
}

/** The CSS grid tracks of a row. */
export function tracks<Row>(columns: readonly GridColumn<Row>[], widths: Readonly<Record<string, number>>): string {
  return columns
    .map((column) => {
      const width = widths[column.id] ?? column.width;
      return column.grow ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(" ");
}

/** The width below which the columns scroll sideways. */
export function minimumWidth<Row>(columns: readonly GridColumn<Row>[], widths: Readonly<Record<string, number>>): number {
  return columns.reduce((sum, column) => sum + (widths[column.id] ?? column.width), 0);
}

/** The columns that the title of a spanning row covers: its own and its neighbours that show nothing there. */
export function titleSpan<Row>(columns: readonly GridColumn<Row>[]): { from: number; to: number } | null {
  const title = columns.findIndex((column) => column.heading);
  if (title < 0) return null;
  const pinned = columns[title]?.pinned === true;
  const covers = (at: number) => {
    const column = columns[at];
    return column !== undefined && !column.inSpans && column.kind !== "ordinal" && (column.pinned === true) === pinned;
  };
  let from = title;
  let to = title;
  while (covers(from - 1)) from -= 1;
  while (covers(to + 1)) to += 1;
  return { from, to };
}

/** Where the title of a spanning row begins and ends, as CSS grid lines. */
export function titleLines<Row>(columns: readonly GridColumn<Row>[]): string {
  const span = titleSpan(columns);
  return span ? `${span.from + 1} / ${span.to + 2}` : "1";
}

/** Whether a column shows nothing of its own in a spanning row because the title covers it. */
export function isCovered<Row>(columns: readonly GridColumn<Row>[], column: number): boolean {
  const span = titleSpan(columns);
  return span !== null && column >= span.from && column <= span.to && !columns[column]?.heading;
}

/** The column whose cell stands at `column` in a spanning row: the title covers those beside it. */
export function columnInSpan<Row>(columns: readonly GridColumn<Row>[], column: number): number {
  return isCovered(columns, column) ? columns.findIndex((other) => other.heading) : column;
}

/** Where each pinned column stays when the others scroll, in pixels from the left. */
export function pinOffsets<Row>(columns: readonly GridColumn<Row>[], widths: Readonly<Record<string, number>>): number[] {
  const offsets: number[] = [];
  let left = 0;
  for (const column of columns) {
    if (!column.pinned) break;
    offsets.push(left);
    left += widths[column.id] ?? column.width;
  }
  return offsets;
}

/** The columns with one of them moved by a step; a pinned column stays among the pinned ones. */
export function movedColumn<Row>(columns: readonly GridColumn<Row>[], id: string, to: number): readonly GridColumn<Row>[] {
  const from = columns.findIndex((column) => column.id === id);
  const moved = columns[from];
  const there = columns[to];
  if (!moved || !there || from === to || moved.kind === "ordinal" || there.kind === "ordinal") return columns;
  if ((moved.pinned === true) !== (there.pinned === true)) return columns;
  const rest = columns.filter((column) => column !== moved);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}
