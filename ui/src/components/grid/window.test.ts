import { expect, test } from "vitest";
import { firstRow, OVERSCAN, poolFor, revealRow, rowOfSlot } from "./window";

test("every row of the window stands in exactly one slot", () => {
  for (const first of [0, 1, 7, 36, 37, 38, 963]) {
    const pool = 37;
    const rows = Array.from({ length: pool }, (_, slot) => rowOfSlot(slot, first, pool));
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: pool }, (_, i) => first + i));
    for (const [slot, row] of rows.entries()) expect(row % pool).toBe(slot);
  }
});

function checkFirst(scrollTop: number, rows: number, expected: number) {
  const pool = poolFor(600, 30, OVERSCAN);
  expect(firstRow(scrollTop, 30, rows, pool, OVERSCAN), `at ${scrollTop} of ${rows}`).toBe(expected);
}

test("the window covers the viewport", () => {
  expect(poolFor(600, 30, OVERSCAN)).toBe(21 + 2 * OVERSCAN);
  checkFirst(0, 1000, 0);
  checkFirst(30 * 100, 1000, 100 - OVERSCAN);
  checkFirst(30 * 1000, 1000, 1000 - poolFor(600, 30, OVERSCAN));
  checkFirst(0, 3, 0);
  checkFirst(0, 0, 0);
});

function checkReveal(row: number, scrollTop: number, expected: number) {
  expect(revealRow(row, scrollTop, 600, 30), `row ${row} at ${scrollTop}`).toBe(expected);
}

test("revealing scrolls no more than needed", () => {
  checkReveal(5, 0, 0);
  checkReveal(19, 0, 0);
  checkReveal(20, 0, 30);
  checkReveal(20, 100, 100);
  checkReveal(2, 100, 60);
});
