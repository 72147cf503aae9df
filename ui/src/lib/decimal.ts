import type { Locale } from "~/paraglide/runtime";

/** A decimal number as the core sends it: `-?digits[.digits]`. Never converted to a float. */
export type Decimal = string;

/** The space between digit groups in Russian; it never breaks a line. */
export const NBSP = "\u00a0";

const GROUP: Record<Locale, string> = { ru: NBSP, en: "," };
const POINT: Record<Locale, string> = { ru: ",", en: "." };

/** How many digits to show after the point. */
export interface Places {
  /** Zeros are added up to this many digits. */
  min?: number;
  /** Trailing zeros beyond `min` are dropped. Digits that are not zero are never dropped: rounding is the core's. */
  trim?: boolean;
}

/** Writes a decimal the way the language does: `1 234 567,89` or `1,234,567.89`. */
export function formatDecimal(value: Decimal, locale: Locale, { min = 0, trim = true }: Places = {}): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "0", rest = ""] = match;
  let fraction = trim ? rest.replace(/0+$/, "") : rest;
  fraction = fraction.padEnd(min, "0");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP[locale]);
  const minus = sign ? "\u2212" : "";
  return fraction ? `${minus}${grouped}${POINT[locale]}${fraction}` : `${minus}${grouped}`;
}

const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const CURRENCY = /[₽$€¥£%]|руб\.?|р\.|RUB|USD|EUR|CNY|GBP|KZT|BYN/giu;

function isGrouped(text: string, separator: string): boolean {
  const parts = text.split(separator);
  return parts.length > 1 && /^\d{1,3}$/.test(parts[0] ?? "") && parts.slice(1).every((part) => /^\d{3}$/.test(part));
}

function withPoint(text: string, locale: Locale): string | null {
  const commas = text.split(",").length - 1;
  const dots = text.split(".").length - 1;
  if (commas > 0 && dots > 0) {
    // The last separator is the decimal one, the other groups digits.
    const point = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
    const group = point === "," ? "." : ",";
    if (text.split(point).length > 2) return null;
    const whole = text.slice(0, text.indexOf(point));
    return isGrouped(whole, group) ? text.replaceAll(group, "").replace(point, ".") : null;
  }
  const separator = commas > 0 ? "," : ".";
  if (commas + dots > 1) return isGrouped(text, separator) ? text.replaceAll(separator, "") : null;
  // One comma in English groups digits when three follow it; everything else is a decimal point.
  if (commas === 1 && locale === "en" && isGrouped(text, ",")) return text.replace(",", "");
  return text.replace(",", ".");
}

/**
 * Reads what a person typed or pasted: spaces and apostrophes between groups, comma or dot, a currency sign.
 * Returns the canonical decimal, or `null` when the text is not one number.
 */
export function parseDecimal(text: string, locale: Locale): Decimal | null {
  // Most texts are digits and nothing else; a pasted table has thousands of them.
  const bare = /^[\d.,]+$/.test(text) ? text : text.replace(CURRENCY, "").replace(SPACES, "").replace(/^[\u2212\u2013]/, "-");
  const match = /^(-?)([\d.,]+)$/.exec(bare);
  if (!match) return null;
  const pointed = withPoint(match[2] ?? "", locale);
  if (pointed === null) return null;
  const parts = /^(\d*)(?:\.(\d*))?$/.exec(pointed);
  if (!parts || (parts[1] === "" && !parts[2])) return null;
  const whole = (parts[1] ?? "").replace(/^0+(?=\d)/, "") || "0";
  const fraction = parts[2] ?? "";
  const unsigned = fraction ? `${whole}.${fraction}` : whole;
  return match[1] && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned;
}

/** A decimal with at most so many digits after the point, halves away from zero: for the eye, never for a sum. */
export function roundedForDisplay(value: Decimal, places: number): Decimal {
  const negative = value.startsWith("-");
  const [whole = "0", rest = ""] = (negative ? value.slice(1) : value).split(".");
  if (rest.length <= places) return value;
  const kept = BigInt(whole + rest.slice(0, places)) + (rest.charCodeAt(places) >= 53 ? 1n : 0n);
  const digits = kept.toString().padStart(places + 1, "0");
  const text = places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  return negative && kept !== 0n ? `-${text}` : text;
}

/** The exact sum of two decimals. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max((a.split(".")[1] ?? "").length, (b.split(".")[1] ?? "").length);
  const units = (value: Decimal): bigint => {
    const [whole = "0", rest = ""] = value.split(".");
    return BigInt(whole + rest.padEnd(scale, "0"));
  };
  const sum = units(a) + units(b);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, "0");
  const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return sum < 0n ? `-${text}` : text;
}

/** Moves the decimal point: by 2 to the right a fraction becomes per cent, by −2 per cent become a fraction. */
export function shiftPoint(value: Decimal, places: number): Decimal {
  const negative = value.startsWith("-");
  const [whole = "0", rest = ""] = (negative ? value.slice(1) : value).split(".");
  const digits = whole + rest;
  const point = whole.length + places;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point < 0 ? "0".repeat(-point) + digits : digits.slice(Math.max(point, 0));
  const number = `${left.replace(/^0+(?=\d)/, "")}.${right}`.replace(/\.?0*$/, "");
  return negative && /[1-9]/.test(number) ? `-${number}` : number;
}
