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

/** Where the title of a spanning row begins and ends, as CSS grid lines. */
export function titleLines<Row>(columns: readonly GridColumn<Row>[]): string {
  const from = columns.findIndex((column) => column.kind !== "ordinal") + 1;
  const to = columns.findIndex((column) => column.inSpans) + 1;
  return `${from} / ${to > from ? to : -1}`;
}

/** The column whose cell stands at `column` in a spanning row: the title covers everything without a cell of its own. */
export function columnInSpan<Row>(columns: readonly GridColumn<Row>[], column: number): number {
  const here = columns[column];
  if (!here || here.inSpans || here.heading || here.kind === "ordinal") return column;
  const title = columns.findIndex((other) => other.heading);
  return title < 0 ? column : title;
}
