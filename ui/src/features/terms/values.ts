import { numberFault, readNumber } from "~/features/quotes/values";
import { type Decimal, formatDecimal, shiftPoint } from "~/lib/decimal";
import { type Locale, m } from "~/lib/i18n.svelte";

/** What a field of the terms holds. Shares, markups and margins are stored as fractions and typed as per cent. */
export type TermKind = "share" | "markup" | "margin" | "days" | "amount" | "text";

export type TermValue = string | number | null;

/** What became of a typed text. */
export type ReadTerm = { value: TermValue } | { fault: string };

/** Limits of the core (`oferta_domain::validate`): a field says at once what is wrong. */
const MAX_DAYS = 3650;
const MAX_MARKUP_PERCENT = 100_000;
const MAX_AMOUNT = 1_000_000_000_000;
const FINEST_PERCENT = 8;

function isAbove(value: Decimal, limit: number): boolean {
  const [whole = "0", rest = ""] = value.split(".");
  return BigInt(whole) > BigInt(limit) || (BigInt(whole) === BigInt(limit) && /[1-9]/.test(rest));
}

/** A stored value as the field shows it: `0.155` is `15,5`. The unit stands beside the field. */
export function writeTerm(kind: TermKind, value: TermValue, locale: Locale): string {
  if (value === null) return "";
  if (kind === "text") return String(value);
  if (kind === "days") return formatDecimal(String(value), locale);
  if (kind === "amount") return formatDecimal(String(value), locale, { min: 2 });
  return formatDecimal(shiftPoint(String(value), 2), locale);
}

function percentFault(kind: TermKind, percent: Decimal): string | null {
  if (percent.startsWith("-")) return m.quote_fault_negative();
  if (kind === "margin" && BigInt(percent.split(".")[0] ?? "0") >= 100n) return m.term_fault_margin();
  if (kind === "share" && isAbove(percent, 100)) return m.quote_fault_share();
  if (kind === "markup" && isAbove(percent, MAX_MARKUP_PERCENT)) return m.quote_fault_large();
  const scale = (percent.split(".")[1] ?? "").replace(/0+$/, "").length;
  return scale > FINEST_PERCENT ? m.quote_fault_fine({ digits: FINEST_PERCENT }) : null;
}

/** Reads what was typed, `15,5`, `15.5 %` or `=100/3`. An empty text is no value of its own: what is inherited applies. */
export function readTerm(kind: TermKind, text: string, locale: Locale): ReadTerm {
  const bare = text.trim();
  if (bare === "") return { value: null };
  if (kind === "text") return { value: bare };
  const number = readNumber(bare, locale);
  if (number === null) return { fault: numberFault(bare) };
  if (kind === "days") {
    const whole = /^\d{1,5}$/.test(number) ? Number(number) : null;
    return whole === null || whole > MAX_DAYS ? { fault: m.term_fault_days({ most: MAX_DAYS }) } : { value: whole };
  }
  if (kind === "amount") {
    if (number.startsWith("-")) return { fault: m.quote_fault_negative() };
    return isAbove(number, MAX_AMOUNT) ? { fault: m.quote_fault_large() } : { value: number };
  }
  const fault = percentFault(kind, number);
  return fault ? { fault } : { value: shiftPoint(number, -2) };
}
