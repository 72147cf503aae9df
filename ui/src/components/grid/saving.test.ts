import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paste } from "./clipboard-commands";
import type { GridChange, GridOutcome, GridOwner } from "./column";
import { GridController } from "./controller.svelte";
import type { Stroke } from "./keys";
import { column, type Row } from "./row-samples";
import { GridRows } from "./rows.svelte";
import { only } from "./selection";

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});

/** A grid of three rows whose owner answers each change when the test says so. */
function slowGrid() {
  const rows = new GridRows<Row>({ id: (row) => row.id, spans: () => false });
  rows.replace(["a", "b", "c"].map((id) => ({ id, article: id, name: id })));
  const asked: { change: GridChange; answer: (fault: string | null) => Promise<void> }[] = [];
  const owner: GridOwner = {
    change: (change) =>
      new Promise<GridOutcome>((resolve) => {
        const [cell] = change.cells;
        asked.push({
          change,
          answer: async (fault) => {
            if (fault === null) {
              for (const { row, column: field, value } of change.cells) {
                const old = rows.signal(row)?.row;
                if (old) rows.apply([{ ...old, [field]: value ?? "" }], [], null);
              }
            }
            resolve({ added: [], faults: fault !== null && cell ? [{ ...cell, message: fault }] : [], failed: null });
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      }),
    insertRows: () => Promise.resolve([]),
    removeRows: () => Promise.resolve(),
    duplicateRows: () => Promise.resolve([]),
    moveRows: () => Promise.resolve(),
    current: () => Promise.resolve(true),
    copyCells: () => Promise.resolve(true),
    pasted: () => undefined,
    refused: () => undefined,
    orphaned: () => undefined,
    outdated: () => "",
    typing: () => undefined,
    typed: () => undefined,
    leave: () => undefined,
  };
  const grid = new GridController<Row>(rows, owner);
  grid.columns = [column("article"), column("name")];
  grid.select(only({ row: 0, column: 0 }));
  /** Types as a person does: the letters that the grid does not take go into the editor. */
  const press = (...keys: (string | Stroke)[]) => {
    for (const key of keys) {
      const one = typeof key === "string" ? stroke(key) : key;
      if (grid.key(one)) continue;
      const { state } = grid.editing;
      if (state.phase === "editing" && one.key.length === 1 && !one.ctrlKey) grid.editing.input(state.text + one.key);
    }
  };
  const texts = () => asked.map(({ change }) => change.cells.map(({ row, column: field, text }) => `${row} ${field} ${text}`).join(", "));
  return { grid, rows, asked, press, texts };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the answer to an old save leaves the editor of another cell alone", async () => {
  const { grid, rows, asked, press } = slowGrid();
  press("1", "Enter");
  await vi.advanceTimersByTimeAsync(250);
  expect(grid.selection.active.row).toBe(1);
  press("2", "Enter");
  await vi.advanceTimersByTimeAsync(100);
  await asked[0]?.answer(null);
  expect(grid.editing.state).toMatchObject({ phase: "saving", cell: { row: "b" } });
  await vi.advanceTimersByTimeAsync(150);
  expect(grid.editing.phase).toBe("idle");
  expect(rows.signal("b")?.look.marks).toEqual({ article: { text: "2", message: null } });
  await asked[1]?.answer("refused");
  expect(rows.signal("b")?.look.marks).toEqual({ article: { text: "2", message: "refused" } });
});

test("what is typed into a cell that is still being saved waits for the answer", async () => {
  const { grid, rows, asked, press, texts } = slowGrid();
  press("1", "Enter");
  await vi.advanceTimersByTimeAsync(250);
  press("ArrowUp", "2", "3", "Enter", "4", "Tab");
  expect(texts()).toEqual(["a article 1"]);
  await asked[0]?.answer(null);
  expect(texts()).toEqual(["a article 1", "a article 23"]);
  await asked[1]?.answer(null);
  expect(texts()).toEqual(["a article 1", "a article 23", "b article 4"]);
  await asked[2]?.answer(null);
  expect(rows.all.map(({ row }) => row.article)).toEqual(["23", "4", "c"]);
  expect(grid.selection.active).toEqual({ row: 1, column: 1 });

  // The text that was refused is typed over.
  press("5", "Enter");
  await vi.advanceTimersByTimeAsync(250);
  press("ArrowUp", "6");
  await asked[3]?.answer("refused");
  expect(grid.editing.state).toMatchObject({ phase: "editing", text: "6", overwrites: true });
});

test("text that comes without strokes while a cell is being saved stands in the cell that comes next", async () => {
  const { grid, asked, press, texts } = slowGrid();
  press("1", "Enter", "F2");
  grid.waiting.write("Тр");
  press("у", "Enter");
  await asked[0]?.answer(null);
  expect(texts()).toEqual(["a article 1", "b article Тру"]);
});

test("what is pasted while a cell is being saved goes to the cell that comes next", async () => {
  const { grid, asked, press, texts } = slowGrid();
  press("1", "Enter", "ArrowRight");
  void paste(grid, "P", "");
  press("ArrowDown", "2", "Enter");
  await asked[0]?.answer(null);
  expect(texts()).toEqual(["a article 1", "b name P"]);
  await asked[1]?.answer(null);
  expect(texts()).toEqual(["a article 1", "b name P", "c name 2"]);

  // A refused text stays in its editor: nothing is pasted over it.
  await asked[2]?.answer(null);
  press("3", "Enter");
  void paste(grid, "Q", "");
  await asked[3]?.answer("refused");
  expect(texts()).toHaveLength(4);
  expect(grid.editing.state).toMatchObject({ phase: "editing", text: "3" });
});

test("a command of the page that comes while a cell is being saved is given when it is its turn", async () => {
  const { grid, asked, press, texts } = slowGrid();
  const given: string[] = [];
  const nothing = () => undefined;
  grid.attach({
    reveal: nothing,
    focusActive: nothing,
    focusEditor: nothing,
    focusChoice: nothing,
    awaitPaste: nothing,
    giveBack: ({ code }) => given.push(`${code} after ${texts().length}`),
    layOut: () => undefined,
    shown: () => [],
    sees: () => true,
    page: () => 1,
  });
  press("1", "Enter", stroke("Control", { ctrlKey: true }), stroke("z", { code: "KeyZ", ctrlKey: true }), "2", "Enter");
  expect(given).toEqual([]);
  await asked[0]?.answer(null);
  expect(given).toEqual(["KeyZ after 1"]);
  expect(texts()).toEqual(["a article 1", "b article 2"]);
});
