import type { Cost, Deal, FieldChange, Pair, QuoteRate } from "~/ipc/types";
import { countryName } from "~/lib/countries";
import { formatCount, formatDate, formatMoney, formatNumber, formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { DEALS } from "~/lib/trade";
import { fractionToPercent, WITHOUT_VAT } from "~/lib/vat";

type Value = FieldChange["from"];
type Reader = (value: Exclude<Value, null>, currency: string) => string;

/** A field in words: what it is called and how its value reads. */
interface Field {
  label: () => string;
  read: Reader;
}

const text: Reader = (value) => String(value) || m.revision_nothing();
const percent: Reader = (value) => formatPercent(fractionToPercent(String(value)));
const money: Reader = (value, currency) => formatMoney(String(value), currency);
const number: Reader = (value) => formatNumber(String(value));
const date: Reader = (value) => formatDate(String(value));
const days: Reader = (value) => m.template_days({ days: formatCount(Number(value)) });
const yes: Reader = (value) => (value === true ? m.revision_yes() : m.revision_no());
const country: Reader = (value) => countryName(String(value), locale());
const other: Reader = () => m.revision_product();
const field = (label: () => string, read: Reader = text): Field => ({ label, read });

const FIELDS: Readonly<Record<string, Field>> = {
  title: field(m.quote_title),
  customer_id: field(m.quote_customer),
  contact_id: field(m.revision_contact),
  currency: field(m.quote_currency),
  vat_rate: field(m.quote_vat, percent),
  discount_rate: field(m.revision_discount_rate, percent),
  discount_amount: field(m.revision_discount_amount, money),
  policy: field(m.revision_policy, (value) => (value === "reference" ? m.revision_policy_reference() : m.revision_policy_invoice())),
  quote_date: field(m.quote_date, date),
  valid_until: field(m.quote_valid_until, date),
  language: field(m.quote_language, (value) => (value === "en" ? m.quote_language_en() : m.quote_language_ru())),
  delivery_text: field(m.quote_delivery),
  payment_text: field(m.quote_payment),
  note: field(m.quote_note),
  seller_region: field(m.term_seller_region, country),
  deal: field(m.term_deal, (value) => DEALS[value as Deal]()),
  incoterms: field(m.term_incoterms),
  markup: field(m.term_markup, percent),
  margin: field(m.term_margin, percent),
  client_advance: field(m.term_client_advance, percent),
  supplier_advance: field(m.term_supplier_advance, percent),
  milestones: field(m.term_milestones, percent),
  delivery_days: field(m.term_delivery_days, days),
  deferral_days: field(m.term_deferral_days, days),
  customs_term_days: field(m.term_customs_term_days, days),
  loan_rate: field(m.term_loan_rate, percent),
  agent_fee_rate: field(m.term_agent_fee_rate, percent),
  forex_reserve_rate: field(m.term_forex_reserve_rate, percent),
  insurance_rate: field(m.term_insurance_rate, percent),
  commission_rate: field(m.term_commission, percent),
  commission_amount: field(m.term_commission_size, number),
  commission_currency: field(m.term_commission_unit),
  commission_party: field(m.term_commission_party),
};

const LINE_FIELDS: Readonly<Record<string, Field>> = {
  kind: field(m.revision_kind),
  product_id: field(m.revision_product_id, other),
  article: field(m.quote_col_article),
  brand: field(m.quote_col_brand),
  name: field(m.quote_col_name),
  unit: field(m.quote_col_unit),
  quantity: field(m.quote_col_quantity, number),
  unit_price: field(m.quote_col_price, money),
  discount: field(m.quote_col_discount, percent),
  vat_rate: field(m.quote_col_vat, (value, currency) => (value === WITHOUT_VAT ? m.quote_vat_none() : percent(value, currency))),
  optional: field(m.revision_optional, yes),
  weight_kg: field(m.quote_col_weight, number),
  hs_code: field(m.quote_col_hs),
  note: field(m.quote_col_note),
  purchase_price: field(m.quote_col_purchase_price, number),
  purchase_currency: field(m.quote_col_purchase_currency),
  price_includes_vat: field(m.quote_col_includes_vat, yes),
  supplier_country: field(m.quote_col_country, country),
  supplier_vat: field(m.quote_col_supplier_vat, percent),
  supplier_discount: field(m.quote_col_supplier_discount, percent),
  internal_markup: field(m.quote_col_internal_markup, percent),
  duty_rate: field(m.quote_col_duty, percent),
  excise_per_kg: field(m.quote_col_excise, number),
  markup: field(m.quote_col_markup, percent),
  alternative_of: field(m.revision_alternative_of, () => m.revision_yes()),
  calculated: field(m.revision_calculated, yes),
};

/** A difference in words. */
export interface Told {
  id: string;
  label: string;
  from: string;
  to: string;
}

/** Currencies of the two sides. */
export interface Currencies {
  from: string;
  to: string;
}

function told(fields: Readonly<Record<string, Field>>, change: FieldChange, currencies: Currencies): Told {
  const known = fields[change.field] ?? field(() => change.field);
  const read = (value: Value, currency: string) => (value === null ? m.revision_nothing() : known.read(value, currency));
  return { id: change.field, label: known.label(), from: read(change.from, currencies.from), to: read(change.to, currencies.to) };
}

/** A field of the header or of the terms. */
export function fieldWords(change: FieldChange, currencies: Currencies): Told {
  return told(FIELDS, change, currencies);
}

/** A field of a line. */
export function lineFieldWords(change: FieldChange, currencies: Currencies): Told {
  return told(LINE_FIELDS, change, currencies);
}

function readCost(cost: Cost | null): string {
  return cost ? `${cost.name} ${formatMoney(cost.amount, cost.currency)}`.trim() : m.revision_nothing();
}

function readRate(rate: QuoteRate | null): string {
  if (!rate) return m.revision_nothing();
  const value = formatMoney(rate.value, "RUB");
  return rate.nominal === "1" ? value : `${value} / ${formatNumber(rate.nominal)}`;
}

/** A cost block. */
export function costWords({ from, to }: Pair<Cost>): Told {
  const name = (to ?? from)?.name || m.template_cost_unnamed();
  return { id: (to ?? from)?.id ?? "", label: m.revision_cost_block({ name }), from: readCost(from), to: readCost(to) };
}

/** A rate. */
export function rateWords({ from, to }: Pair<QuoteRate>): Told {
  const currency = (to ?? from)?.currency ?? "";
  return { id: `rate ${currency}`, label: m.revision_rate_of({ currency }), from: readRate(from), to: readRate(to) };
}
