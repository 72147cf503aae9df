import { expect, test } from "vitest";
import { overwriteGetLocale } from "~/paraglide/runtime";
import { stepWords } from "./step-words";

test("a step is named by what it did", () => {
  overwriteGetLocale(() => "ru");
  expect(stepWords("quote.edit")).toBe("правка предложения");
  expect(stepWords("customer.delete")).toBe("удаление клиента");
  expect(stepWords("rates.set_manual")).toBe("правка курса организации");
  expect(stepWords("quote.send")).toBe("смена статуса");
  expect(stepWords("product.import")).toBe("загрузка прайс-листа");
  overwriteGetLocale(() => "en");
  expect(stepWords("quote.edit")).toBe("editing the quote");
  expect(stepWords("attachment.add")).toBe("adding the file");
});

test("a step of an unknown kind is the last step", () => {
  overwriteGetLocale(() => "ru");
  expect(stepWords("something.new")).toBe("последнее действие");
  expect(stepWords("")).toBe("последнее действие");
});
