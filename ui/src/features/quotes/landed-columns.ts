import type { GridColumn, Parsed } from "~/components/grid/column";
import type { LandedLine, LineView } from "~/ipc/types";
import { formatDecimal, roundedForDisplay, shiftPoint } from "~/lib/decimal";
import { formatPercent } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { readCountry, readCurrency, readMargin, readMarkup, readOwnPrice, readPercent, readYesNo, typedNumber, typedPercent } from "./values";

type Column = GridColumn<LineView>;
type Share = "supplier_vat" | "supplier_discount" | "internal_markup" | "duty_rate";

const isLine = (line: LineView) => line.kind === "line";
const landed = (line: LineView): LandedLine | undefined => line.amounts.landed?.line;

/** Digits of a profit ratio that a person reads. */
const PERCENT_PLACES = 2;

/** A ratio as per cent, rounded for the eye. */
export function ratio(fraction: string | null | undefined, locale: Locale): string {
  if (fraction === null || fraction === undefined) return "";
  return formatPercent(roundedForDisplay(shiftPoint(fraction, 2), PERCENT_PLACES), locale);
}

function share(id: Share, title: string, width: number, locale: Locale, applies: (line: LineView) => string | null | undefined): Column {
  const own = (line: LineView) => line[id] ?? null;
  return {
    id,
    title,
    width,
    kind: "percent",
    align: "end",
    editable: true,
    show: (line) => {
      const value = own(line) ?? applies(line);
      return isLine(line) && value ? formatPercent(shiftPoint(value, 2), locale) : "";
    },
    text: (line) => typedPercent(own(line), locale),
    parse: (typed) => readPercent(typed, locale),
    quiet: (line) => own(line) === null,
  };
}

/** Marked where the line has its own value in place of one it would inherit. */
function inheriting(column: Column, own: (line: LineView) => boolean): Column {
  return { ...column, own, quiet: (line) => !own(line) };
}

const hasOwnMarkup = (line: LineView) => line.calculated && (line.markup ?? null) !== null;

/** The markup or the margin: typed either way, inherited from the quote, and of a fixed price what comes of it. */
function markup(id: "markup" | "margin", title: string, locale: Locale): Column {
  const applies = (line: LineView) => (line.calculated ? landed(line)?.[id] : line.amounts.landed?.[id]);
  return {
    id,
    title,
    width: 84,
    kind: "percent",
    align: "end",
    editable: true,
    show: (line) => (isLine(line) ? ratio(applies(line), locale) : ""),
    text: (line) => (hasOwnMarkup(line) ? typedPercent(id === "markup" ? (line.markup ?? null) : (landed(line)?.margin ?? null), locale) : ""),
    parse: (typed) => (id === "markup" ? readMarkup(typed, locale) : readMargin(typed, locale)),
    own: hasOwnMarkup,
    quiet: (line) => !hasOwnMarkup(line),
    computed: (line) => isLine(line) && !line.calculated,
  };
}

/** What came of the price after discounts, as markup or margin. */
function effective(id: "markup" | "margin", title: string, locale: Locale): Column {
  const read = (line: LineView) => (isLine(line) ? (line.amounts.landed?.[id] ?? null) : null);
  return {
    id: `effective_${id}`,
    title,
    width: 96,
    kind: "percent",
    align: "end",
    editable: false,
    show: (line) => ratio(read(line), locale) || (line.amounts.landed && isLine(line) ? "—" : ""),
    text: (line) => typedPercent(read(line), locale),
    quiet: (line) => line.optional,
  };
}

function sum(id: "cost" | "profit", title: string, locale: Locale): Column {
  const amount = (line: LineView) => (landed(line)?.missing ? null : (line.amounts.landed?.[id] ?? null));
  return {
    id,
    title,
    width: 110,
    kind: "number",
    align: "end",
    editable: false,
    // What is not known is not nothing.
    show: (line) => {
      if (!line.amounts.landed || !isLine(line)) return "";
      const known = amount(line);
      return known === null ? "—" : formatDecimal(known, locale, { min: 2 });
    },
    text: (line) => (isLine(line) ? typedNumber(amount(line), locale) : ""),
    quiet: (line) => line.optional,
  };
}

const yesNo = (value: boolean | undefined) => (value === undefined ? "" : value ? m.yes() : m.no());

function code(id: "purchase_currency" | "supplier_country", title: string, width: number, parse: (typed: string) => Parsed): Column {
  return {
    id,
    title,
    width,
    kind: "text",
    align: "start",
    editable: true,
    show: (line) => (isLine(line) ? (line[id] ?? (id === "purchase_currency" ? (landed(line)?.purchase_currency ?? "") : "")) : ""),
    text: (line) => line[id] ?? "",
    parse,
  };
}

/** The columns of a quote that is priced from cost. */
export function landedColumns(locale: Locale): Column[] {
  const price = (id: "purchase_price" | "excise_per_kg", title: string, width: number, places: number): Column => ({
    id,
    title,
    width,
    kind: "number",
    align: "end",
    editable: true,
    show: (line) => (isLine(line) && line[id] ? formatDecimal(line[id], locale, { min: places }) : ""),
    text: (line) => typedNumber(line[id] ?? null, locale),
    parse: (typed) => readOwnPrice(typed, locale),
  });
  return [
    price("purchase_price", m.quote_col_purchase_price(), 96, 2),
    // Each purchase has its currency: that is no exception worth a mark.
    { ...code("purchase_currency", m.quote_col_purchase_currency(), 54, readCurrency), quiet: (line) => (line.purchase_currency ?? null) === null },
    inheriting(
      {
        id: "price_includes_vat",
        title: m.quote_col_includes_vat(),
        width: 84,
        kind: "text",
        align: "start",
        editable: true,
        show: (line) => (isLine(line) ? yesNo(landed(line)?.price_includes_vat) : ""),
        text: (line) => yesNo(line.price_includes_vat ?? undefined),
        parse: readYesNo,
      },
      (line) => (line.price_includes_vat ?? null) !== null,
    ),
    code("supplier_country", m.quote_col_country(), 66, readCountry),
    inheriting(
      share("supplier_vat", m.quote_col_supplier_vat(), 84, locale, (line) => landed(line)?.supplier_vat),
      (line) => (line.supplier_vat ?? null) !== null,
    ),
    { ...share("supplier_discount", m.quote_col_supplier_discount(), 84, locale, () => null), quiet: () => false },
    inheriting(
      share("internal_markup", m.quote_col_internal_markup(), 96, locale, (line) => landed(line)?.internal_markup),
      (line) => (line.internal_markup ?? null) !== null,
    ),
    { ...share("duty_rate", m.quote_col_duty(), 76, locale, () => null), quiet: () => false },
    price("excise_per_kg", m.quote_col_excise(), 84, 2),
    sum("cost", m.quote_col_cost(), locale),
    sum("profit", m.quote_col_profit(), locale),
    markup("markup", m.quote_col_markup(), locale),
    markup("margin", m.quote_col_margin(), locale),
    effective("markup", m.quote_col_effective_markup(), locale),
    effective("margin", m.quote_col_effective_margin(), locale),
  ];
}
