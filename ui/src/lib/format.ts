import { getLocale, type Locale } from "~/paraglide/runtime";
import { type Decimal, formatDecimal, NBSP, type Places } from "./decimal";

const SYMBOLS: Record<string, string> = { RUB: "₽", USD: "$", EUR: "€", CNY: "¥", GBP: "£", KZT: "₸", BYN: "Br" };

/** Money in its currency: `1 234 567,89 ₽` in Russian, `$1,234,567.89` in English; at least `min` digits after the point. */
export function formatMoney(amount: Decimal, currency: string, locale: Locale = getLocale(), min = 2): string {
  const number = formatDecimal(amount, locale, { min });
  const symbol = SYMBOLS[currency];
  if (locale === "ru") return `${number}${NBSP}${symbol ?? currency}`;
  if (!symbol || symbol.length > 1) return `${currency}${NBSP}${number}`;
  return number.startsWith("\u2212") ? `\u2212${symbol}${number.slice(1)}` : `${symbol}${number}`;
}

/** A quantity, weight or rate without padding. */
export function formatNumber(value: Decimal, places: Places = {}, locale: Locale = getLocale()): string {
  return formatDecimal(value, locale, places);
}

/** A share given in per cent: `18,5 %` in Russian, `18.5%` in English. */
export function formatPercent(value: Decimal, locale: Locale = getLocale()): string {
  return `${formatDecimal(value, locale)}${locale === "ru" ? NBSP : ""}%`;
}

/** A count of things, grouped. */
export function formatCount(count: number, locale: Locale = getLocale()): string {
  return formatDecimal(String(count), locale);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function writeDate(year: string, month: string, day: string, locale: Locale): string {
  return locale === "ru" ? `${day}.${month}.${year}` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** A calendar date `YYYY-MM-DD` as `20.11.2026` or `20 Nov 2026`; other text is returned as it is. */
export function formatDate(date: string, locale: Locale = getLocale()): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match ? writeDate(match[1] ?? "", match[2] ?? "", match[3] ?? "", locale) : date;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** An instant (ISO 8601 text or milliseconds since 1970) as a local date and time. */
export function formatInstant(instant: string | number, locale: Locale = getLocale()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return String(instant);
  const date = writeDate(String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate()), locale);
  return `${date}${locale === "ru" ? " " : ", "}${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A text as a sentence of its own: `freight` is `Freight`. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
