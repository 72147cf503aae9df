import { expect, test } from "vitest";
import { overwriteGetLocale } from "~/paraglide/runtime";
import { actionWords } from "./field-words";
import { lowered, partWords } from "./history-words";

function part(fields: string[]) {
  return partWords({ table: "quote_line", kind: "change", rows: 3, fields });
}

test("a title begins small in a sentence and keeps its abbreviations", () => {
  expect(lowered("Цена без НДС")).toBe("цена без НДС");
  expect(lowered("НДС")).toBe("НДС");
  expect(lowered("ТН ВЭД")).toBe("ТН ВЭД");
  expect(lowered("Price excl. VAT")).toBe("price excl. VAT");
  expect(lowered("HS code")).toBe("HS code");
});

test("a part of an action names its fields in both languages", () => {
  overwriteGetLocale(() => "ru");
  expect(part(["unit_price", "quantity", "vat_rate"])).toBe("Строки: изменено 3 — цена без НДС, кол-во, НДС");
  overwriteGetLocale(() => "en");
  expect(part(["unit_price", "quantity", "vat_rate"])).toBe("Lines: 3 changed — price excl. VAT, qty, VAT");
});

test("events are told as what happened", () => {
  overwriteGetLocale(() => "ru");
  expect(actionWords("quote.send")).toBe("Отправлено клиенту");
  expect(actionWords("quote.reopen")).toBe("Возвращено в черновик");
  expect(actionWords("quote.revert")).toBe("Возвращена прежняя редакция");
  expect(actionWords("something.new")).toBe("Изменено");
  overwriteGetLocale(() => "en");
  expect(actionWords("quote.send")).toBe("Sent to the customer");
});
