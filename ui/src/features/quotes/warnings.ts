import type { Notes } from "~/components/grid/marks";
import type { GridRows } from "~/components/grid/rows.svelte";
import type { LineView, Warning, WarningKind } from "~/ipc/types";
import { formatCount, formatDate } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { ratio } from "./landed-columns";

const percent = (fraction: string | undefined) => ratio(fraction ?? "0", locale());

const WORDS: Record<WarningKind, (params: Readonly<Record<string, string>>) => string> = {
  purchase_price_missing: () => m.warning_purchase_price_missing(),
  rate_missing: ({ currency = "" }) => m.warning_rate_missing({ currency }),
  vat_changes: ({ rate, to, date = "" }) => m.warning_vat_changes({ rate: percent(rate), to: percent(to), date: formatDate(date) }),
  supplier_vat_changes: ({ country = "", from, to, date = "" }) =>
    m.warning_supplier_vat_changes({ country: country || "—", from: percent(from), to: percent(to), date: formatDate(date) }),
  markup_below_minimum: ({ markup, minimum }) => m.warning_markup_below_minimum({ markup: percent(markup), minimum: percent(minimum) }),
  advances_too_large: () => m.warning_advances_too_large(),
  commission_party_missing: () => m.warning_commission_party_missing(),
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

/** The line where a warning is put right: its own, or the first one from the country it is about. */
export function lineOf({ line_id, field, params }: Warning, { rows }: { rows: GridRows<LineView> }): string | null {
  if (line_id !== null || field !== "supplier_vat") return line_id;
  const country = (params as Record<string, string>).country ?? "";
  const found = rows.all.find(({ row }) => row.kind === "line" && (row.supplier_country ?? "") === country && !row.supplier_vat);
  return found?.row.id ?? null;
}
