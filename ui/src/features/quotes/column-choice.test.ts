import { expect, test } from "vitest";
import { type Beside, HIDDEN_AT_FIRST, isShown, LANDED, LANDED_AT_FIRST, readChoice, toggled } from "./column-choice";
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
  expect(old).toEqual({ hidden: ["brand"], landed: [...LANDED_AT_FIRST], widths: { name: 300 } });
  expect(readChoice("{")).toEqual({ hidden: [...HIDDEN_AT_FIRST], landed: [...LANDED_AT_FIRST], widths: {} });
  expect(toggled(toggled(old, "margin"), "margin")).toEqual(old);
  expect(toggled(old, "brand").hidden).toEqual([]);
});
