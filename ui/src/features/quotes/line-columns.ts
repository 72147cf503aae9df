import type { GridColumn, Parsed } from "~/components/grid/column";
import type { LineView } from "~/ipc/types";
import { formatDecimal, shiftPoint } from "~/lib/decimal";
import { formatPercent } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { landedColumns } from "./landed-columns";
import { isAlternative } from "./lines";
import { readOwnPrice, readPercent, readPrice, readQuantity, readText, readVat, readWeight, typedNumber, typedPercent, typedVat } from "./values";

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
    quiet: (line) => line.optional || isAlternative(line),
  };
}

/** What is not counted is marked; an alternative stands a step in, under its line. */
function name(line: LineView): string {
  if (isAlternative(line)) return `\u2003\u21b3 ${m.alternative_mark()} · ${line.name}`;
  return line.optional ? `${m.quote_optional_mark()} · ${line.name}` : line.name;
}

function vat(line: LineView, locale: Locale): string {
  const { vat_rate: rate } = line.amounts;
  return rate === null ? m.quote_vat_none() : formatPercent(shiftPoint(rate, 2), locale);
}

const printed = (line: LineView) => line.amounts.unit_price ?? line.unit_price;

/** The price of a unit: as it is printed, and as it was typed or follows from the cost. */
function unitPrice(locale: Locale, landed: boolean): Column {
  const follows = (line: LineView) => landed && isLine(line) && line.calculated;
  return {
    id: "unit_price",
    title: m.quote_col_price(),
    width: 104,
    kind: "number",
    align: "end",
    editable: true,
    parse: (typed) => (landed ? readOwnPrice(typed, locale) : readPrice(typed, locale)),
    // A price that cannot be calculated is not a price of nothing.
    show: (line) => {
      if (!isLine(line)) return "";
      return follows(line) && line.amounts.landed?.line?.missing ? "—" : formatDecimal(printed(line), locale, { min: 2 });
    },
    text: (line) => typedNumber(follows(line) ? printed(line) : line.unit_price, locale),
    fill: (line) => (follows(line) ? "" : typedNumber(line.unit_price, locale)),
    computed: follows,
    own: (line) => landed && isLine(line) && !line.calculated,
  };
}

/**
 * Every column of the lines of a quote, in the language of the screen. `landed`: with those of a quote that is priced
 * from cost.
 */
export function lineColumns(locale: Locale, landed = false): Column[] {
  const number = (read: (text: string, locale: Locale) => Parsed) => ({
    kind: "number" as const,
    align: "end" as const,
    editable: true,
    parse: (typed: string) => read(typed, locale),
  });
  return [
    { id: "ordinal", title: m.quote_col_ordinal(), width: 46, kind: "ordinal", align: "end", editable: false, show: () => "", text: () => "" },
    text("article", m.quote_col_article(), 110),
    // The sum without VAT stays in sight in a window of 1360 pixels.
    text("name", m.quote_col_name(), landed ? 176 : 208, { grow: true, heading: true, show: name }),
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
    ...(landed ? landedColumns(locale) : []),
    unitPrice(locale, landed),
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
      ...number(readVat),
      kind: "percent",
      show: (line) => (isLine(line) ? vat(line, locale) : ""),
      text: (line) => typedVat(line.vat_rate, locale),
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
