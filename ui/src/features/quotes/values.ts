import type { CellValue, Parsed } from "~/components/grid/column";
import { evaluate, isFormula, MAX_SCALE } from "~/components/grid/formula";
import { type Decimal, parseDecimal, shiftPoint } from "~/lib/decimal";
import { type Locale, m } from "~/lib/i18n.svelte";
import { WITHOUT_VAT } from "~/lib/vat";

/** Limits of the core (`oferta_domain::validate`), checked here so that a cell can say at once what is wrong. */
const MAX_AMOUNT = 1_000_000_000_000n;
const MAX_QUANTITY = 1_000_000n;
const MAX_TEXT = 1_000;

function exceeds(value: Decimal, limit: bigint): boolean {
  const [whole = "0", rest = ""] = value.split(".");
  const size = BigInt(whole);
  return size > limit || (size === limit && /[1-9]/.test(rest));
}

function scaleOf(value: Decimal): number {
  return (value.split(".")[1] ?? "").replace(/0+$/, "").length;
}

function faultOf(value: Decimal, limit: bigint, scale: number): string | null {
  if (value.startsWith("-")) return m.quote_fault_negative();
  if (exceeds(value, limit)) return m.quote_fault_large();
  return scaleOf(value) > scale ? m.quote_fault_fine({ digits: scale }) : null;
}

/** Reads a number or a formula. */
export function readNumber(text: string, locale: Locale): Decimal | null {
  return isFormula(text) ? evaluate(text) : parseDecimal(text, locale);
}

/** Why a text is not a number. */
export function numberFault(text: string): string {
  if (!isFormula(text)) return m.quote_fault_number();
  // Division and multiplication stand at the same places: what can be read with the one and not with the other divides by zero.
  return evaluate(text.replace(/[/÷]/g, "*")) === null ? m.quote_fault_formula() : m.quote_fault_division();
}

function amount(text: string, locale: Locale, empty: CellValue | undefined, limit: bigint): Parsed {
  if (text.trim() === "") return empty === undefined ? { fault: m.quote_fault_required() } : { value: empty };
  const value = readNumber(text, locale);
  if (value === null) return { fault: numberFault(text) };
  const fault = faultOf(value, limit, MAX_SCALE);
  return fault ? { fault } : { value };
}

/** A price of one unit; an empty cell is a price of zero. */
export function readPrice(text: string, locale: Locale): Parsed {
  return amount(text, locale, "0", MAX_AMOUNT);
}

/** A weight; an empty cell is an unknown one. */
export function readWeight(text: string, locale: Locale): Parsed {
  return amount(text, locale, null, MAX_AMOUNT);
}

/** A quantity: greater than zero. */
export function readQuantity(text: string, locale: Locale): Parsed {
  const read = amount(text, locale, undefined, MAX_QUANTITY);
  return "value" in read && read.value !== null && !/[1-9]/.test(read.value) ? { fault: m.quote_fault_positive() } : read;
}

/** A share typed in per cent, `5` or `5 %`, as a fraction; an empty cell is none of its own. */
export function readPercent(text: string, locale: Locale): Parsed {
  if (text.trim() === "") return { value: null };
  const value = readPerCent(text, locale);
  if (value === null) return { fault: numberFault(text) };
  if (value.startsWith("-") || exceeds(value, 100n)) return { fault: m.quote_fault_share() };
  if (scaleOf(value) > MAX_SCALE - 2) return { fault: m.quote_fault_fine({ digits: MAX_SCALE - 2 }) };
  return { value: shiftPoint(value, -2) };
}

/** Words that a supplier, a spreadsheet or a person may write for "without VAT", in either language. */
const NO_VAT = /^(без\s*ндс|не\s*облагается(\s*ндс)?|ндс\s*не\s*облагается|no\s*vat|without\s*vat|vat[\s-]*(free|exempt))\.?$/i;

/** VAT of a line: a rate in per cent, or that it is without VAT, which is not 0 %; an empty cell is that of the quote. */
export function readVat(text: string, locale: Locale): Parsed {
  return NO_VAT.test(text.trim()) ? { value: WITHOUT_VAT } : readPercent(text, locale);
}

