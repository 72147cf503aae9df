import { expect, test } from "vitest";
import type { ImportField, ImportPreview } from "~/ipc/types";
import { columnCount, priceExample, shownRows, withField } from "./mapping";

function check(columns: (ImportField | null)[], at: number, field: ImportField | null, expected: (ImportField | null)[]) {
  expect(withField(columns, at, field)).toEqual(expected);
}

test("a field stands on one column only", () => {
  check(["article", "name", null], 2, "price", ["article", "name", "price"]);
  check(["article", "name", "price"], 0, "price", ["price", "name", null]);
  check(["article", "name"], 1, null, ["article", null]);
  check(["article"], 3, "price", ["article", null, null, "price"]);
});

/** A list with prices in its second column; `read` are the prices of the rows, none where a row is no product. */
function preview(prices: string[], read: (string | null)[]): ImportPreview {
  return {
    import_id: "i",
    file_name: "f",
    sheets: ["s"],
    mapping: { sheet: 0, header_row: 0, columns: [null, "price"], decimal: "auto", currency: "RUB" },
    mapping_source: "guessed",
    raw: prices.map((price, at) => ({ row: at + 1, cells: ["x", price, "y"] })),
    products: read.flatMap((price, at) =>
      price === null
        ? []
        : [{ row: at + 1, article: "", brand: "", name: "x", unit: "", price, currency: "RUB", weight_kg: null, hs_code: "", old_price: null }],
    ),
    decimal: "comma",
    counts: { rows: 0, products: 0, new: 0, changed: 0, unchanged: 0, faults: 0, headings: 0, blanks: 0 },
    faults: [],
    headings: [],
  };
}

test("the example of a number is a price that was read, one with a fraction if there is one", () => {
  expect(priceExample(preview(["2026,5", "120", "1 234,50"], [null, "120", "1234.50"]))).toEqual({ text: "1 234,50", price: "1234.50" });
  expect(priceExample(preview(["Цена", "120", "по запросу"], [null, "120", null]))).toEqual({ text: "120", price: "120" });
  expect(priceExample(preview(["Цена", "по запросу"], [null, null]))).toBeNull();
});

test("wide lists show fewer rows", () => {
  const raw = Array.from({ length: 60 }, (_, at) => ({ row: at + 1, cells: [] }));
  expect([4, 40, 200].map((columns) => shownRows(raw, columns).length)).toEqual([40, 20, 12]);
  expect(columnCount(preview(["1"], []))).toBe(3);
});
