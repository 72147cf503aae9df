import { expect, test } from "vitest";
import { nextSort, rowAfterKey } from "./table";

test("a header sorts up, down, and not at all", () => {
  const none = { by: "", descending: false };
  const up = { by: "name", descending: false };
  const down = { by: "name", descending: true };
  expect(nextSort(none, "name")).toEqual(up);
  expect(nextSort(up, "name")).toEqual(down);
  expect(nextSort(down, "name")).toEqual(none);
  expect(nextSort(down, "inn")).toEqual({ by: "inn", descending: false });
});

test("keys move the active row and stop at the ends", () => {
  const check = (key: string, active: number, to: number | null, count = 100) =>
    expect(rowAfterKey(key, active, count, 20)).toBe(to);
  check("ArrowDown", 0, 1);
  check("ArrowDown", 99, 99);
  check("ArrowUp", 0, 0);
  check("PageDown", 5, 25);
  check("PageDown", 95, 99);
  check("PageUp", 5, 0);
  check("Home", 50, 0);
  check("End", 50, 99);
  check("Enter", 50, null);
  check("ArrowDown", 0, null, 0);
});
