import { expect, test } from "vitest";
import { fractionToPercent, percentToFraction, storedVatRate, vatOptions, WITHOUT_VAT } from "./vat";

test("fractions and per cent are the same digits", () => {
  const check = (fraction: string, percent: string) => {
    expect(fractionToPercent(fraction)).toBe(percent);
    expect(percentToFraction(percent)).toBe(fraction);
  };
  check("0", "0");
  check("1", "100");
  check("0.2", "20");
  check("0.05", "5");
  check("0.075", "7.5");
  check("0.00125", "0.125");
  check("1.5", "150");
  check("-0.1", "-10");
  expect(fractionToPercent("0.20")).toBe("20");
  expect(percentToFraction("20.0")).toBe("0.2");
});

test("the rates of the table are offered, and one of the data in its own spelling", () => {
  const table = ["0.22", "0.2", "0.10", "0"];
  const values = (current: string | null) => vatOptions(table, current, "Без НДС").map((option) => option.value);
  expect(values(null)).toEqual(["0.22", "0.2", "0.1", "0", WITHOUT_VAT]);
  expect(values("0.20")).toEqual(["0.22", "0.20", "0.1", "0", WITHOUT_VAT]);
  expect(values("0.18")).toEqual(["0.22", "0.2", "0.1", "0", "0.18", WITHOUT_VAT]);
  expect(storedVatRate(WITHOUT_VAT)).toBeNull();
  expect(storedVatRate("0.1")).toBe("0.1");
});
