import type { Notes } from "~/components/grid/marks";
import type { GridRows } from "~/components/grid/rows.svelte";
import type { LineView, Warning, WarningKind } from "~/ipc/types";
import { formatCount, formatDate, formatMoney } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { placeName } from "~/lib/trade";
import { ratio } from "./landed-columns";

const percent = (fraction: string | undefined) => ratio(fraction ?? "0", locale());

const WORDS: Record<WarningKind, (params: Readonly<Record<string, string>>) => string> = {
  purchase_price_missing: () => m.warning_purchase_price_missing(),
  price_zero: () => m.warning_price_zero(),
  rate_missing: ({ currency = "" }) => m.warning_rate_missing({ currency }),
  rate_outdated: ({ currency = "", date = "", expected = "" }) =>
    m.warning_rate_outdated({ currency, date: formatDate(date), expected: formatDate(expected) }),
  vat_changes: ({ rate, to, date = "" }) => m.warning_vat_changes({ rate: percent(rate), to: percent(to), date: formatDate(date) }),
  supplier_vat_changes: ({ country = "", from, to, date = "" }) =>
    m.warning_supplier_vat_changes({ country: placeName(country, locale()), from: percent(from), to: percent(to), date: formatDate(date) }),
  internal_markup_changes: ({ country = "", from, to, date = "" }) =>
    m.warning_internal_markup_changes({ country: placeName(country, locale()), from: percent(from), to: percent(to), date: formatDate(date) }),
  customs_fee_changes: ({ from = "0", to = "0", date = "" }) =>
    m.warning_customs_fee_changes({ from: formatMoney(from, "RUB", locale()), to: formatMoney(to, "RUB", locale()), date: formatDate(date) }),
  minimum_markup_changes: ({ from, to, date = "" }) => m.warning_minimum_markup_changes({ from: percent(from), to: percent(to), date: formatDate(date) }),
  markup_below_minimum: ({ markup, minimum }) => m.warning_markup_below_minimum({ markup: percent(markup), minimum: percent(minimum) }),
  markup_left_below_minimum: ({ markup, minimum }) => m.warning_markup_left_below_minimum({ markup: percent(markup), minimum: percent(minimum) }),
  profit_unknown: () => m.warning_profit_unknown(),
  weight_missing: ({ count = "0" }) => m.warning_weight_missing({ count: Number(count), shown: formatCount(Number(count)) }),
  reference_policy: () => m.warning_reference_policy(),
  advances_too_large: () => m.warning_advances_too_large(),
  commission_party_missing: () => m.warning_commission_party_missing(),
  discount_too_large: ({ limit = "0", currency = "" }) => m.warning_discount_too_large({ limit: formatMoney(limit, currency, locale()) }),
  more: ({ count = "0" }) => m.warning_more({ count: formatCount(Number(count)) }),
};

/** A warning in the language of the screen. */
export function warningWords(warning: Warning): string {
  const words = WORDS[warning.kind];
  return words ? words(warning.params as Record<string, string>) : warning.kind;
}

/** The cells that warnings are about, by row. */
export function notesByRow(warnings: readonly Warning[]): Map<string, Notes> {
  const rows = new Map<string, Record<string, () => string>>();
  for (const warning of warnings) {
    if (warning.line_id === null || warning.field === null) continue;
    const notes = rows.get(warning.line_id) ?? {};
    const before = notes[warning.field];
    notes[warning.field] = before ? () => `${before()}\n${warningWords(warning)}` : () => warningWords(warning);
    rows.set(warning.line_id, notes);
  }
  return rows;
}

/** The line where a warning is put right: its own, or the first one that it is about. */
export function lineOf({ kind, line_id, field, params }: Warning, { rows }: { rows: GridRows<LineView> }): string | null {
  if (line_id !== null) return line_id;
  const country = (params as Record<string, string>).country ?? "";
  const about = (line: LineView) => {
    if (kind === "weight_missing") return !line.optional && !line.alternative_of && !/[1-9]/.test(line.weight_kg ?? "");
    if (field !== "supplier_vat" && field !== "internal_markup") return false;
    return (line.supplier_country ?? "") === country && (line[field] ?? null) === null;
  };
  return rows.all.find(({ row }) => row.kind === "line" && about(row))?.row.id ?? null;
}
