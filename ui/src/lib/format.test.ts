import { expect, test } from "vitest";
import { NBSP } from "./decimal";
import { formatDate, formatMoney, formatPercent } from "./format";

const spaced = (text: string) => text.replaceAll(" ", NBSP);

test("money stands with its currency", () => {
  const check = (amount: string, currency: string, ru: string, en: string) => {
    expect(formatMoney(amount, currency, "ru")).toBe(spaced(ru));
    expect(formatMoney(amount, currency, "en")).toBe(spaced(en));
  };
  check("1234567.89", "RUB", "1 234 567,89 ₽", "₽1,234,567.89");
  check("12", "USD", "12,00 $", "$12.00");
  check("-12.5", "EUR", "\u221212,50 €", "\u2212€12.50");
  check("0.123456", "USD", "0,123456 $", "$0.123456");
  check("1000", "CHF", "1 000,00 CHF", "CHF 1,000.00");
  expect(formatMoney("80.85", "RUB", "ru", 4)).toBe(spaced("80,8500 ₽"));
  expect(formatMoney("80.8548", "RUB", "en", 4)).toBe("₽80.8548");
});

test("per cent and dates follow the language", () => {
  expect(formatPercent("18.5", "ru")).toBe(`18,5${NBSP}%`);
  expect(formatPercent("18.5", "en")).toBe("18.5%");
  expect(formatDate("2026-11-05", "ru")).toBe("05.11.2026");
  expect(formatDate("2026-11-05", "en")).toBe("5 Nov 2026");
  expect(formatDate("soon", "ru")).toBe("soon");
});
