import type { LineView, SumColumns } from "~/ipc/types";

type Columns = [name: string, values: readonly (string | null)[]][];

/** The fields of a row of columns put over those that are there. Nothing where there is nothing says nothing. */
function over<Fields extends object>(known: Fields, columns: Columns, at: number): Fields {
  const fields = { ...known } as Record<string, unknown>;
  for (const [name, values] of columns) {
    const value = values[at] ?? null;
    if (value !== null || name in fields) fields[name] = value;
  }
  return fields as Fields;
}

/** The rows whose sums stand in columns, with these sums. A thousand of them come with a key stroke. */
export function withSums({ ids, ...columns }: SumColumns, rowOf: (id: string) => LineView | undefined): LineView[] {
  const [amounts, landed, line] = [columns.amounts, columns.landed, columns.line].map((part): Columns => Object.entries(part)) as [Columns, Columns, Columns];
  const rows: LineView[] = [];
  for (const [at, id] of ids.entries()) {
    const row = rowOf(id);
    if (!row) continue;
    const sums = over(row.amounts, amounts, at);
    if (sums.landed) sums.landed = over(sums.landed, landed, at);
    if (sums.landed?.line) sums.landed.line = over(sums.landed.line, line, at);
    rows.push({ ...row, amounts: sums });
  }
  return rows;
}
