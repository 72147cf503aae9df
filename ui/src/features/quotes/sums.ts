import type { LineView, SumColumns } from "~/ipc/types";

/** The fields of a row of columns put over those that are there. Nothing where there is nothing says nothing. */
function over<Fields extends object>(known: Fields, columns: Readonly<Partial<Record<keyof Fields, readonly (string | null)[]>>>, at: number): Fields {
  const fields = { ...known };
  for (const name in columns) {
    const value = columns[name]?.[at] ?? null;
    if (value !== null || name in fields) Object.assign(fields, { [name]: value });
  }
  return fields;
}

/** A row with the sums that stand in a row of columns. */
export function withSums(row: LineView, { amounts, landed, line }: SumColumns, at: number): LineView {
  const sums = over(row.amounts, amounts, at);
  if (sums.landed) {
    sums.landed = over(sums.landed, landed, at);
    if (sums.landed.line) sums.landed.line = over(sums.landed.line, line, at);
  }
  return { ...row, amounts: sums };
}
