import { expect, test } from "vitest";
import type { Cost, Leg } from "~/ipc/types";
import { lastOfLeg, withCost, withNewCost } from "./costs";

const cost = (id: string, leg: Leg): Cost => ({ id, terms_id: "t", pos: id, name: id, amount: "1", currency: "RUB", leg });
const costs = [cost("a", "before_border"), cost("b", "before_border"), cost("c", "after_border")];

test("a new cost goes behind the last one of its leg", () => {
  expect(lastOfLeg(costs, "before_border")).toBe("b");
  expect(lastOfLeg(costs, "after_border")).toBe("c");
  expect(lastOfLeg(costs.slice(0, 2), "after_border")).toBe("b");
  expect(lastOfLeg([], "before_border")).toBeNull();
});

test("defaults are stored all at once, without what is not a person's", () => {
  const names = (all: readonly { name?: string }[]) => all.map(({ name }) => name);
  expect(names(withNewCost(costs, "b", { name: "new" }))).toEqual(["a", "b", "new", "c"]);
  expect(names(withNewCost(costs, null, { name: "new" }))).toEqual(["new", "a", "b", "c"]);
  expect(withCost(costs, "b", { amount: "2" })[1]).toEqual({ name: "b", amount: "2", currency: "RUB", leg: "before_border" });
});
