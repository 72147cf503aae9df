import { expect, test } from "vitest";
import type { RatePoint } from "~/ipc/types";
import { extremes, layOut, niceStep } from "./chart";

const FRAME = { left: 0, right: 100, top: 0, bottom: 50 };
const point = (date: string, per_unit: string, nominal = "1"): RatePoint => ({ date, value: per_unit, nominal, per_unit });
const chart = (points: RatePoint[]) => layOut(points, FRAME, (date) => date, (value) => value);

test("a change of the nominal is no jump", () => {
  const drawn = chart([point("2025-01-01", "11.2", "10"), point("2025-01-02", "11.2"), point("2025-01-03", "11.2")]);
  expect(new Set(drawn?.spots.map(({ y }) => y)).size).toBe(1);
});

test("dates stand as far apart as they are", () => {
  const drawn = chart([point("2025-01-01", "80"), point("2025-01-02", "81"), point("2025-01-11", "82")]);
  expect(drawn?.spots.map(({ x }) => x)).toEqual([0, 10, 100]);
  expect(drawn?.spots[0]?.y).toBeGreaterThan(drawn?.spots[2]?.y ?? 0);
});

test("one point is no line", () => {
  expect(chart([point("2025-01-01", "80")])).toBeNull();
  expect(chart([])).toBeNull();
});

test("the marks are round values within the line", () => {
  expect([1, 3, 9, 47, 0.004].map(niceStep)).toEqual([0.5, 1, 5, 20, 0.001]);
  const texts = chart([point("2025-01-01", "80.1"), point("2025-02-01", "84.9")])?.values.map(({ text }) => text);
  expect(texts).toEqual(["84", "82", "80"]);
});

test("the lowest and the highest are found", () => {
  const found = extremes([point("2025-01-01", "9.5"), point("2025-01-02", "10.1"), point("2025-01-03", "9.4")]);
  expect([found?.low.date, found?.high.date]).toEqual(["2025-01-03", "2025-01-02"]);
});
