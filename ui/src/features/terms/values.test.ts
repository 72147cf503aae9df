import { expect, test } from "vitest";
import { readTerm, type TermKind, writeTerm } from "./values";

test("shares are stored as fractions and written as per cent, digit by digit", () => {
  const check = (kind: TermKind, stored: string, shown: string) => {
    expect(writeTerm(kind, stored, "ru")).toBe(shown);
    expect(readTerm(kind, shown, "ru")).toEqual({ value: stored });
  };
  check("share", "0.155", "15,5");
  check("share", "1", "100");
  check("share", "0.00047", "0,047");
  check("markup", "4.5", "450");
  check("margin", "0.2", "20");
  expect(writeTerm("margin", "0.130435", "en")).toBe("13.0435");
});

test("a typed text may carry its unit, a formula, or nothing", () => {
  expect(readTerm("share", "15,5 %", "ru")).toEqual({ value: "0.155" });
  expect(readTerm("share", "=100/8", "en")).toEqual({ value: "0.125" });
  expect(readTerm("share", "  ", "ru")).toEqual({ value: null });
  expect(readTerm("days", "45", "ru")).toEqual({ value: 45 });
  expect(readTerm("text", " ООО «Агент» ", "ru")).toEqual({ value: "ООО «Агент»" });
  expect(readTerm("amount", "1 500,50", "ru")).toEqual({ value: "1500.50" });
});

test("what cannot be is said at once", () => {
  for (const [kind, text] of [
    ["share", "101"],
    ["share", "-1"],
    ["share", "много"],
    ["margin", "100"],
    ["markup", "-5"],
    ["days", "1,5"],
    ["days", "4000"],
    ["amount", "-1"],
  ] as const) {
    expect(readTerm(kind, text, "ru"), `${kind} ${text}`).toHaveProperty("fault");
  }
  expect(readTerm("margin", "99,9", "ru")).toEqual({ value: "0.999" });
});
