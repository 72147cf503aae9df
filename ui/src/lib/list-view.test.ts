import { expect, test } from "vitest";
import { listView } from "./list-view.svelte";

test("a list that nobody sorted rests on its own sort", () => {
  const newest = { by: "updated_at", descending: true };
  const view = listView("test", newest);
  expect(view.sort).toEqual(newest);
  view.sort = { by: "label", descending: false };
  expect(view.sort).toEqual({ by: "label", descending: false });
  view.sort = { by: "", descending: false };
  expect(view.sort).toEqual(newest);
});
