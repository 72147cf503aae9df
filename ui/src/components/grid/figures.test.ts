import { expect, test } from "vitest";
import type { GridColumn } from "./column";
import { FigureWidths, figureWidth } from "./figures.svelte";

const column = { id: "net", width: 116 } as GridColumn<string>;

test("a column becomes as wide as its longest figure, once for all that are seen together", async () => {
  const figures = new FigureWidths<string>();
  for (const text of ["12,00", "5 400 000 000,00", "45 000 000,00"]) figures.see(column, text, 116);
  expect(figures.needed).toEqual({});
  await Promise.resolve();
  expect(figures.needed).toEqual({ net: figureWidth("5 400 000 000,00") });
  figures.see(column, "45 000 000,00", figures.needed["net"] ?? 0);
  await Promise.resolve();
  expect(figures.needed).toEqual({ net: figureWidth("5 400 000 000,00") });
});

test("a figure that has room asks for none", async () => {
  const figures = new FigureWidths<string>();
  figures.see(column, "100 000,00", 116);
  await Promise.resolve();
  expect(figures.needed).toEqual({});
});
