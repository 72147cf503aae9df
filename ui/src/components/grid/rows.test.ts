import { expect, test } from "vitest";
import { GridRows } from "./rows.svelte";

interface Row {
  id: string;
  heading: boolean;
}

const row = (id: string): Row => ({ id, heading: id.startsWith("S") });

function grid(...ids: string[]): GridRows<Row> {
  const rows = new GridRows<Row>({ id: (own) => own.id, spans: (own) => own.heading });
  rows.replace(ids.map(row));
  return rows;
}

const sight = (rows: GridRows<Row>) => rows.order.map((signal) => rows.id(signal)).join(" ");
const move = (rows: GridRows<Row>, ...ids: string[]) => rows.apply([], [], ids);

test("a folded section leaves its heading, and the numbers of the rows stay", () => {
  const rows = grid("a", "S1", "b", "c", "S2", "d");
  rows.fold(["S1"]);
  expect(sight(rows)).toBe("a S1 S2 d");
  expect([rows.signal("S1")?.look.folded, rows.signal("S2")?.look.folded, rows.signal("b")?.index, rows.signal("d")?.index]).toEqual([2, null, -1, 3]);
  expect([rows.signal("d")?.ordinal, rows.length, rows.all.length]).toEqual([4, 4, 6]);
  rows.fold([]);
  expect(sight(rows)).toBe("a S1 b c S2 d");
  expect(rows.signal("S1")?.look.folded).toBe(null);
});

test("a folded heading stands for its section", () => {
  const rows = grid("a", "S1", "b", "c", "S2", "d");
  rows.fold(["S1", "S2"]);
  expect(rows.idsBetween(1, 1)).toEqual(["S1", "b", "c"]);
  expect(rows.idsBetween(0, 2)).toEqual(["a", "S1", "b", "c", "S2", "d"]);
  expect([rows.lastIdAt(0), rows.lastIdAt(1), rows.lastIdAt(2), rows.lastIdAt(-1)]).toEqual(["a", "c", "d", null]);
});

test("a row is brought into sight by opening its section, and only that", () => {
  const rows = grid("S1", "b", "S2", "d");
  rows.fold(["S1", "S2"]);
  expect(rows.unfold("d")).toBe(true);
  expect(sight(rows)).toBe("S1 S2 d");
  expect([rows.unfold("d"), rows.unfold("S1"), rows.unfold("nobody")]).toEqual([false, false, false]);
  expect(rows.folded).toEqual(["S1"]);
});

test("what was in sight stays in sight wherever it goes", () => {
  const rows = grid("a", "S1", "b", "S2", "d");
  rows.fold(["S1"]);
  move(rows, "S1", "b", "a", "S2", "d");
  expect(sight(rows)).toBe("S1 b a S2 d");
  rows.fold(["S1"]);
  rows.apply([], ["S2"], null);
  expect(sight(rows)).toBe("S1 b a d");
});

test("rows that come into a folded section from elsewhere stay folded away", () => {
  const rows = grid("S1", "b");
  rows.fold(["S1"]);
  rows.apply([row("n")], [], ["S1", "n", "b"]);
  expect(sight(rows)).toBe("S1");
  expect(rows.signal("S1")?.look.folded).toBe(2);
  rows.append([row("m")]);
  expect(sight(rows)).toBe("S1");
});

test("the heading of a row is the nearest one above", () => {
  const rows = grid("a", "S1", "b", "S2");
  expect(["a", "S1", "b", "S2"].map((id) => rows.headingOf(id))).toEqual([null, "S1", "S1", "S2"]);
});
