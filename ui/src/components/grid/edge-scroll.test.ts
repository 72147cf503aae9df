import { expect, test } from "vitest";
import { inside, pull } from "./edge-scroll";

test("a view scrolls the faster the farther a pointer is dragged past its edge", () => {
  expect([100, 250, 386].map((at) => pull(at, 80, 400))).toEqual([0, 0, 0]);
  expect([90, 80, 60, -900].map((at) => pull(at, 80, 400))).toEqual([-2, -7, -17, -40]);
  expect([390, 400, 420, 2000].map((at) => pull(at, 80, 400))).toEqual([2, 7, 17, 40]);
});

test("outside of a view the pointer counts at its edge", () => {
  expect([10, 200, 900].map((at) => inside(at, 80, 400))).toEqual([81, 200, 399]);
});
