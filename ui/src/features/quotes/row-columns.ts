import type { LineView, RowColumns } from "~/ipc/types";

type Columns = [name: string, values: readonly unknown[]][];

/** The fields of a row of columns put over those that are there. Nothing where there is nothing says nothing. */
function over<Fields extends object>(known: Fields, columns: Columns, at: number): Fields {
  const fields = { ...known } as Record<string, unknown>;
  for (const [name, values] of columns) {
    const value = values[at] ?? null;
    if (value !== null || name in fields) fields[name] = value;
  }
  return fields as Fields;
}

/** The rows that changed column by column, as they are now. A thousand of them come with a key stroke. */
export function changedRows(columns: RowColumns, rowOf: (id: string) => LineView | undefined): LineView[] {
  const of = (part: Exclude<keyof RowColumns, "ids">): Columns => Object.entries(columns[part]);
  const [fields, amounts, landed, line] = [of("fields"), of("amounts"), of("landed"), of("line")];
  const rows: LineView[] = [];
  for (const [at, id] of columns.ids.entries()) {
    const row = rowOf(id);
    if (!row) continue;
    const sums = over(row.amounts, amounts, at);
    if (sums.landed) sums.landed = over(sums.landed, landed, at);
    if (sums.landed?.line) sums.landed.line = over(sums.landed.line, line, at);
    const changed = over(row, fields, at);
    changed.amounts = sums;
    rows.push(changed);
  }
  return rows;
}
