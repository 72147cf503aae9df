import { expect, test } from "vitest";
import { fuzzyScore } from "./fuzzy";

const TITLES = ["Загрузить прайс-лист", "Import a price list"];

test("a command is found by what people type", () => {
  const check = (query: string, found: boolean) => expect(fuzzyScore(query, TITLES) > 0, query).toBe(found);
  check("", true);
  check("прайс", true);
  check("ПРАЙС", true);
  check("import", true);
  check("list price", true);
  check("загр пра", true);
  check("ghfqc", true);
  check("шьзщке", true);
  check("прйас", true);
  check("prise", true);
  check("imprt", true);
  check("загрзить", true);
  check("клиент", false);
  check("xyz", false);
  check("import customer", false);
});

test("better matches come first", () => {
  const order = (query: string, better: string, worse: string) =>
    expect(fuzzyScore(query, [better])).toBeGreaterThan(fuzzyScore(query, [worse]));
  order("нов", "Новый клиент", "Основной контакт");
  order("quote", "New quote", "Qualified vendors of the ute");
  order("клиент", "Клиенты", "Открыть карточку клиента");
});
