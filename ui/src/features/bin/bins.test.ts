import { expect, test } from "vitest";
import { goes } from "./bins";

const NOW = new Date("2026-11-26T12:00:00Z");

test("a row says when it goes for good", () => {
  const check = (deleted: string | null, days: number, expected: string, nameable = true) => {
    const told = goes(deleted, days, NOW, nameable);
    expect(typeof told === "string" ? told : told.on.toISOString().slice(0, 10)).toBe(expected);
  };
  check("2026-11-20T10:00:00.000Z", 30, "2026-12-20");
  check("2026-11-20T10:00:00.000Z", 0, "never");
  check(null, 30, "never");
  check("2026-10-26T10:00:00.000Z", 30, "2026-11-25");
  check("2026-09-01T10:00:00.000Z", 30, "used");
  check("2026-09-01T10:00:00.000Z", 30, "2026-10-01", false);
});
