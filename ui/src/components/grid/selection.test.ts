import { expect, test } from "vitest";
import { all, type Bounds, clamp, extend, isSingle, move, only, rangeOf, type Selection, type Step, tab, wholeColumns, wholeRows } from "./selection";

const bounds: Bounds = { rows: 100, columns: 5 };
const PAGE = 10;

function checkMove(from: [number, number], step: Step, to: [number, number]) {
  const moved = move(only({ row: from[0], column: from[1] }), step, bounds, PAGE);
  expect(moved, `${step} from ${from}`).toEqual(only({ row: to[0], column: to[1] }));
}

test("the active cell moves and stops at the edges", () => {
  checkMove([5, 2], "up", [4, 2]);
  checkMove([0, 2], "up", [0, 2]);
  checkMove([5, 2], "down", [6, 2]);
  checkMove([99, 2], "down", [99, 2]);
  checkMove([5, 2], "left", [5, 1]);
  checkMove([5, 0], "left", [5, 0]);
  checkMove([5, 2], "right", [5, 3]);
  checkMove([5, 4], "right", [5, 4]);
  checkMove([5, 2], "page_up", [0, 2]);
  checkMove([45, 2], "page_up", [35, 2]);
  checkMove([45, 2], "page_down", [55, 2]);
  checkMove([95, 2], "page_down", [99, 2]);
  checkMove([5, 2], "row_start", [5, 0]);
  checkMove([5, 2], "row_end", [5, 4]);
  checkMove([5, 2], "top", [0, 2]);
  checkMove([5, 2], "bottom", [99, 2]);
  checkMove([5, 2], "start", [0, 0]);
  checkMove([5, 2], "end", [99, 4]);
});

function checkTab(from: [number, number], direction: 1 | -1, to: [number, number] | null) {
  const next = tab(only({ row: from[0], column: from[1] }), direction, bounds);
  expect(next).toEqual(to && only({ row: to[0], column: to[1] }));
}

test("Tab walks in reading order and leaves at both ends", () => {
  checkTab([0, 0], 1, [0, 1]);
  checkTab([0, 4], 1, [1, 0]);
  checkTab([1, 0], -1, [0, 4]);
  checkTab([0, 0], -1, null);
  checkTab([99, 4], 1, null);
});

function extended(steps: Step[]): Selection {
  return steps.reduce((now, step) => extend(now, step, bounds, PAGE), only({ row: 5, column: 2 }));
}

function checkRange(selection: Selection, [top, bottom, left, right]: [number, number, number, number]) {
  expect(rangeOf(selection, bounds)).toEqual({ top, bottom, left, right });
}

test("Shift moves the far corner and keeps the active cell", () => {
  expect(extended(["down", "right"]).active).toEqual({ row: 5, column: 2 });
  checkRange(extended(["down", "right"]), [5, 6, 2, 3]);
  checkRange(extended(["up", "up", "left"]), [3, 5, 1, 2]);
  checkRange(extended(["down", "up"]), [5, 5, 2, 2]);
  checkRange(extended(["end"]), [5, 99, 2, 4]);
  checkRange(extended(["start"]), [0, 5, 0, 2]);
});

test("whole rows take every column", () => {
  checkRange(wholeRows(7, 3), [3, 7, 0, 4]);
  checkRange(all(bounds), [0, 99, 0, 4]);
  expect(isSingle(wholeRows(3, 3))).toBe(false);
  expect(isSingle(only({ row: 3, column: 3 }))).toBe(true);
});

test("whole columns take every row and leave the focus where it is", () => {
  const two = wholeColumns({ active: { row: 5, column: 1 }, head: { row: 8, column: 2 }, whole: null });
  checkRange(two, [0, 99, 1, 2]);
  expect(two.active).toEqual({ row: 5, column: 1 });
  checkRange(extend(two, "right", bounds, PAGE), [0, 99, 1, 3]);
  expect(move(two, "down", bounds, PAGE)).toEqual(only({ row: 6, column: 1 }));
});

test("a selection follows when rows or columns go away", () => {
  expect(clamp(wholeRows(50, 99), { rows: 60, columns: 5 })).toEqual(wholeRows(50, 59));
  expect(clamp(only({ row: 3, column: 4 }), { rows: 0, columns: 2 })).toEqual(only({ row: 0, column: 1 }));
});
