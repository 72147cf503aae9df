import { expect, test } from "vitest";
import { momentWords, presetMoment, readMoment, readTime } from "./moments";

const NOW = new Date(2026, 10, 26, 14, 30);

test("presets are mornings where the person is", () => {
  const check = (preset: Parameters<typeof presetMoment>[0], validUntil: string | null, expected: Date | null) =>
    expect(presetMoment(preset, NOW, validUntil), preset).toEqual(expected);
  check("tomorrow", null, new Date(2026, 10, 27, 9));
  check("three_days", null, new Date(2026, 10, 29, 9));
  check("week", null, new Date(2026, 11, 3, 9));
  check("expiry", "2026-12-10", new Date(2026, 11, 10, 9));
  check("expiry", "2026-11-26", null);
  check("expiry", null, null);
});

test("times are read as people type them", () => {
  const check = (text: string, expected: string | null) => {
    const read = readTime(text);
    expect(read && `${read.hours}:${read.minutes}`, text).toBe(expected);
  };
  check("9", "9:0");
  check("9:30", "9:30");
  check("09.05", "9:5");
  check("1730", "17:30");
  check(" 23:59 ", "23:59");
  check("24:00", null);
  check("9:60", null);
  check("утром", null);
  check("", null);
});

test("a day and a time are a moment", () => {
  expect(readMoment("27.11", "9", "2026-11-26")).toBe(new Date(2026, 10, 27, 9).getTime());
  expect(readMoment("+7", "17:30", "2026-11-26")).toBe(new Date(2026, 11, 3, 17, 30).getTime());
  expect(readMoment("31.02.2026", "9", "2026-11-26")).toBeNull();
  expect(readMoment("27.11", "полдень", "2026-11-26")).toBeNull();
});

test("a moment near by is said in words", () => {
  const check = (at: Date, expected: string) => expect(momentWords(at.getTime(), NOW, "ru")).toBe(expected);
  check(new Date(2026, 10, 26, 18), "сегодня, 18:00");
  check(new Date(2026, 10, 27, 9), "завтра, 09:00");
  check(new Date(2026, 11, 3, 9), "03.12.2026, 09:00");
});
