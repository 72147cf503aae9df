import type { Column } from "~/components/table";
import type { DatedKind, DatedValue } from "~/ipc/types";
import { countryName } from "~/lib/countries";
import { formatDate } from "~/lib/format";
import { type Locale, m } from "~/lib/i18n.svelte";
import { aboutRow, DEALS, PAYMENTS, placeName, tableOf, valueText } from "./words";

type Columns = Column<DatedValue>[];

const date = (value: string | null, locale: Locale) => (value === null ? "—" : formatDate(value, locale));

/** What the rows of a table are told apart by. */
function keysOf(kind: DatedKind, locale: Locale): Columns {
  const about: Omit<Column<DatedValue>, "title"> = { id: "about", track: "minmax(140px, 2fr)", text: aboutRow };
  const supplier = { ...about, title: m.dated_supplier_country(), text: (row: DatedValue) => placeName(row.country) };
  const seller = { ...about, title: m.dated_seller_country(), text: (row: DatedValue) => placeName(row.country) };
  switch (kind) {
    case "vat":
      return [seller];
    case "supplier_vat":
      return [supplier];
    case "internal_markup":
      return [
        supplier,
        { id: "region", title: m.dated_seller_country(), track: "minmax(110px, 1fr)", text: (row) => countryName(row.region, locale) },
      ];
    case "customs_fee":
      return [
        { ...about, title: m.dated_customs_value(), track: "minmax(190px, 2fr)" },
        { id: "country", title: m.field_country(), track: "minmax(90px, 1fr)", text: (row) => placeName(row.country) },
      ];
    case "minimum_markup":
      return [
        { ...about, title: m.dated_deal(), text: (row) => (row.deal ? DEALS[row.deal]() : "") },
        { id: "terms", title: m.dated_payment(), track: "minmax(120px, 2fr)", text: (row) => (row.terms ? PAYMENTS[row.terms]() : "") },
      ];
  }
}

/** What a screen says of the rows of a table. */
interface Shown {
  /** How a row stands today, in words. */
  standing: (row: DatedValue) => string;
  locale: Locale;
  /** A panel stands beside the table and shows the rest of its row. */
  narrow: boolean;
}

/** The columns of a table. */
export function columnsOf(kind: DatedKind, { standing, locale, narrow }: Shown): Columns {
  const all: Columns = [
    ...keysOf(kind, locale),
    { id: "value", title: tableOf(kind).value(), track: "104px", end: true, text: valueText },
    { id: "standing", title: m.dated_standing(), track: "minmax(112px, 1fr)", text: standing },
    { id: "from", title: m.dated_valid_from(), track: "92px", text: (row) => date(row.valid_from, locale) },
    { id: "until", title: m.dated_valid_until(), track: "100px", text: (row) => date(row.valid_until, locale) },
    { id: "source", title: m.dated_source(), track: "minmax(120px, 3fr)", text: (row) => row.source },
  ];
  return all.filter((column) => !narrow || !["source", "country"].includes(column.id));
}
