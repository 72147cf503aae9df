import type { Locale } from "~/lib/i18n.svelte";

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function dateOf(year: number, month: number, day: number): CalendarDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && year >= 1990 && year <= 2199 ? date.toISOString().slice(0, 10) : null;
}

/** The date so many days later. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/**
 * Reads a typed date: `20.11.2026`, `20.11.26`, `20.11` (of the year of `base`), `20 Nov 2026`, `2026-11-20`, or
 * `+14` for so many days after `base`. `null` when it is no date.
 */
export function readDate(text: string, base: CalendarDate): CalendarDate | null {
  const bare = text.trim().toLowerCase().replace(/\s*г\.?$/, "");
  const later = /^\+\s*(\d{1,4})$/.exec(bare);
  if (later) return addDays(base, Number(later[1]));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = /^(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?(?:\s+(\d{4}))?$/.exec(bare);
  if (named) {
    const month = MONTHS.indexOf(named[2] ?? "") + 1;
    return month > 0 ? dateOf(Number(named[3] ?? base.slice(0, 4)), month, Number(named[1])) : null;
  }
  const plain = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4}))?\.?$/.exec(bare);
  if (!plain) return null;
  const year = plain[3] ?? base.slice(0, 4);
  return dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), Number(plain[2]), Number(plain[1]));
}

/** An example of a date for a hint. */
export function exampleDate(locale: Locale): string {
  return locale === "ru" ? "20.11.2026" : "20 Nov 2026";
}
