import { expect, test } from "vitest";
import type { LineView, RowColumns } from "~/ipc/types";
import { changedRows } from "./row-columns";

const row = {
  id: "a",
  name: "Кран",
  amounts: { net: "10", gross: "12", vat_rate: "0.2", landed: { cost: "8", profit: "2", line: { unit_cost: "8", markup: "0.25" } } },
} as unknown as LineView;
const sums = {
  ids: ["z", "a"],
  fields: {},
  amounts: { net: ["1", "20"], unit_price: ["1", null] },
  landed: { profit: ["1", null] },
  line: { unit_cost: ["1", "9"] },
} as unknown as RowColumns;

test("new sums stand over the old ones, and what is left out stays", () => {
  const rows = changedRows(sums, (id) => (id === "a" ? row : undefined));
  expect(rows).toEqual([
    {
      id: "a",
      name: "Кран",
      amounts: { net: "20", gross: "12", vat_rate: "0.2", landed: { cost: "8", profit: null, line: { unit_cost: "9", markup: "0.25" } } },
    },
  ]);
  expect(row.amounts.net, "the row itself is left alone").toBe("10");
});

test("own fields of a row stand over the old ones, and an emptied one is empty", () => {
  const known = { ...row, unit: "шт", discount: "0.1" } as LineView;
  const columns = { ...sums, fields: { name: ["", "Фланец"], discount: ["0.2", null] } } as unknown as RowColumns;
  const [changed] = changedRows(columns, (id) => (id === "a" ? known : undefined));
  expect([changed?.name, changed?.unit, changed?.discount, changed?.amounts.net]).toEqual(["Фланец", "шт", null, "20"]);
  expect([known.name, known.discount], "the row itself is left alone").toEqual(["Кран", "0.1"]);
});

test("the heading of a section has no sums of a unit", () => {
  const heading = { id: "a", amounts: { net: "10", landed: { cost: "8", profit: "2" } } } as unknown as LineView;
  expect(changedRows(sums, () => heading)[0]?.amounts.landed).toEqual({ cost: "8", profit: "1" });
});

test("a row without cost has none afterwards", () => {
  const plain = { ...row, amounts: { net: "10", gross: "12" } } as unknown as LineView;
  const [first, second] = changedRows(sums, () => plain);
  expect(first?.amounts).toEqual({ net: "1", gross: "12", unit_price: "1" });
  expect(second?.amounts).toEqual({ net: "20", gross: "12" });
});
