import type { Column } from "~/components/table";
import type { DatedKind, DatedView } from "~/ipc/types";
import { countryName } from "~/lib/countries";
import { formatDate } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { DEALS, PAYMENTS, placeName, TERM_NAMES, VAT_CATEGORIES, vatCategory } from "~/lib/trade";
import { aboutRow, standingText, tableOf, valueText } from "./words";

type Columns = Column<DatedView>[];

const date = (value: string | null, locale: Locale) => (value === null ? "—" : formatDate(value, locale));

/** What the rows of a table are told apart by. */
function keysOf(kind: DatedKind, locale: Locale): Columns {
  const about: Omit<Column<DatedView>, "title"> = { id: "about", track: "minmax(140px, 2fr)", text: aboutRow };
  const supplier = { ...about, title: m.dated_supplier_country(), text: (row: DatedView) => placeName(row.country, locale) };
  const seller = { ...about, title: TERM_NAMES.seller_region(), text: (row: DatedView) => placeName(row.country, locale) };
  switch (kind) {
    case "vat":
      return [seller, { id: "category", title: m.vat_category(), track: "minmax(110px, 1fr)", text: (row) => VAT_CATEGORIES[vatCategory(row)]() }];
    case "supplier_vat":
      return [supplier];
    case "internal_markup":
      return [
        supplier,
        { id: "region", title: TERM_NAMES.seller_region(), track: "minmax(110px, 1fr)", text: (row) => countryName(row.region, locale) },
      ];
    case "customs_fee":
      return [
        { ...about, title: m.dated_customs_value(), track: "minmax(164px, 2fr)" },
        { id: "country", title: m.field_country(), track: "minmax(70px, 1fr)", text: (row) => placeName(row.country, locale) },
      ];
    case "minimum_markup":
      return [
        { ...about, title: TERM_NAMES.deal(), text: (row) => (row.deal ? DEALS[row.deal]() : "") },
        { id: "terms", title: m.payment_terms(), track: "minmax(120px, 2fr)", text: (row) => (row.terms ? PAYMENTS[row.terms]() : "") },
      ];
  }
}

/** What a screen says of the rows of a table. */
interface Shown {
  locale: Locale;
  /** A panel stands beside the table and shows the rest of its row. */
  narrow: boolean;
}

/** Columns that the panel beside the table shows of its row. */
const BESIDE = ["source", "country", "from", "until"];

/** The columns of a table. */
export function columnsOf(kind: DatedKind, { locale, narrow }: Shown): Columns {
  const all: Columns = [
    ...keysOf(kind, locale),
    { id: "value", title: tableOf(kind).value(), track: "104px", end: true, text: valueText },
    { id: "standing", title: m.dated_standing(), track: narrow ? "minmax(172px, 1fr)" : "minmax(112px, 1fr)", text: (row) => standingText(row, narrow) },
    { id: "from", title: m.dated_valid_from(), track: "92px", text: (row) => date(row.valid_from, locale) },
    { id: "until", title: m.dated_valid_until(), track: "100px", text: (row) => date(row.valid_until, locale) },
    { id: "source", title: m.dated_source(), track: "minmax(90px, 3fr)", text: (row) => row.source },
  ];
  return all.filter((column) => !narrow || !BESIDE.includes(column.id));
}
