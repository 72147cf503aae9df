import type { DatedKind, DatedValue, DatedView } from "~/ipc/types";
import { formatDate, formatMoney, formatNumber, formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { DEALS, PAYMENTS, placeName, VAT_CATEGORIES, vatCategory } from "~/lib/trade";
import { fractionToPercent } from "~/lib/vat";
import type { Range } from "./validity";

/** A dated table: its name, what it is for, and what its figure is called. */
export interface DatedTable {
  kind: DatedKind;
  title: () => string;
  text: () => string;
  value: () => string;
}

/** The tables in the order of their tabs. */
export const TABLES: readonly DatedTable[] = [
  { kind: "vat", title: m.dated_vat, text: m.dated_vat_text, value: m.dated_rate },
  { kind: "supplier_vat", title: m.dated_supplier_vat, text: m.dated_supplier_vat_text, value: m.dated_rate },
  { kind: "internal_markup", title: m.dated_internal_markup, text: m.dated_internal_markup_text, value: m.dated_markup },
  { kind: "customs_fee", title: m.dated_customs_fee, text: m.dated_customs_fee_text, value: m.dated_fee },
  { kind: "minimum_markup", title: m.dated_minimum_markup, text: m.dated_minimum_markup_text, value: m.dated_at_least },
];

/** The table of a kind; the first one for a kind that is not known. */
export function tableOf(kind: string | undefined): DatedTable {
  return TABLES.find((table) => table.kind === kind) ?? (TABLES[0] as DatedTable);
}

/** The figure of a row: per cent, or roubles. */
export function valueText(row: DatedValue): string {
  return row.kind === "customs_fee" ? formatMoney(row.value, "RUB") : formatPercent(fractionToPercent(row.value));
}

/** A range of customs values: `200 000 – 450 000 ₽`. */
export function rangeText(range: Range): string {
  if (range.up_to === null) return m.dated_above({ from: formatNumber(range.above) });
  if (/^0(\.0*)?$/.test(range.above)) return m.dated_up_to({ to: formatNumber(range.up_to) });
  return m.dated_between({ from: formatNumber(range.above), to: formatNumber(range.up_to) });
}

/** What a row is about, without its figure: `Россия · Основная`, `Польша → Россия`, `Поставка · Предоплата`. */
export function aboutRow(row: DatedValue): string {
  const place = (code: string) => placeName(code, locale());
  switch (row.kind) {
    case "vat":
      return [place(row.country), VAT_CATEGORIES[vatCategory(row)]()].join(" · ");
    case "internal_markup":
      return [place(row.country), row.region && place(row.region)].filter(Boolean).join(" → ");
    case "customs_fee":
      return rangeText({ above: row.above ?? "0", up_to: row.up_to });
    case "minimum_markup":
      return [row.deal && DEALS[row.deal](), row.terms && PAYMENTS[row.terms]()].filter(Boolean).join(" · ");
    default:
      return place(row.country);
  }
}

/** A row as a toast and the bin name it. */
export function nameOfRow(row: DatedValue): string {
  return [tableOf(row.kind).title(), aboutRow(row), valueText(row)].join(" · ");
}

/** How a row stands today, in words; `ending` says, too, how long a row still applies. */
export function standingText({ standing, valid_from, valid_until }: DatedView, ending = false): string {
  if (standing === "now") return ending && valid_until !== null ? m.dated_now_until({ date: formatDate(valid_until, locale()) }) : m.dated_now();
  if (standing === "covered") return m.dated_covered();
  if (standing === "future") return m.dated_from({ date: formatDate(valid_from ?? "", locale()) });
  return m.dated_until({ date: formatDate(valid_until ?? "", locale()) });
}
