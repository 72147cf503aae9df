import { expect, test } from "vitest";
import { clearIn, copyOf, fillDown, pasteOver } from "./block";
import type { GridColumn, Parsed } from "./column";
import { GridRows } from "./rows.svelte";

interface Row {
  id: string;
  heading: boolean;
  name: string;
  quantity: string;
}

const number = (text: string): Parsed => (/^\d+$/.test(text) ? { value: text } : { fault: "no number" });

const columns: GridColumn<Row>[] = [
  { id: "ordinal", title: "", width: 40, kind: "ordinal", align: "end", editable: false, show: () => "", text: () => "" },
  { id: "name", title: "", width: 40, kind: "text", align: "start", editable: true, heading: true, show: (r) => r.name, text: (r) => r.name, parse: (value) => ({ value }) },
  { id: "quantity", title: "", width: 40, kind: "number", align: "end", editable: true, show: (r) => r.quantity, text: (r) => r.quantity, parse: number },
  { id: "sum", title: "", width: 40, kind: "number", align: "end", editable: false, inSpans: true, show: () => "9", text: () => "9" },
];

function rows(): GridRows<Row> {
  const all = new GridRows<Row>({ id: (row) => row.id, spans: (row) => row.heading });
  all.replace([
    { id: "a", heading: false, name: "A", quantity: "1" },
    { id: "s", heading: true, name: "S", quantity: "0" },
    { id: "b", heading: false, name: "B", quantity: "2" },
  ]);
  return all;
}

test("copying takes full values, numbers of rows and titles of sections", () => {
  expect(copyOf(rows(), columns, { top: 0, bottom: 2, left: 0, right: 3 })).toEqual([
    ["1", "A", "1", "9"],
    ["", "S", "", "9"],
    ["2", "B", "2", "9"],
  ]);
});

test("a paste writes editable cells, skips sections and adds rows beyond the end", () => {
  const paste = pasteOver(rows(), columns, [["5", "x"], ["6", "x"], ["7", "x"], ["8", "x"]], { top: 0, bottom: 0, left: 2, right: 2 });
  expect(paste.change).toEqual({
    cells: [
      { row: "a", column: "quantity", value: "5", text: "5" },
      { row: "b", column: "quantity", value: "7", text: "7" },
    ],
    insert: { after: "b", rows: [{ quantity: "8" }] },
  });
  expect(paste.range).toEqual({ top: 0, bottom: 3, left: 2, right: 3 });
});

test("what cannot be read is kept for its cell and does not hold up the rest", () => {
  const paste = pasteOver(rows(), columns, [["X", "many"], ["T"], ["Y", "3"], ["Z", "few"]], { top: 0, bottom: 0, left: 1, right: 1 });
  expect(paste.change.cells.map(({ row, column, value }) => [row, column, value])).toEqual([
    ["a", "name", "X"],
    ["s", "name", "T"],
    ["b", "name", "Y"],
    ["b", "quantity", "3"],
  ]);
  expect(paste.unread.map(({ row, column, mark }) => [row, column, mark.text])).toEqual([
    ["a", "quantity", "many"],
    [0, "quantity", "few"],
  ]);
});

test("one text fills the selection", () => {
  const { change } = pasteOver(rows(), columns, [["7"]], { top: 0, bottom: 2, left: 2, right: 2 });
  expect(change.cells.map((cell) => cell.row)).toEqual(["a", "b"]);
  expect(change.insert).toBeNull();
});

test("clearing leaves cells that may not be empty", () => {
  expect(clearIn(rows(), columns, { top: 0, bottom: 0, left: 0, right: 3 })).toEqual([{ row: "a", column: "name", value: "", text: "" }]);
});

test("filling down copies the first row over the others", () => {
  const range = { top: 0, bottom: 2, left: 2, right: 2 };
  expect(fillDown(rows(), columns, range)).toEqual([{ row: "b", column: "quantity", value: "1", text: "1" }]);
  expect(fillDown(rows(), columns, { ...range, bottom: 0 })).toEqual([]);
});

test("rows keep their signal through patches, moves and removals", () => {
  const all = rows();
  const b = all.signal("b");
  all.apply([{ id: "b", heading: false, name: "B2", quantity: "2" }], [], ["b", "a", "s"]);
  expect(all.signal("b")).toBe(b);
  expect([b?.row.name, b?.index, b?.ordinal, all.signal("a")?.ordinal, all.signal("s")?.ordinal]).toEqual(["B2", 0, 1, 2, null]);
  all.apply([], ["b"], null);
  expect([all.length, all.indexOf("b"), all.signal("a")?.ordinal]).toEqual([2, -1, 1]);
});
