import { expect, test } from "vitest";
import { cut, paste } from "./clipboard-commands";
import type { CellFault, GridChange, GridOutcome, GridOwner } from "./column";
import { GridController } from "./controller.svelte";
import { column, type Row } from "./row-samples";
import { GridRows } from "./rows.svelte";

/** A grid of one row whose owner refuses these cells and, when told so, the clipboard. */
function gridRefusing(refused: CellFault[], clipboard = true) {
  const rows = new GridRows<Row>({ id: (row) => row.id, spans: () => false });
  rows.replace([{ id: "r", article: "A-1", name: "Valve" }]);
  const saved: GridChange[] = [];
  const forgotten: string[] = [];
  const told: string[] = [];
  const owner: GridOwner = {
    change(change): Promise<GridOutcome> {
      const added = change.insert?.rows ?? [];
      const faults = refused.filter(({ row, column: name }) => (typeof row === "number" ? name in (added[row] ?? {}) : change.cells.some((cell) => cell.column === name)));
      if (faults.length > 0) return Promise.resolve({ added: [], faults, failed: null });
      saved.push(change);
      const ids = added.map((_, at) => `new ${at}`);
      rows.append(added.map((cells, at) => ({ article: "", name: "", ...cells, id: ids[at] ?? "" })));
      return Promise.resolve({ added: ids, faults, failed: null });
    },
    insertRows: () => Promise.resolve([]),
    removeRows: () => Promise.resolve(),
    duplicateRows: () => Promise.resolve([]),
    moveRows: () => Promise.resolve(),
    current: () => Promise.resolve(true),
    copyCells: () => Promise.resolve(clipboard),
    pasted: () => undefined,
    refused: (reason) => told.push(reason),
    orphaned: () => undefined,
    outdated: () => "",
    typing: () => undefined,
    typed: (_, name) => forgotten.push(name),
    leave: () => undefined,
  };
  const grid = new GridController<Row>(rows, owner);
  grid.columns = [column("article"), column("name")];
  grid.select({ active: { row: 0, column: 0 }, head: { row: 0, column: 1 }, whole: null });
  return { grid, rows, forgotten, told, savedColumns: () => saved.map((change) => change.cells.map((cell) => cell.column)) };
}

const refusal = { row: "r", column: "name", message: "too long" };

test("a refused text of a paste stays in its cell with the reason, and the rest is saved", async () => {
  const { grid, rows, forgotten, savedColumns } = gridRefusing([refusal]);
  rows.mark("r", "article", { text: "old", message: "restored" });
  await paste(grid, "B-2\tPump", "");
  expect(rows.signal("r")?.look.marks).toEqual({ name: { text: "Pump", message: "too long" } });
  expect(savedColumns()).toEqual([["article"]]);
  expect(forgotten).toEqual(["article"]);
  expect(grid.unsaved).toEqual({ row: "r", column: "name" });
});

test("a refused text of a new row stays in its cell, and the row is added without it", async () => {
  const { grid, rows } = gridRefusing([refusal, { row: 1, column: "name", message: "too long" }]);
  await paste(grid, "B-2\tPump\nC-3\tPipe\nD-4\tTank", "");
  expect(rows.all.map(({ row, look }) => [row.article, row.name, look.marks.name?.text])).toEqual([
    ["A-1", "Valve", "Pump"],
    ["C-3", "Pipe", undefined],
    ["D-4", "", "Tank"],
  ]);
});

test("a table that is refused again and again is given up, and nothing of it stays", async () => {
  const refusals = Array.from({ length: 40 }, (_, row) => ({ row, column: "name", message: "too long" }));
  const { grid, rows, told, savedColumns } = gridRefusing([]);
  const { owner } = grid;
  const save = owner.change.bind(owner);
  let tries = 0;
  owner.change = (change) => {
    tries += 1;
    const fault = refusals.find(({ row }) => change.insert?.rows[row]?.name !== undefined);
    return fault ? Promise.resolve({ added: [], faults: [fault], failed: null }) : save(change);
  };
  grid.select({ active: { row: 0, column: 1 }, head: { row: 0, column: 1 }, whole: null });
  await paste(grid, Array.from({ length: 41 }, (_, at) => `Pump ${at}`).join("\n"), "");
  expect([tries, told, savedColumns(), rows.length]).toEqual([21, ["too long"], [], 1]);
  expect(rows.signal("r")?.look.marks).toEqual({});
});

test("a refused clearing leaves the draft of the cell alone", async () => {
  const { grid, rows, forgotten } = gridRefusing([refusal]);
  grid.select({ active: { row: 0, column: 1 }, head: { row: 0, column: 1 }, whole: null });
  grid.perform({ do: "clear" });
  await grid.settled();
  expect(rows.signal("r")?.look.marks).toEqual({ name: { text: "", message: "too long" } });
  expect(forgotten).toEqual([]);
});

test("cells are cut only when they are on the clipboard", async () => {
  const there = gridRefusing([]);
  await cut(there.grid);
  expect(there.savedColumns()).toEqual([["article", "name"]]);
  const gone = gridRefusing([], false);
  await cut(gone.grid);
  expect(gone.savedColumns()).toEqual([]);
});
