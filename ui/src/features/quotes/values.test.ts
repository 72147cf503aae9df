import { expect, test } from "vitest";
import type { Parsed } from "~/components/grid/column";
import type { Locale } from "~/lib/i18n.svelte";
import { overwriteGetLocale } from "~/paraglide/runtime";
import { readPercent, readPrice, readQuantity, readText, readVat, readWeight, typedNumber, typedPercent, typedVat } from "./values";

const FAULT = Symbol("fault");

function check(read: (text: string, locale: Locale) => Parsed, text: string, expected: string | null | typeof FAULT, locale: Locale = "ru") {
  const parsed = read(text, locale);
  expect("value" in parsed ? parsed.value : FAULT, JSON.stringify(text)).toBe(expected);
}

test("prices", () => {
  check(readPrice, "1 234,50", "1234.50");
  check(readPrice, "1\u00a0234,50 ₽", "1234.50");
  check(readPrice, "1,234.50", "1234.50", "en");
  check(readPrice, "", "0");
  check(readPrice, "=12*3", "36");
  check(readPrice, "0", "0");
  check(readPrice, "1000000000000", "1000000000000");
  for (const bad of ["-1", "абв", "по запросу", "1000000000000,01", "0,1234567", "=1/0"]) check(readPrice, bad, FAULT);
});

test("a formula that divides by zero says so", () => {
  overwriteGetLocale(() => "en");
  const fault = (text: string) => {
    const parsed = readPrice(text, "en");
    return "fault" in parsed ? parsed.fault : null;
  };
  for (const bad of ["=1/0", "=100/(5-5)", "=2÷0%", "=1/0+1"]) expect(fault(bad), bad).toBe("The formula divides by zero");
  for (const bad of ["=1/", "=1/a", "=(1/0"]) expect(fault(bad), bad).toContain("cannot be read");
});

test("quantities", () => {
  check(readQuantity, "3", "3");
  check(readQuantity, "0,5", "0.5");
  check(readQuantity, "=10/4", "2.5");
  for (const bad of ["", "0", "0,000", "-1", "много", "1000001"]) check(readQuantity, bad, FAULT);
});

test("VAT of a line is a rate, none of its own, or without VAT", () => {
  for (const locale of ["ru", "en"] as const) {
    for (const none of ["без НДС", "Без НДС", "БЕЗ\u00a0НДС", " без  ндс. ", "НДС не облагается", "no VAT", "without VAT", "VAT-free", "VAT exempt"]) check(readVat, none, "none", locale);
    check(readVat, typedVat("none", locale), "none", locale);
    check(readVat, "", null, locale);
    check(readVat, "0", "0", locale);
    check(readVat, "20 %", "0.2", locale);
    for (const bad of ["none", "НДС", "без", "excl. VAT", "101"]) check(readVat, bad, FAULT, locale);
  }
  expect([typedVat("0.2", "ru"), typedVat("0", "ru"), typedVat(null, "ru")]).toEqual(["20", "0", ""]);
});

test("percents become fractions", () => {
  check(readPercent, "5", "0.05");
  check(readPercent, "5 %", "0.05");
  check(readPercent, "12,5%", "0.125");
  check(readPercent, "", null);
  check(readPercent, "0", "0");
  check(readPercent, "100", "1");
  check(readPercent, "=10/4", "0.025");
  check(readPercent, "=5%+2%", "0.07");
  check(readPercent, "=(1+2)*1%", "0.03");
  for (const bad of ["101", "-5", "1,23456", "x"]) check(readPercent, bad, FAULT);
});

test("weights and texts", () => {
  check(readWeight, "", null);
  check(readWeight, "0,35", "0.35");
  check((text) => readText(text), "  Кран\r\nшаровой\t1/2\" ", 'Кран шаровой 1/2"');
  check((text) => readText(text), "Кран\vшаровой\u0085", "Кран шаровой");
  check((text) => readText(text), "я".repeat(1001), FAULT);
});

test("numbers are written as they are typed", () => {
  expect(typedNumber("1234.50", "ru")).toBe("1234,5");
  expect(typedNumber("1234.50", "en")).toBe("1234.5");
  expect(typedNumber("100", "ru")).toBe("100");
  expect(typedNumber("5.00", "ru")).toBe("5");
  expect(typedNumber(null, "ru")).toBe("");
  expect(typedPercent("0.055", "ru")).toBe("5,5");
});
