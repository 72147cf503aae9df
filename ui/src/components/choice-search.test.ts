import { expect, test } from "vitest";
import { ChoiceSearch } from "./choice-search.svelte";

const NAMES = ["Вектор-Север", "Вектор", "Волга", "Двойник", "Двойник"];

async function find(text: string): Promise<{ id: string; label: string }[]> {
  const found = NAMES.map((label, at) => ({ id: String(at), label }));
  return found.filter((choice) => choice.label.toLowerCase().includes(text.toLowerCase()));
}

test("Enter takes the marked line, and leaving only what was named", async () => {
  async function check(text: string, enter: string | undefined, tab: string | undefined): Promise<void> {
    const search = new ChoiceSearch(find);
    await search.look(text);
    expect(search.found[search.chosen("Enter", text) ?? -1]?.label, text).toBe(enter);
    expect(search.found[search.chosen("Tab", text) ?? -1]?.label, text).toBe(tab);
  }
  await check("вектор", "Вектор", "Вектор");
  await check("век", "Вектор-Север", undefined);
  await check(" волга", undefined, undefined);
  await check("волга", "Волга", "Волга");
  await check("двойник", "Двойник", undefined);
  await check("нет такого", undefined, undefined);
});

test("a line reached with the arrows is taken on leaving", async () => {
  const search = new ChoiceSearch(find);
  await search.look("век");
  search.step(1, 2);
  expect(search.found[search.chosen("Tab", "век") ?? -1]?.label).toBe("Вектор");
});

test("leaving a name nobody has makes nothing", async () => {
  const search = new ChoiceSearch(find);
  await search.look("нет такого");
  expect(search.chosen("Enter", "нет такого")).toBe(0);
  expect(search.chosen("Tab", "нет такого")).toBeNull();
  search.step(1, 1);
  expect(search.chosen("Tab", "нет такого")).toBeNull();
});

test("choices belong to the text they were found for", async () => {
  const answers = new Map<string, (found: { id: string; label: string }[]) => void>();
  const search = new ChoiceSearch((text) => new Promise((resolve) => answers.set(text, resolve)));
  const first = search.look("в");
  const second = search.look("волга");
  answers.get("в")?.([{ id: "1", label: "Вектор" }]);
  expect(await first).toBe(false);
  expect(search.answers("волга")).toBe(false);
  answers.get("волга")?.([{ id: "2", label: "Волга" }]);
  expect(await second).toBe(true);
  expect(search.answers("волга")).toBe(true);
  expect(search.found.map((choice) => choice.label)).toEqual(["Волга"]);
});

test("a failed search is a failure and not an empty answer", async () => {
  const search = new ChoiceSearch(() => Promise.reject(new Error("gone")));
  expect(await search.look("волга")).toBe(false);
  expect(search.failure).not.toBeNull();
  expect(search.answers("волга")).toBe(false);
});
