import type { GridColumn, Parsed } from "~/components/grid/column";
import { shiftPoint } from "~/components/grid/formula";
import type { LineView } from "~/ipc/types";
import { formatDecimal } from "~/lib/decimal";
import { formatPercent } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { readPercent, readPrice, readQuantity, readText, readWeight, typedNumber, typedPercent } from "./values";

/** Columns that are hidden until the person asks for them. */
export const HIDDEN_AT_FIRST: readonly string[] = ["weight_kg", "hs_code", "note"];

/** Columns that are always shown. */
export const ALWAYS_SHOWN: readonly string[] = ["ordinal", "name"];

/** Columns that stay beside the open panel of products. */
export const BESIDE_PANEL: readonly string[] = ["ordinal", "name", "quantity", "unit_price", "net", "gross"];

type Column = GridColumn<LineView>;
type TextField = "article" | "name" | "brand" | "unit" | "hs_code" | "note";
type Amount = "net" | "gross" | "vat";

const isLine = (line: LineView) => line.kind === "line";

function text(id: TextField, title: string, width: number, rest: Partial<Column> = {}): Column {
  const read = (line: LineView) => line[id];
  return { id, title, width, kind: "text", align: "start", editable: true, show: read, text: read, parse: readText, ...rest };
}

function amount(id: Amount, title: string, width: number, locale: Locale): Column {
  return {
    id,
    title,
    width,
    kind: "number",
    align: "end",
    editable: false,
    inSpans: true,
    show: (line) => formatDecimal(line.amounts[id], locale, { min: 2 }),
    text: (line) => typedNumber(line.amounts[id], locale),
    quiet: (line) => line.optional,
  };
}

function name(line: LineView): string {
  return line.optional ? `${m.quote_optional_mark()} · ${line.name}` : line.name;
}

function vat(line: LineView, locale: Locale): string {
  const { vat_rate: rate } = line.amounts;
  return rate === null ? m.quote_vat_none() : formatPercent(shiftPoint(rate, 2), locale);
}

/** Every column of the lines of a quote, in the language of the screen. */
export function lineColumns(locale: Locale): Column[] {
  const number = (read: (text: string, locale: Locale) => Parsed) => ({
    kind: "number" as const,
    align: "end" as const,
    editable: true,
    parse: (typed: string) => read(typed, locale),
  });
  return [
    { id: "ordinal", title: m.quote_col_ordinal(), width: 46, kind: "ordinal", align: "end", editable: false, show: () => "", text: () => "" },
    text("article", m.quote_col_article(), 110),
    text("name", m.quote_col_name(), 208, { grow: true, heading: true, show: name }),
    text("brand", m.quote_col_brand(), 92),
    text("unit", m.quote_col_unit(), 60),
    {
      id: "quantity",
      title: m.quote_col_quantity(),
      width: 70,
      ...number(readQuantity),
      show: (line) => (isLine(line) ? formatDecimal(line.quantity, locale) : ""),
      text: (line) => typedNumber(line.quantity, locale),
    },
    {
      id: "unit_price",
      title: m.quote_col_price(),
      width: 104,
      ...number(readPrice),
      show: (line) => (isLine(line) ? formatDecimal(line.unit_price, locale, { min: 2 }) : ""),
      text: (line) => typedNumber(line.unit_price, locale),
    },
    {
      id: "discount",
      title: m.quote_col_discount(),
      width: 70,
      ...number(readPercent),
      kind: "percent",
      show: (line) => (line.discount === null ? "" : formatPercent(shiftPoint(line.discount, 2), locale)),
      text: (line) => typedPercent(line.discount, locale),
    },
    {
      id: "vat_rate",
      title: m.quote_col_vat(),
      width: 66,
      ...number(readPercent),
      kind: "percent",
      show: (line) => (isLine(line) ? vat(line, locale) : ""),
      text: (line) => typedPercent(line.vat_rate, locale),
      quiet: (line) => line.vat_rate === null,
    },
    {
      id: "weight_kg",
      title: m.quote_col_weight(),
      width: 84,
      ...number(readWeight),
      show: (line) => (line.weight_kg === null ? "" : formatDecimal(line.weight_kg, locale)),
      text: (line) => typedNumber(line.weight_kg, locale),
    },
    text("hs_code", m.quote_col_hs(), 108),
    text("note", m.quote_col_note(), 160),
    amount("net", m.quote_col_net(), 116, locale),
    amount("gross", m.quote_col_gross(), 116, locale),
  ];
}

/** What the person chose for the columns: hidden ones and widths. Kept as JSON among the memories of the screens. */
export interface ColumnChoice {
  hidden: string[];
  widths: Record<string, number>;
}

/** Reads a remembered choice; anything else counts as none. */
export function readChoice(kept: string): ColumnChoice {
  const fallback = { hidden: [...HIDDEN_AT_FIRST], widths: {} };
  if (kept === "") return fallback;
  try {
    const read = JSON.parse(kept) as Partial<ColumnChoice> | null;
    const hidden = Array.isArray(read?.hidden) ? read.hidden.filter((id) => typeof id === "string") : fallback.hidden;
    const widths = Object.entries(read?.widths ?? {}).filter(([, width]) => typeof width === "number" && width > 0);
    return { hidden, widths: Object.fromEntries(widths) };
  } catch {
    return fallback;
  }
}
