import { readDate } from "~/features/quotes/dates";
import { formatDate } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";

/** When a person wants to be reminded without saying a date. */
export type Preset = "tomorrow" | "three_days" | "week" | "expiry";

/** The hour a preset means, where the person is. */
const MORNING = 9;

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** The calendar day of a moment, where the person is. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The time of a moment as it is typed, `09:00`. */
export function timeOf(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** The moment of a preset; `null` where there is none: no expiry, or one that is over. */
export function presetMoment(preset: Preset, now: Date, validUntil: string | null): Date | null {
  if (preset === "tomorrow") return morning(now, 1);
  if (preset === "three_days") return morning(now, 3);
  if (preset === "week") return morning(now, 7);
  if (validUntil === null) return null;
  const [year = 0, month = 1, day = 1] = validUntil.split("-").map(Number);
  const at = new Date(year, month - 1, day, MORNING);
  return at > now ? at : null;
}

/** Reads a typed time: `9`, `9:30`, `09.30`, `0930`. `null` when it is none. */
export function readTime(text: string): { hours: number; minutes: number } | null {
  const match = /^(\d{1,2})(?:[:.\s-]?(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? "0")];
  return hours < 24 && minutes < 60 ? { hours, minutes } : null;
}

/** Reads a typed day and time as a moment in milliseconds since 1970; `null` when one of them is none. */
export function readMoment(day: string, time: string, today: string): number | null {
  const date = readDate(day, today);
  const clock = readTime(time);
  if (date === null || clock === null) return null;
  const [year = 0, month = 1, at = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, at, clock.hours, clock.minutes).getTime();
}

/** A moment as a person says it: `сегодня, 15:00`, `завтра, 09:00`, `03.12.2026, 09:00`. */
export function momentWords(due: number, now: Date, locale: Locale): string {
  const at = new Date(due);
  const time = timeOf(at);
  const day = dayOf(at);
  if (day === dayOf(now)) return m.reminder_today({ time });
  if (day === dayOf(morning(now, 1))) return m.reminder_tomorrow({ time });
  return `${formatDate(day, locale)}, ${time}`;
}
