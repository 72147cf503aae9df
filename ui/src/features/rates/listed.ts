import type { RateRow } from "~/ipc/types";

/** A rate as a row of a table, which knows its rows by `id`. */
export type Listed = RateRow & { id: string };

/** The rates whose code or name holds the text; currencies in use first, each part by code. */
export function listed(rates: readonly RateRow[], text: string, nameOf: (code: string) => string): Listed[] {
  const wanted = text.trim().toLowerCase();
  const holds = ({ currency }: RateRow) => `${currency} ${nameOf(currency)}`.toLowerCase().includes(wanted);
  return rates
    .filter((rate) => wanted === "" || holds(rate))
    .map((rate) => ({ ...rate, id: rate.currency }))
    .toSorted((a, b) => Number(b.in_use) - Number(a.in_use) || a.currency.localeCompare(b.currency));
}
