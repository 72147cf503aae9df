import { expect, test } from "vitest";
import type { CellValue, GridChange } from "~/components/grid/column";
import type { LineView } from "~/ipc/types";
import { AppError } from "~/lib/rpc";
import { editsOf, faultsOf, newRow } from "./cell-edits";

/** The edits of one row whose price is calculated or fixed. */
function edits(cells: Record<string, CellValue>, calculated: boolean) {
  const row = { id: "a", calculated } as LineView;
  return editsOf(
    Object.entries(cells).map(([column, value]) => ({ row: "a", column, value, text: value ?? "" })),
    () => row,
  );
}

test("an emptied price goes back to the calculation, once", () => {
  expect(edits({ unit_price: null }, false)).toEqual([{ edit: "recalculate", ids: ["a"] }]);
  expect(edits({ unit_price: null }, true)).toEqual([]);
  expect(edits({ unit_price: "5" }, true)).toEqual([{ edit: "line", id: "a", set: { unit_price: "5" } }]);
});

test("a markup typed into a line with a fixed price makes its price follow", () => {
  const typed = { edit: "line", id: "a", set: { markup: "0.3" } };
  expect(edits({ markup: "0.3" }, true)).toEqual([typed]);
  expect(edits({ markup: "0.3" }, false)).toEqual([typed, { edit: "recalculate", ids: ["a"] }]);
  expect(edits({ markup: "0.3", unit_price: "9" }, false)).toEqual([{ edit: "line", id: "a", set: { markup: "0.3", unit_price: "9" } }]);
});

test("markup and margin are one value", () => {
  expect(edits({ margin: "0.2" }, true)).toEqual([{ edit: "line", id: "a", set: { margin: "0.2" } }]);
  expect(edits({ margin: null }, true)).toEqual([{ edit: "line", id: "a", set: { markup: null } }]);
  expect(edits({ markup: "0.25", margin: "0.2" }, true)).toEqual([{ edit: "line", id: "a", set: { markup: "0.25" } }]);
});

test("a flag is no text, and a new row leaves out what it has not", () => {
  expect(edits({ price_includes_vat: "false" }, true)).toEqual([{ edit: "line", id: "a", set: { price_includes_vat: false } }]);
  expect(newRow({ name: "X", unit_price: null, price_includes_vat: null })).toEqual({ name: "X", price_includes_vat: null });
});

test("an error belongs to the cell of a new row that it counts, or to the one line whose field it can mean", () => {
  const cell = (row: string, column: string) => ({ row, column, value: "1", text: "1" });
  const at = (field: string | null, change: GridChange) => faultsOf(new AppError("E2012", {}, field, null), change).map(({ row, column }) => [row, column]);
  const block = { cells: [cell("a", "name"), cell("a", "quantity"), cell("b", "quantity"), cell("b", "margin")], insert: { after: null, rows: [{ name: "X" }, { name: "Y" }] } };
  expect(at("lines.1.name", block)).toEqual([[1, "name"]]);
  expect(at("name", block)).toEqual([["a", "name"]]);
  expect(at("markup", block)).toEqual([["b", "margin"]]);
  for (const unknown of ["quantity", "unit", "lines.2.name", "lines.0.unit", null]) expect(at(unknown, block), unknown ?? "none").toEqual([]);
});

test("errors that name their lines belong to those, all of them at once", () => {
  const cell = (row: string) => ({ row, column: "quantity", value: "1", text: "1" });
  const block = { cells: [cell("a"), cell("b"), cell("c")], insert: { after: null, rows: [{ name: "X" }] } };
  const error = (row: string, field = "quantity", others: AppError[] = []) => new AppError("E2019", { row }, field, null, others);
  const at = (one: AppError) => faultsOf(one, block).map(({ row, column }) => [row, column]);
  expect(at(error("b"))).toEqual([["b", "quantity"]]);
  const added = new AppError("E2012", {}, "lines.0.name", null);
  expect(at(error("b", "quantity", [error("c"), error("c", "unit"), added]))).toEqual([["b", "quantity"], ["c", "quantity"], [0, "name"]]);
});
