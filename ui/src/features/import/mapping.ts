import type { DecimalSign, ImportField, ImportMapping, ImportPreview, RawRow } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";

/** What a column may hold, in the order of the choice. */
export const FIELDS: readonly { field: ImportField; title: () => string }[] = [
  { field: "article", title: m.import_field_article },
  { field: "name", title: m.import_field_name },
  { field: "brand", title: m.import_field_brand },
  { field: "unit", title: m.import_field_unit },
  { field: "price", title: m.import_field_price },
  { field: "currency", title: m.import_field_currency },
  { field: "weight_kg", title: m.import_field_weight },
  { field: "hs_code", title: m.import_field_hs },
  { field: "note", title: m.import_field_note },
];

/** What a field is called. */
export function fieldTitle(field: ImportField): string {
  return FIELDS.find((entry) => entry.field === field)?.title() ?? field;
}

const REASONS: Readonly<Record<string, () => string>> = {
  no_name: m.import_fault_no_name,
  no_price: m.import_fault_no_price,
  unreadable_price: m.import_fault_unreadable_price,
  negative_price: m.import_fault_negative_price,
  unknown_currency: m.import_fault_unknown_currency,
  too_long: m.import_fault_too_long,
  duplicate_article: m.import_fault_duplicate_article,
  unreadable_number: m.import_fault_unreadable_number,
  unreadable_code: m.import_fault_unreadable_code,
  unclosed_quote: m.import_fault_unclosed_quote,
};

/** Why a row was not read; `null` for a reason that is an error code. */
export function reasonTitle(reason: string): string | null {
  return REASONS[reason]?.() ?? null;
}

/** The columns with a field put on one of them; a field stands on one column only. */
export function withField(columns: ImportMapping["columns"], column: number, field: ImportField | null): ImportMapping["columns"] {
  const length = Math.max(columns.length, column + 1);
  return Array.from({ length }, (_, at) => {
    if (at === column) return field;
    const own = columns[at] ?? null;
    return own === field ? null : own;
  });
}

/** How many columns the preview shows. */
export function columnCount(preview: ImportPreview): number {
  return preview.raw.reduce((most, row) => Math.max(most, row.cells.length), preview.mapping.columns.length);
}

/** As many rows as keep the table light on the screen. */
export function shownRows(raw: readonly RawRow[], columns: number): readonly RawRow[] {
  return raw.slice(0, Math.max(12, Math.min(40, Math.floor(800 / Math.max(1, columns)))));
}

/** A price as it stands in the file and as it is read, the most telling one: with a fraction or grouped digits. */
export function priceExample(preview: ImportPreview): { text: string; price: string } | null {
  const column = preview.mapping.columns.indexOf("price");
  if (column < 0) return null;
  const prices = new Map(preview.products.map((product) => [product.row, product.price]));
  const examples = preview.raw.flatMap((row) => {
    const text = row.cells[column]?.trim() ?? "";
    const price = prices.get(row.row);
    return text !== "" && price ? [{ text, price }] : [];
  });
  return examples.find(({ text }) => /\d[.,]\d/.test(text)) ?? examples[0] ?? null;
}

/** How a number looks under a decimal sign. */
export const SIGN_EXAMPLE: Readonly<Record<Exclude<DecimalSign, "auto">, string>> = {
  comma: "1\u00a0234,50",
  dot: "1,234.50",
};
