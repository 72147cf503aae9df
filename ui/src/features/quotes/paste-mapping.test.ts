import { expect, test } from "vitest";
import { lineColumns } from "./line-columns";
import { fits, lacksHeading, mappingFor, readMappings, shapeOf, unreadIn, withField, withMapping } from "./paste-mapping";

const columns = lineColumns("ru");
const from = (id: string) => columns.slice(columns.findIndex((column) => column.id === id));
const editable = columns.filter((column) => column.editable);

test("a block fits where it has columns enough and its numbers are numbers", () => {
  expect(fits([["5", "1 234,50"], ["много", "1"], ["7", "3"]], from("quantity"))).toBe(true);
  expect(fits([["Кран", "5"], ["Насос", "7"]], from("quantity"))).toBe(false);
  const empty = Array.from({ length: 300 }, () => ["", "1"]);
  expect(fits([...empty, ["Кран", "5"]], from("quantity")), "words behind empty cells").toBe(false);
  expect(fits([["1", "2", "3"]], from("net"))).toBe(false);
  expect(fits([["1", "2", ""]], from("net"))).toBe(true);
  expect(fits([["1", "A-1", "Кран"]], columns)).toBe(true);
});

test("a block has no heading where every row begins with numbers in their places", () => {
  expect(lacksHeading([["5", "1 234,50"], ["", "7"]], from("quantity"))).toBe(true);
  expect(lacksHeading([["Кол-во", "Цена"], ["5", "7"]], from("quantity"))).toBe(false);
  expect(lacksHeading([["5", "7"], ["Кол-во", ""], ["5", "7"]], from("quantity"))).toBe(false);
  expect(lacksHeading([["Кран", "шт"]], from("name"))).toBe(false);
});

const block = [
  ["Цена, руб.", "Наименование товара", "Арт.", "Кол-во", "Скидка, %", "Склад №2"],
  ["1 234,50", "Кран", "0041", "5", "5", "есть"],
];
const guess = { header_row: 0, columns: ["price", "name", "article", "quantity", null, "quantity"] };

test("headings say what the columns are, the names of the grid and discounts too", () => {
  expect(mappingFor(block, editable, guess, [])).toEqual({ header: 0, fields: ["unit_price", "name", "article", "quantity", "discount", null] });
  const own = [["Артикул", "Цена", "НДС"], ["1", "2", "20"]];
  expect(mappingFor(own, editable, { header_row: 0, columns: ["article", "price"] }, []).fields).toEqual(["article", "unit_price", "vat_rate"]);
  expect(mappingFor([["Кран", "5"]], editable, { header_row: null, columns: ["name", "price"] }, []).fields).toEqual(["name", "unit_price"]);
});

test("a mapping is remembered for tables of the same heading", () => {
  const chosen = { header: 0, fields: ["unit_price", "note", null, "quantity", null, null] };
  const kept = readMappings(JSON.stringify(withMapping([], shapeOf(block, 0), chosen)));
  expect(mappingFor(block, editable, guess, kept)).toEqual(chosen);
  expect(mappingFor([["Другое"], ...block], editable, { ...guess, header_row: 1 }, kept).fields).toEqual(chosen.fields);
  expect(mappingFor([["a", "b"]], editable, { header_row: null, columns: [] }, kept).fields).toEqual([null, null]);
  for (const bad of ["", "{", "[5]", '[["x"]]']) expect(readMappings(bad)).toEqual([]);
  const many = Array.from({ length: 50 }, (_, at) => `s${at}`).reduce((all, shape) => readMappings(JSON.stringify(withMapping(all, shape, chosen))), kept);
  expect(many).toHaveLength(30);
});

test("a field stands on one column only", () => {
  expect(withField(["name", null, "article"], 1, "name")).toEqual([null, "name", "article"]);
  expect(withField(["name", null], 0, null)).toEqual([null, null]);
});

test("cells that cannot be read are counted below the heading, empty ones not", () => {
  const rows = [["Кол-во", "Цена"], ["5", "по запросу"], ["", "x"], ["0", "1"]];
  expect(unreadIn(rows, editable, { header: 0, fields: ["quantity", "unit_price"] })).toBe(3);
  expect(unreadIn(rows, editable, { header: 0, fields: [null, null] })).toBe(0);
});
