import { expect, test } from "vitest";
import { clearIn, copyOf, fillDown, fillLeft, fillOver, fillRight, fillUp, pasteMapped, pasteOver } from "./block";
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
  expect(copyOf(rows(), columns.slice(0, 4), ["a", "s", "b"])).toEqual([
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

test("texts that the title of a section covers are counted", () => {
  const covered = (block: string[][], range: { top: number; bottom: number; left: number; right: number }) => pasteOver(rows(), columns, block, range).covered;
  expect(covered([["X", "5", "9"], ["Y", "6", "9"], ["Z", "7", "9"]], { top: 0, bottom: 0, left: 1, right: 1 })).toBe(1);
  expect(covered([["X", "5"], ["Y", " "]], { top: 0, bottom: 0, left: 1, right: 1 })).toBe(0);
  expect(covered([["7"]], { top: 0, bottom: 2, left: 2, right: 2 })).toBe(0);
});

test("one text fills the selection", () => {
  const { change } = pasteOver(rows(), columns, [["7"]], { top: 0, bottom: 2, left: 2, right: 2 });
  expect(change.cells.map((cell) => cell.row)).toEqual(["a", "b"]);
  expect(change.insert).toBeNull();
});

test("a block fills a selection that it fits evenly, and keeps its size otherwise", () => {
  const two = pasteOver(rows(), columns, [["X", "5"]], { top: 0, bottom: 2, left: 1, right: 2 });
  expect(two.change.cells.map(({ row, column, value }) => [row, column, value])).toEqual([
    ["a", "name", "X"],
    ["a", "quantity", "5"],
    ["s", "name", "X"],
    ["b", "name", "X"],
    ["b", "quantity", "5"],
  ]);
  const odd = pasteOver(rows(), columns, [["5"], ["6"]], { top: 0, bottom: 2, left: 2, right: 2 });
  expect(odd.range).toEqual({ top: 0, bottom: 1, left: 2, right: 2 });
});

test("texts that are no numbers of rows do not go to those", () => {
  const onto = { top: 0, bottom: 0, left: 0, right: 0 };
  const written = (block: string[][], range = onto) => pasteOver(rows(), columns, block, range).change.cells.map(({ column, value }) => [column, value]);
  expect(written([["X", "5"]])).toEqual([["name", "X"], ["quantity", "5"]]);
  expect(written([["0041", "5"]])).toEqual([["name", "0041"], ["quantity", "5"]]);
  expect(written([["1", "X", "5"], ["", "S", ""]])).toEqual([["name", "X"], ["quantity", "5"], ["name", "S"]]);
  expect(pasteOver(rows(), columns, [["X", "5"]], onto).range).toEqual({ top: 0, bottom: 0, left: 1, right: 2 });
  // A whole row is selected.
  expect(written([["X"]], { ...onto, right: 3 })).toEqual([["name", "X"]]);
});

test("an empty cell says nothing of a new row", () => {
  const { change, unread } = pasteOver(rows(), columns, [["Z", ""]], { top: 3, bottom: 3, left: 1, right: 1 });
  expect(change.insert).toEqual({ after: "b", rows: [{ name: "Z" }] });
  expect(unread).toEqual([]);
});

test("a mapped table goes to its columns: to new rows, or over the lines from one on", () => {
  const [, name, quantity] = columns;
  const mapping = { columns: [quantity ?? null, null, name ?? null], skip: 1, adds: true };
  const block = [["Qty", "?", "Name"], ["5", "x", "N1"], ["", "", ""], ["few", "x", "N2"]];
  const range = { top: 0, bottom: 0, left: 1, right: 1 };
  const added = pasteMapped(rows(), block, mapping, range, "a");
  expect(added.change).toEqual({ cells: [], insert: { after: "a", rows: [{ quantity: "5", name: "N1" }, { name: "N2" }] } });
  expect(added.unread).toEqual([{ row: 1, column: "quantity", mark: { text: "few", message: "no number" } }]);
  const over = pasteMapped(rows(), [...block, ["7", "", "N3"]], { ...mapping, adds: false }, range, "a");
  expect(over.change.cells.map(({ row, column, value }) => [row, column, value])).toEqual([
    ["a", "quantity", "5"],
    ["a", "name", "N1"],
    ["b", "name", "N2"],
  ]);
  expect(over.change.insert).toEqual({ after: "b", rows: [{ quantity: "7", name: "N3" }] });
  expect(over.range).toEqual({ top: 0, bottom: 3, left: 1, right: 1 });
});

test("what is folded away is copied, and left alone by clearing", () => {
  const all = rows();
  all.fold(["s"]);
  const range = { top: 0, bottom: 1, left: 2, right: 2 };
  expect(copyOf(all, columns.slice(2, 3), all.idsBetween(range.top, range.bottom))).toEqual([["1"], [""], ["2"]]);
  expect(fillDown(all, columns, range)).toEqual([]);
});

test("clearing leaves cells that may not be empty", () => {
  expect(clearIn(rows(), columns, { top: 0, bottom: 0, left: 0, right: 3 })).toEqual([{ row: "a", column: "name", value: "", text: "" }]);
});

test("filling down copies the first row over the others", () => {
  const range = { top: 0, bottom: 2, left: 2, right: 2 };
  expect(fillDown(rows(), columns, range)).toEqual([{ row: "b", column: "quantity", value: "1", text: "1" }]);
  expect(fillDown(rows(), columns, { ...range, bottom: 0 })).toEqual([]);
});

test("filling right copies the first column over the others", () => {
  const range = { top: 0, bottom: 0, left: 1, right: 2 };
  expect(fillRight(rows(), columns, range)).toEqual([]);
  const all = rows();
  all.apply([{ id: "a", heading: false, name: "12", quantity: "1" }], [], null);
  expect(fillRight(all, columns, range)).toEqual([{ row: "a", column: "quantity", value: "12", text: "12" }]);
  expect(fillRight(all, columns, { ...range, left: 2 })).toEqual([{ row: "a", column: "quantity", value: "12", text: "12" }]);
});

test("filling up and to the left copies the last row and the last column", () => {
  const range = { top: 0, bottom: 2, left: 2, right: 2 };
  expect(fillUp(rows(), columns, range)).toEqual([{ row: "a", column: "quantity", value: "2", text: "2" }]);
  expect(fillUp(rows(), columns, { ...range, top: 2 })).toEqual([]);
  const row = { top: 0, bottom: 0, left: 1, right: 2 };
  expect(fillLeft(rows(), columns, row)).toEqual([{ row: "a", column: "name", value: "1", text: "1" }]);
  expect(fillLeft(rows(), columns, { ...row, right: 1 })).toEqual([{ row: "a", column: "name", value: "1", text: "1" }]);
  expect(fillLeft(rows(), columns, { ...row, left: 2 })).toEqual([]);
});

test("a dragged corner repeats what is selected, downwards and upwards", () => {
  const all = rows();
  all.replace(["1", "2", "3", "4", "5"].map((quantity) => ({ id: `r${quantity}`, heading: false, name: "", quantity })));
  const filled = (source: [number, number], target: [number, number]) =>
    fillOver(all, columns, { top: source[0], bottom: source[1], left: 2, right: 2 }, { top: target[0], bottom: target[1], left: 2, right: 2 }).map(({ row, value }) => [row, value]);
  expect(filled([0, 1], [0, 4])).toEqual([["r3", "1"], ["r4", "2"], ["r5", "1"]]);
  expect(filled([3, 4], [0, 4])).toEqual([["r1", "5"], ["r2", "4"], ["r3", "5"]]);
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
