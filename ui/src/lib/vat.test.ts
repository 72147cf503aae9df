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

test("a rate of the data is offered in its own spelling", () => {
  const values = (current: string | null) => vatOptions(current, "Без НДС").map((option) => option.value);
  expect(values("0.20")).toContain("0.20");
  expect(values("0.20")).not.toContain("0.2");
  expect(values("0.18")).toContain("0.18");
  expect(values(null)).not.toContain("0.18");
  expect(values(null).at(-1)).toBe(WITHOUT_VAT);
  expect(storedVatRate(WITHOUT_VAT)).toBeNull();
  expect(storedVatRate("0.1")).toBe("0.1");
});
