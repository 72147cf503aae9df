import { expect, test } from "vitest";
import { errors } from "~/ipc/errors";
import { overwriteGetLocale } from "~/paraglide/runtime";
import { NBSP } from "./decimal";
import { fieldWords, fillIn, wordsOf } from "./errors";
import { AppError } from "./rpc";

test("parameters are put into texts", () => {
  expect(fillIn("at most {limit} of {what}", { limit: "10", what: "rows" })).toBe("at most 10 of rows");
  expect(fillIn("{unknown} stays", {})).toBe("{unknown} stays");
});

test("an amount is written in its currency, the way the language does", () => {
  const params = { limit: "39458.88", currency: "RUB" };
  overwriteGetLocale(() => "ru");
  expect(fieldWords(new AppError("E5008", params, null, null))).toContain(`до 39${NBSP}458,88${NBSP}₽.`);
  overwriteGetLocale(() => "en");
  expect(fieldWords(new AppError("E5008", params, null, null))).toContain("to ₽39,458.88.");
  expect(fillIn("{limit:money}", { limit: "5" })).toBe("5");
});

test("a day is written the way the language does", () => {
  const params = { value: "1234567.8", currency: "RUB", date: "2026-11-20" };
  overwriteGetLocale(() => "ru");
  expect(fieldWords(new AppError("E5022", params, null, null))).toContain(`для стоимости 1${NBSP}234${NBSP}567,80${NBSP}₽ на 20.11.2026`);
  overwriteGetLocale(() => "en");
  expect(fieldWords(new AppError("E5022", params, null, null))).toContain("for a value of ₽1,234,567.80 on 20 Nov 2026");
});

test("an error says what happened, its code, and what to do", () => {
  const error = new AppError("E1009", { min: "10" }, null, null);
  const words = wordsOf(error);
  expect(words.title).toMatch(/\(E1009\)$/);
  expect(words.action).toContain("10");
  expect(fieldWords(error)).toBe(`${words.title}. ${words.action}`);
});

test("every code of the dictionary has words in both languages", () => {
  for (const [code, { ru, en }] of Object.entries(errors)) {
    for (const text of [ru.title, ru.action, en.title, en.action]) expect(text, code).not.toBe("");
    expect(ru.title, code).toMatch(/\p{Script=Cyrillic}/u);
    expect(en.title, code).not.toMatch(/\p{Script=Cyrillic}/u);
  }
});
