import { expect, test } from "vitest";
import type { GridColumn, GridOwner } from "./column";
import { GridController } from "./controller.svelte";
import { fold, moveRows, removeRows } from "./row-commands";
import { GridRows } from "./rows.svelte";
import { only, wholeRows } from "./selection";

interface Row {
  id: string;
  name: string;
  price: string;
}

const columns: GridColumn<Row>[] = [
  { id: "name", title: "", width: 60, kind: "text", align: "start", editable: true, heading: true, show: (row) => row.name, text: (row) => row.name },
  { id: "price", title: "", width: 60, kind: "number", align: "end", editable: true, show: (row) => `${row.price}\u00a0000,50`, text: (row) => `${row.price}000,5` },
];

/** A grid over rows named so; those in capitals are headings. Keeps what the owner is asked for. */
function grid(...names: string[]) {
  const rows = new GridRows<Row>({ id: (row) => row.id, spans: ({ name }) => name === name.toUpperCase() });
  rows.replace(names.map((name, at) => ({ id: `r${at}`, name, price: String(at) })));
  const asked: string[] = [];
  const owner: GridOwner = {
    change: () => Promise.resolve({ added: [], faults: [], failed: null }),
    insertRows: () => Promise.resolve([]),
    removeRows: (ids) => Promise.resolve(void asked.push(`remove ${ids.join(" ")}`)),
    duplicateRows: () => Promise.resolve([]),
    moveRows: (ids, after) => Promise.resolve(void asked.push(`move ${ids.join(" ")} behind ${after}`)),
    current: () => Promise.resolve(true),
    copyCells: () => Promise.resolve(true),
    pasted: () => undefined,
    refused: () => undefined,
    typing: () => undefined,
    typed: () => undefined,
    orphaned: () => undefined,
    outdated: () => "",
    leave: () => undefined,
  };
  const made = new GridController<Row>(rows, owner);
  made.columns = columns;
  made.select(only({ row: 0, column: 0 }));
  return { grid: made, find: made.find, rows, asked };
}

test("case, ё and the kind of space do not matter, and numbers are found as they are typed, too", () => {
  const { find } = grid("Трёхходовой кран", "трехходовой КЛАПАН", "Труба");
  const count = (text: string) => {
    find.type(text);
    return find.hits.length;
  };
  find.show();
  expect(["ТРЁХ", "трех", "кран", " труба ", "2 000,5", "2000,5", "нет", ""].map(count)).toEqual([2, 2, 1, 1, 1, 1, 0, 0]);
});

test("the search goes round from the active cell and opens what is folded away", () => {
  const { grid: made, find, rows } = grid("кран 1", "УЗЕЛ", "кран 2", "кран 3");
  made.foldOnly(["r1"]);
  find.show();
  find.type("кран");
  expect([find.current, find.hits.length, rows.length]).toEqual([1, 3, 2]);
  find.step(1);
  expect([find.current, made.selection.active.row, rows.length]).toEqual([2, 2, 4]);
  find.step(1);
  find.step(1);
  expect(find.current).toBe(1);
  find.step(-1);
  expect(find.current).toBe(3);
  rows.apply([{ id: "r3", name: "насос", price: "3" }], [], null);
  expect(find.hits.length).toBe(2);
  find.close();
  expect([find.hits.length, find.marks({ id: "r0", name: "кран 1", price: "0" }, 0)]).toEqual([0, false]);
});

test("letter by letter the search stays where it began", () => {
  const { grid: made, find } = grid("а", "кран", "кот", "б");
  made.select(only({ row: 1, column: 1 }));
  find.show();
  const rows = ["к", "ко", "кр", "крот", ""].map((text) => {
    find.type(text);
    return made.selection.active.row;
  });
  expect(rows).toEqual([2, 2, 1, 1, 1]);
  expect(made.selection.active.column).toBe(1);
});

test("a section folds from any of its rows, and the focus goes to its heading", () => {
  const { grid: made, rows } = grid("a", "S", "b", "c", "T", "d");
  const folds: string[][] = [];
  made.onfold = (headings) => folds.push([...headings]);
  made.select(only({ row: 3, column: 1 }));
  fold(made, true);
  expect(rows.length).toBe(6);
  fold(made, false);
  expect([rows.length, made.selection.active.row]).toEqual([4, 1]);
  fold(made, true);
  expect(rows.length).toBe(6);
  made.select(only({ row: 0, column: 0 }));
  fold(made, false);
  expect([rows.length, folds]).toEqual([6, [["r1"], []]]);
});

test("rows pass a folded section as one, and a folded heading takes its section with it", async () => {
  const { grid: made, asked } = grid("a", "S", "b", "c", "T", "d");
  made.foldOnly(["r1", "r4"]);
  made.select(only({ row: 0, column: 0 }));
  await moveRows(made, 1);
  made.select(only({ row: 1, column: 0 }));
  await moveRows(made, 1);
  await moveRows(made, -1);
  made.select(wholeRows(1, 2));
  await removeRows(made);
  expect(asked).toEqual(["move r0 behind r3", "move r1 r2 r3 behind r5", "move r1 r2 r3 behind null", "remove r1 r2 r3 r4 r5"]);
});
