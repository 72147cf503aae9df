import { expect, test } from "vitest";
import type { GridColumn } from "./column";
import { clampWidth, columnInSpan, minimumWidth, movedColumn, pinOffsets, titleLines, tracks } from "./layout";

function column(id: string, rest: Partial<GridColumn<string>> = {}): GridColumn<string> {
  return { id, title: id, width: 100, kind: "text", align: "start", editable: true, show: (row) => row, text: (row) => row, ...rest };
}

const columns = [
  column("ordinal", { kind: "ordinal", width: 48 }),
  column("article"),
  column("name", { grow: true, heading: true, width: 200 }),
  column("quantity"),
  column("net", { inSpans: true }),
  column("gross", { inSpans: true }),
];

test("columns become tracks", () => {
  expect(tracks(columns, { article: 140 })).toBe("48px 140px minmax(200px, 1fr) 100px 100px 100px");
  expect(minimumWidth(columns, { article: 140 })).toBe(688);
  expect([clampWidth(3), clampWidth(120.4), clampWidth(5000)]).toEqual([44, 120, 900]);
});

test("the title of a section covers the columns before its sums", () => {
  expect(titleLines(columns)).toBe("2 / 5");
  expect(titleLines(columns.slice(0, 4))).toBe("2 / 5");
  expect(columns.map((_, at) => columnInSpan(columns, at))).toEqual([0, 2, 2, 2, 4, 5]);
});

const order = (ids: readonly GridColumn<string>[]) => ids.map(({ id }) => id).join(" ");
const pinned = columns.map((own, at) => ({ ...own, pinned: at < 2 }));

test("the title stops where a column is pinned, and where sums stand", () => {
  expect(titleLines(pinned)).toBe("3 / 5");
  expect(pinned.map((_, at) => columnInSpan(pinned, at))).toEqual([0, 1, 2, 2, 4, 5]);
  const [ordinal, article, name, quantity, net, gross] = columns;
  const mixed = [ordinal, net, article, name, gross, quantity].filter((own) => own !== undefined);
  expect(titleLines(mixed)).toBe("3 / 5");
  expect(mixed.map((_, at) => columnInSpan(mixed, at))).toEqual([0, 1, 3, 3, 4, 5]);
});

test("pinned columns stay beside each other", () => {
  expect(pinOffsets(columns, {})).toEqual([]);
  expect(pinOffsets(pinned, { ordinal: 60 })).toEqual([0, 60]);
});

test("a column moves among its like, and the numbers of the rows stay first", () => {
  expect(order(movedColumn(columns, "article", 3))).toBe("ordinal name quantity article net gross");
  expect(order(movedColumn(columns, "gross", 1))).toBe("ordinal gross article name quantity net");
  expect(movedColumn(columns, "article", 0)).toBe(columns);
  expect(movedColumn(columns, "ordinal", 2)).toBe(columns);
  expect(movedColumn(pinned, "article", 2)).toBe(pinned);
  expect(movedColumn(columns, "article", 9)).toBe(columns);
});
