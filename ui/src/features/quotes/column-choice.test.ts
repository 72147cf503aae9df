import { expect, test } from "vitest";
import { arranged, type Beside, HIDDEN_AT_FIRST, isShown, LANDED, LANDED_AT_FIRST, readChoice, reordered, toggled } from "./column-choice";
import { lineColumns } from "./line-columns";

const first = readChoice("");
const shown = (landed: boolean, beside: Beside = "nothing", choice = first) =>
  lineColumns("ru", landed)
    .map(({ id }) => id)
    .filter((id) => isShown(choice, id, beside));

test("a quote of list prices knows no column of the costing", () => {
  const ids = lineColumns("ru").map(({ id }) => id);
  expect(ids.filter((id) => LANDED.includes(id))).toEqual([]);
  expect(shown(false)).toEqual(["ordinal", "article", "name", "brand", "unit", "quantity", "unit_price", "discount", "vat_rate", "net", "gross"]);
});

test("with costing the purchase and the markup stand before the price", () => {
  expect(lineColumns("ru", true).map(({ id }) => id).filter((id) => LANDED.includes(id)).toSorted()).toEqual([...LANDED].toSorted());
  expect(shown(true).slice(5, 10)).toEqual(["quantity", "purchase_price", "purchase_currency", "markup", "unit_price"]);
});

test("beside a panel only what it is about stays", () => {
  expect(shown(true, "costing")).toEqual(["ordinal", "name", "quantity", "purchase_price", "purchase_currency", "markup", "unit_price"]);
  expect(shown(true, "picker")).toEqual(["ordinal", "name", "quantity", "unit_price", "net", "gross"]);
  expect(shown(true, "costing", toggled(first, "duty_rate"))).toContain("duty_rate");
});

test("a choice from before there was a costing keeps what it says, and has the usual columns of the costing", () => {
  const old = readChoice(JSON.stringify({ hidden: ["brand"], widths: { name: 300 } }));
  expect(old).toEqual({ hidden: ["brand"], landed: [...LANDED_AT_FIRST], order: [], pinned: [], widths: { name: 300 } });
  expect(readChoice("{")).toEqual({ hidden: [...HIDDEN_AT_FIRST], landed: [...LANDED_AT_FIRST], order: [], pinned: [], widths: {} });
  expect(toggled(toggled(old, "margin"), "margin")).toEqual(old);
  expect(toggled(old, "brand").hidden).toEqual([]);
});

test("columns stand where they were moved, and a new one where it belongs", () => {
  const ids = (order: string[], pinned: string[] = []) => arranged(lineColumns("ru"), { order, pinned }).map(({ id }) => id);
  const natural = lineColumns("ru").map(({ id }) => id);
  expect(ids([])).toEqual(natural);
  const moved = reordered(natural, ["ordinal", "name", "article", "gross"]);
  expect(moved.slice(0, 4)).toEqual(["ordinal", "name", "article", "brand"]);
  expect(ids(moved)).toEqual(moved);
  expect(ids(moved.filter((id) => id !== "brand")).slice(0, 4)).toEqual(["ordinal", "name", "brand", "article"]);
});

test("pinned columns stand first, behind the numbers of the rows", () => {
  const pinned = arranged(lineColumns("ru"), { order: [], pinned: ["quantity", "name"] });
  expect(pinned.slice(0, 4).map(({ id, pinned: stays }) => [id, stays])).toEqual([["ordinal", true], ["name", true], ["quantity", true], ["article", undefined]]);
});