/** VAT of a line as it is typed. */
export function typedVat(own: string | null, locale: Locale): string {
  return own === WITHOUT_VAT ? m.quote_vat_none() : typedPercent(own, locale);
}

/** Reads a number of per cent. `=5%+2%` counts in hundredths already, `=10/4` in per cent like `2,5`. */
function readPerCent(text: string, locale: Locale): Decimal | null {
  const value = readNumber(text, locale);
  return value !== null && isFormula(text) && text.includes("%") ? shiftPoint(value, 2) : value;
}

/** A text of one line: tabs and every kind of line break become spaces. */
export function readText(text: string): Parsed {
  const value = text.replace(/\s*[\r\n\t\v\f\u0085\u2028\u2029]+\s*/g, " ").trim();
  return value.length > MAX_TEXT && [...value].length > MAX_TEXT ? { fault: m.quote_fault_long({ limit: MAX_TEXT }) } : { value };
}

/** A number as it is typed in this language: the full value without grouping. */
export function typedNumber(value: Decimal | null, locale: Locale): string {
  if (value === null) return "";
  const plain = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  return locale === "ru" ? plain.replace(".", ",") : plain;
}

/** A fraction as per cent, as it is typed. */
export function typedPercent(fraction: Decimal | null, locale: Locale): string {
  return fraction === null ? "" : typedNumber(shiftPoint(fraction, 2), locale);
}

/** A price that may be none of its own: an empty cell goes back to what is computed or not known. */
export function readOwnPrice(text: string, locale: Locale): Parsed {
  return amount(text, locale, null, MAX_AMOUNT);
}

/** The largest markup in per cent. */
const MAX_MARKUP = 100_000n;
/** A margin is finer than a share, so that it fits the markup it was typed for. */
const RATIO_SCALE = 8;

function ratio(text: string, locale: Locale, fault: (percent: Decimal) => string | null): Parsed {
  if (text.trim() === "") return { value: null };
  const value = readPerCent(text, locale);
  if (value === null) return { fault: numberFault(text) };
  if (value.startsWith("-")) return { fault: m.quote_fault_negative() };
  const wrong = fault(value) ?? (scaleOf(value) > RATIO_SCALE ? m.quote_fault_fine({ digits: RATIO_SCALE }) : null);
  return wrong ? { fault: wrong } : { value: shiftPoint(value, -2) };
}

/** A markup on cost typed in per cent; an empty cell is that of the quote. */
export function readMarkup(text: string, locale: Locale): Parsed {
  return ratio(text, locale, (percent) => (exceeds(percent, MAX_MARKUP) ? m.quote_fault_large() : null));
}

/** A margin on the price typed in per cent: below 100. */
export function readMargin(text: string, locale: Locale): Parsed {
  return ratio(text, locale, (percent) => (BigInt(percent.split(".")[0] ?? "0") >= 100n ? m.term_fault_margin() : null));
}

/** A currency code; an empty cell is the currency of the quote. */
export function readCurrency(text: string): Parsed {
  const code = text.trim().toUpperCase();
  if (code === "") return { value: null };
  return /^[A-Z]{3}$/.test(code) ? { value: code } : { fault: m.quote_fault_currency() };
}

/** A country code; an empty cell is an unknown country. */
export function readCountry(text: string): Parsed {
  const code = text.trim().toUpperCase();
  if (code === "") return { value: null };
  return /^[A-Z]{2}$/.test(code) ? { value: code } : { fault: m.quote_fault_country() };
}

/** Yes or no in either language; an empty cell is what is usual. */
export function readYesNo(text: string): Parsed {
  const word = text.trim().toLowerCase();
  if (word === "") return { value: null };
  if (["да", "д", "yes", "y", "true", "1", "+"].includes(word)) return { value: "true" };
  return ["нет", "н", "no", "n", "false", "0", "-", "−"].includes(word) ? { value: "false" } : { fault: m.quote_fault_yes_no() };
}
