import { expect, test } from "vitest";
import { addDecimals, formatDecimal, NBSP, parseDecimal, type Places, roundedForDisplay, shiftPoint } from "./decimal";

const spaced = (text: string) => text.replaceAll(" ", NBSP);

test("decimals are written as the language writes them", () => {
  const check = (value: string, ru: string, en: string, places: Places = {}) => {
    expect(formatDecimal(value, "ru", places)).toBe(spaced(ru));
    expect(formatDecimal(value, "en", places)).toBe(en);
  };
  check("0", "0", "0");
  check("7", "7", "7");
  check("999", "999", "999");
  check("1000", "1 000", "1,000");
  check("1234567.89", "1 234 567,89", "1,234,567.89");
  check("1234567.8", "1 234 567,80", "1,234,567.80", { min: 2 });
  check("5", "5,00", "5.00", { min: 2 });
  check("5.000000", "5", "5");
  check("5.120000", "5,12", "5.12");
  check("5.1200", "5,1200", "5.1200", { trim: false });
  check("5.125", "5,125", "5.125", { min: 2 });
  check("-12345.5", "\u221212 345,5", "\u221212,345.5");
  check("99999999999999999999.123456", "99 999 999 999 999 999 999,123456", "99,999,999,999,999,999,999.123456");
  check("unknown", "unknown", "unknown");
});

test("typed and pasted numbers are read", () => {
  const check = (text: string, ru: string | null, en: string | null = ru) => {
    expect(parseDecimal(text, "ru"), `${text} in Russian`).toBe(ru);
    expect(parseDecimal(text, "en"), `${text} in English`).toBe(en);
  };
  check("12", "12");
  check(" 12 ", "12");
  check("12,5", "12.5");
  check("12.5", "12.5");
  check(",5", "0.5");
  check(".5", "0.5");
  check("12,", "12");
  check("0012", "12");
  check("1 234,50", "1234.50");
  check("1\u00a0234,50", "1234.50");
  check("1\u202f234\u2009567", "1234567");
  check("1'234.50", "1234.50");
  check("1,234.50", "1234.50");
  check("1.234,50", "1234.50");
  check("1,234,567.8", "1234567.8");
  check("1.234.567,8", "1234567.8");
  check("1,234,567", "1234567");
  check("1,234", "1.234", "1234");
  check("1.234", "1.234");
  check("1 234,50 ₽", "1234.50");
  check("1234 руб.", "1234");
  check("1 234 р.", "1234");
  check("$1,234.50", "1234.50");
  check("12,5 %", "12.5");
  check("1 234.50 USD", "1234.50");
  check("-5", "-5");
  check("\u22125,5", "-5.5");
  check("-0", "0");
  check("-0,00", "0.00");
  check("", null);
  check("-", null);
  check(",", null);
  check("abc", null);
  check("12abc", null);
  check("1.2.3", null);
  check("1,2,3", null);
  check("12 34,5,6", null);
  check("1,23.456,7", null);
  check("5-5", null);
});

test("what is written is read back", () => {
  for (const value of ["0", "5", "1234", "1234567.89", "-12.5", "0.000001", "99999999999999999999.99"]) {
    for (const locale of ["ru", "en"] as const) {
      expect(parseDecimal(formatDecimal(value, locale), locale)).toBe(value);
    }
  }
});

test("a rounded decimal for the eye keeps its sign and loses its tail, halves away from zero", () => {
  const check = (value: string, places: number, expected: string) => expect(roundedForDisplay(value, places)).toBe(expected);
  check("42.8571428571", 2, "42.86");
  check("-0.005", 2, "-0.01");
  check("-0.004", 2, "0.00");
  check("9.995", 2, "10.00");
  check("12", 2, "12");
  check("1.5", 0, "2");
});

function checkShift(value: string, places: number, expected: string) {
  expect(shiftPoint(value, places), `${value} by ${places}`).toBe(expected);
}

test("the point moves without arithmetic", () => {
  checkShift("0.22", 2, "22");
  checkShift("0.055", 2, "5.5");
  checkShift("1", 2, "100");
  checkShift("0", 2, "0");
  checkShift("5", -2, "0.05");
  checkShift("12.5", -2, "0.125");
  checkShift("100", -2, "1");
  checkShift("0.5", -2, "0.005");
  checkShift("-5", -2, "-0.05");
  checkShift("0.00", 2, "0");
});

function checkSum(a: string, b: string, expected: string) {
  expect(addDecimals(a, b), `${a} + ${b}`).toBe(expected);
}

test("sums are exact", () => {
  checkSum("0.1", "0.2", "0.3");
  checkSum("1234.50", "0.5", "1235.00");
  checkSum("10", "-0.01", "9.99");
  checkSum("-5", "3", "-2");
  checkSum("0", "0.00", "0.00");
});
