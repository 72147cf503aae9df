import type { DatedValue } from "~/ipc/types";
import { VAT_CATEGORIES, vatCategory } from "~/lib/trade";

type Keys = Pick<DatedValue, "kind" | "country" | "region" | "category" | "terms" | "deal" | "above" | "up_to">;

/** What a row is about: of several rows with the same keys one applies. */
function keysOf(row: Keys): string {
  return JSON.stringify([row.kind, row.country, row.region, vatCategory(row), row.terms, row.deal, row.above, row.up_to]);
}

/** Whether a row has to end because a newer one of the same keys takes over: it began earlier and goes on. */
export function endsBy(row: DatedValue, newer: DatedValue): boolean {
  const from = newer.valid_from;
  if (from === null || keysOf(row) !== keysOf(newer)) return false;
  return (row.valid_from ?? "") < from && (row.valid_until === null || row.valid_until >= from);
}

/** Compares decimals of the core that are not negative. */
export function compareAmounts(a: string, b: string): number {
  const [wholeA = "0", restA = ""] = a.split(".");
  const [wholeB = "0", restB = ""] = b.split(".");
  const whole = BigInt(wholeA) - BigInt(wholeB);
  if (whole !== 0n) return whole < 0n ? -1 : 1;
  const length = Math.max(restA.length, restB.length);
  return restA.padEnd(length, "0").localeCompare(restB.padEnd(length, "0"));
}

/** A range of customs values; no upper end means without end. */
export interface Range {
  above: string;
  up_to: string | null;
}

/** Customs values that none of the rows covers: there the fee is not known. */
export function gapsOf(rows: readonly DatedValue[]): Range[] {
  const ranges = rows
    .map((row): Range => ({ above: row.above ?? "0", up_to: row.up_to }))
    .toSorted((a, b) => compareAmounts(a.above, b.above));
  const gaps: Range[] = [];
  let reached: string | null = "0";
  for (const range of ranges) {
    if (reached === null) break;
    if (compareAmounts(range.above, reached) > 0) gaps.push({ above: reached, up_to: range.above });
    if (range.up_to === null) reached = null;
    else if (compareAmounts(range.up_to, reached) > 0) reached = range.up_to;
  }
  if (reached !== null && ranges.length > 0) gaps.push({ above: reached, up_to: null });
  return gaps;
}

/** The Union and the other countries stand behind the countries with a name. */
function place(country: string): number {
  return country === "" ? 2 : Number(country === "EU");
}

const CATEGORIES = Object.keys(VAT_CATEGORIES);
const rank = (row: DatedValue) => CATEGORIES.indexOf(vatCategory(row));

function newest(a: DatedValue, b: DatedValue): number {
  return (b.valid_from ?? "").localeCompare(a.valid_from ?? "");
}

/**
 * Rows in the order of the screen: by what they are about, the newest first. Customs fees stand as scales,
 * the newest scale first.
 */
export function sortRows<R extends DatedValue>(rows: readonly R[], nameOf: (row: DatedValue) => string): R[] {
  return rows.toSorted((a, b) => {
    if (a.kind === "customs_fee") {
      return newest(a, b) || a.country.localeCompare(b.country) || compareAmounts(a.above ?? "0", b.above ?? "0");
    }
    // The rates of a country stand in the order of the law, not of the alphabet.
    if (a.kind === "vat") return a.country.localeCompare(b.country) || rank(a) - rank(b) || newest(a, b);
    return (
      nameOf({ ...a, country: "", terms: null }).localeCompare(nameOf({ ...b, country: "", terms: null })) ||
      place(a.country) - place(b.country) ||
      nameOf(a).localeCompare(nameOf(b)) ||
      newest(a, b)
    );
  });
}
