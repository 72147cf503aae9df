import { expect, test } from "vitest";
import type { GridColumn } from "./column";
import { clampWidth, columnInSpan, minimumWidth, titleLines, tracks } from "./layout";

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
  expect(titleLines(columns.slice(0, 4))).toBe("2 / -1");
  expect(columns.map((_, at) => columnInSpan(columns, at))).toEqual([0, 2, 2, 2, 4, 5]);
});
