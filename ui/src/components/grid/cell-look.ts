import { untrack } from "svelte";
import type { GridColumn } from "./column";
import type { GridController } from "./controller.svelte";
import type { RowSignal } from "./rows.svelte";

/** More of a text is never visible in a cell. */
const LONGEST = 300;

/** What a cell shows. */
export function textOf<Row>(grid: GridController<Row>, shown: RowSignal<Row>, column: GridColumn<Row>): string {
  if (column.kind === "ordinal") return shown.ordinal === null ? "" : String(shown.ordinal);
  const refused = shown.look.marks[column.id]?.text;
  const text = refused ?? column.show(shown.row);
  if (column.kind !== "text" && refused === undefined) untrack(() => grid.figures.see(column, text, grid.widthOf(column)));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function isSelected<Row>(shown: RowSignal<Row>, at: number): boolean {
  const span = shown.look.selected;
  return span !== null && at >= span.left && at <= span.right;
}

/** How a cell looks. `covered`: the title of a spanning row stands over it. */
export function classOf<Row>(grid: GridController<Row>, shown: RowSignal<Row>, column: GridColumn<Row>, at: number, covered: boolean): string {
  const { activeColumn, corner, drop, marks, notes } = shown.look;
  let names = column.align === "end" ? "cell end" : "cell";
  if (column.kind === "ordinal") names += " ordinal";
  else if (column.kind !== "text") names += " figure";
  if (column.pinned) names += grid.columns[at + 1]?.pinned ? " pinned" : " pinned edge";
  if (covered) names += " covered";
  if (activeColumn === at) names += " active";
  if (corner === at) names += " corner";
  if (isSelected(shown, at)) names += " selected";
  if (grid.find.marks(shown.row, at)) names += " hit";
  if (drop !== null && typeof drop !== "string" && at >= drop.left && at <= drop.right) names += " filled";
  const mark = marks[column.id];
  if (mark) names += mark.message === null ? " pending" : " refused";
  else if (column.quiet?.(shown.row)) names += " quiet";
  else if (column.own?.(shown.row)) names += " own";
  if (column.computed?.(shown.row)) names += " computed";
  if (notes[column.id]) names += " noted";
  return names;
}
