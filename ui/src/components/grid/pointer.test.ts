import { expect, test } from "vitest";
import { filledBy } from "./pointer";

const range = { top: 2, bottom: 3, left: 1, right: 2 };

function check(row: number, column: number, expected: [number, number, number, number]) {
  const { top, bottom, left, right } = filledBy(range, { row, column });
  expect([top, bottom, left, right], `${row}, ${column}`).toEqual(expected);
}

test("a dragged corner grows the selection in the direction it was dragged farther", () => {
  check(3, 2, [2, 3, 1, 2]);
  check(6, 2, [2, 6, 1, 2]);
  check(0, 1, [0, 3, 1, 2]);
  check(3, 5, [2, 3, 1, 5]);
  check(2, 0, [2, 3, 0, 2]);
  check(6, 4, [2, 6, 1, 2]);
  check(4, 5, [2, 3, 1, 5]);
});
