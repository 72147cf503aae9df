import { expect, test } from "vitest";
import type { DatedValue } from "~/ipc/types";
import { compareAmounts, endsBy, gapsOf, sortRows } from "./validity";

let serial = 0;

function row(part: Partial<DatedValue>): DatedValue {
  serial += 1;
  return {
    id: `r${serial}`,
    kind: "vat",
    country: "RU",
    region: "",
    category: null,
    terms: null,
    deal: null,
    above: null,
    up_to: null,
    value: "0.2",
    valid_from: null,
    valid_until: null,
    source: "",
    ...part,
  };
}

test("a newer row ends only the one of the same keys that still goes on", () => {
  const newer = row({ valid_from: "2027-01-01" });
  expect(endsBy(row({}), newer)).toBe(true);
  expect(endsBy(row({ valid_until: "2027-06-30" }), newer)).toBe(true);
  expect(endsBy(row({ valid_until: "2026-12-31" }), newer)).toBe(false);
  expect(endsBy(row({ valid_from: "2027-01-01" }), newer)).toBe(false);
  expect(endsBy(row({ country: "TR" }), newer)).toBe(false);
  expect(endsBy(row({ category: "reduced" }), newer)).toBe(false);
  expect(endsBy(row({ category: "standard" }), newer)).toBe(true);
  expect(endsBy(row({}), row({}))).toBe(false);
});

test("customs values without a fee are found", () => {
  const fee = (above: string | null, up_to: string | null) => row({ kind: "customs_fee", above, up_to });
  const gaps = (...rows: DatedValue[]) => gapsOf(rows).map((gap) => `${gap.above}..${gap.up_to ?? ""}`);
  expect(gaps(fee(null, "200000"), fee("4200000", "5500000"), fee("10000000", null))).toEqual(["200000..4200000", "5500000..10000000"]);
  expect(gaps(fee("200000", null), fee(null, "200000.00"))).toEqual([]);
  expect(gaps(fee(null, "1000"), fee(null, "500"))).toEqual(["1000.."]);
  expect(gaps(fee("100", null))).toEqual(["0..100"]);
  expect(gaps()).toEqual([]);
});

test("amounts are compared without a float", () => {
  const check = (a: string, b: string, sign: number) => expect(Math.sign(compareAmounts(a, b))).toBe(sign);
  check("200000", "1000000", -1);
  check("10", "9", 1);
  check("1.5", "1.50", 0);
  check("1.05", "1.5", -1);
  check("9007199254740993", "9007199254740992", 1);
});

test("rows stand by what they are about, the newest first, the Union and the others behind", () => {
  const names: Record<string, string> = { TR: "Турция", CN: "Китай", EU: "Европейский союз", "": "Прочие" };
  const rows = [
    row({ kind: "supplier_vat", id: "others", country: "" }),
    row({ kind: "supplier_vat", id: "eu", country: "EU" }),
    row({ kind: "supplier_vat", id: "old", country: "TR" }),
    row({ kind: "supplier_vat", id: "new", country: "TR", valid_from: "2026-01-01" }),
    row({ kind: "supplier_vat", id: "cn", country: "CN" }),
  ];
  expect(sortRows(rows, (one) => names[one.country] ?? "").map((one) => one.id)).toEqual(["cn", "new", "old", "eu", "others"]);
  const fees = [
    row({ id: "small", kind: "customs_fee", up_to: "200000", valid_from: "2025-01-01" }),
    row({ id: "large", kind: "customs_fee", above: "1000000", valid_from: "2026-01-01" }),
    row({ id: "middle", kind: "customs_fee", above: "200000", valid_from: "2026-01-01" }),
  ];
  expect(sortRows(fees, () => "").map((one) => one.id)).toEqual(["middle", "large", "small"]);
  const rates = [
    row({ id: "zero", category: "zero" }),
    row({ id: "old" }),
    row({ id: "reduced", category: "reduced" }),
    row({ id: "new", category: "standard", valid_from: "2026-01-01" }),
  ];
  expect(sortRows(rates, () => "").map((one) => one.id)).toEqual(["new", "old", "reduced", "zero"]);
});
