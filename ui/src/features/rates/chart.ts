import type { RatePoint } from "~/ipc/types";

/** Where the line runs and what stands at the axes, in units of the drawing. Figures are for the eye: no sum follows. */
export interface Chart {
  /** Points of a polyline. */
  line: string;
  /** Values at the left, the highest first. */
  values: { y: number; text: string }[];
  /** Dates at the bottom. */
  dates: { x: number; text: string; anchor: "start" | "middle" | "end" }[];
  /** Each point where it is drawn. */
  spots: { x: number; y: number; point: RatePoint }[];
}

/** The part of the drawing that the line has for itself. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const DAY = 86_400_000;

/** A step of 1, 2 or 5 times a power of ten that cuts a span into about four. */
export function niceStep(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead > 5 ? 10 : lead > 2 ? 5 : lead > 1 ? 2 : 1);
}

/** Lays out a chart of values per unit, so that a change of the nominal is no jump. None for less than two points. */
export function layOut(points: readonly RatePoint[], frame: Frame, writeDate: (date: string) => string, writeValue: (value: string) => string): Chart | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const days = points.map(({ date }) => Date.parse(date) / DAY);
  const values = points.map(({ per_unit }) => Number(per_unit));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // A rate that stood still is a line in the middle.
  const room = high > low ? (high - low) * 0.08 : high * 0.02;
  const [floor, ceiling] = [low - room, high + room];
  const [from, to] = [days[0] ?? 0, days.at(-1) ?? 1];
  const x = (day: number) => frame.left + ((day - from) / (to - from)) * (frame.right - frame.left);
  const y = (value: number) => frame.bottom - ((value - floor) / (ceiling - floor)) * (frame.bottom - frame.top);
  const step = niceStep(ceiling - floor);
  const places = Math.max(0, -Math.floor(Math.log10(step)));
  const marks: Chart["values"] = [];
  for (let mark = Math.ceil(floor / step); mark * step <= ceiling; mark += 1) {
    marks.push({ y: y(mark * step), text: writeValue((mark * step).toFixed(places)) });
  }
  const spots = points.map((point, at) => ({ x: x(days[at] ?? from), y: y(values[at] ?? low), point }));
  return {
    line: spots.map((spot) => `${spot.x.toFixed(1)},${spot.y.toFixed(1)}`).join(" "),
    values: marks.toReversed(),
    dates: [
      { x: frame.left, text: writeDate(first.date), anchor: "start" },
      { x: frame.right, text: writeDate(last.date), anchor: "end" },
    ],
    spots,
  };
}

/** The lowest and the highest point. */
export function extremes(points: readonly RatePoint[]): { low: RatePoint; high: RatePoint } | null {
  const [first] = points;
  if (!first) return null;
  const pick = (better: (a: number, b: number) => boolean) =>
    points.reduce((found, point) => (better(Number(point.per_unit), Number(found.per_unit)) ? point : found), first);
  return { low: pick((a, b) => a < b), high: pick((a, b) => a > b) };
}
