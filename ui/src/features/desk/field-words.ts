import { STATUSES } from "~/features/quotes/status";
import type { Deal, QuoteStatus } from "~/ipc/types";
import { formatDecimal, shiftPoint } from "~/lib/decimal";
import { formatDate, formatInstant, formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { DEALS } from "~/lib/trade";
import { WITHOUT_VAT } from "~/lib/vat";

type Words = () => string;
type Value = string | number | boolean | null;

/** How a value is written. */
type Kind = "text" | "number" | "percent" | "date" | "instant" | "flag" | "status" | "deal" | "vat";

const field = (title: Words, kind: Kind = "text") => ({ title, kind });

const QUOTE = {
  title: field(m.quote_title),
  customer_id: field(m.quote_customer),
  contact_id: field(m.quote_contact),
  status: field(m.quote_status, "status"),
  currency: field(m.quote_currency),
  vat_rate: field(m.quote_vat, "vat"),
  discount_rate: field(m.quote_discount, "percent"),
  discount_amount: field(m.quote_discount, "number"),
  quote_date: field(m.quote_date, "date"),
  valid_until: field(m.quote_valid_until, "date"),
  language: field(m.quote_language),
  delivery_text: field(m.quote_delivery),
  payment_text: field(m.quote_payment),
  note: field(m.quote_note),
  label: field(m.quote_label),
};

const LINE = {
  pos: field(m.history_position),
  article: field(m.quote_col_article),
  name: field(m.quote_col_name),
  brand: field(m.quote_col_brand),
  unit: field(m.quote_col_unit),
  quantity: field(m.quote_col_quantity, "number"),
  unit_price: field(m.quote_col_price, "number"),
  discount: field(m.quote_col_discount, "percent"),
  vat_rate: field(m.quote_col_vat, "vat"),
  optional: field(m.history_optional, "flag"),
  weight_kg: field(m.quote_col_weight, "number"),
  hs_code: field(m.quote_col_hs),
  note: field(m.quote_col_note),
  purchase_price: field(m.quote_col_purchase_price, "number"),
  purchase_currency: field(m.quote_col_purchase_currency),
  price_includes_vat: field(m.quote_col_includes_vat, "flag"),
  supplier_country: field(m.quote_col_country),
  supplier_vat: field(m.quote_col_supplier_vat, "percent"),
  supplier_discount: field(m.quote_col_supplier_discount, "percent"),
  internal_markup: field(m.quote_col_internal_markup, "percent"),
  duty_rate: field(m.quote_col_duty, "percent"),
  excise_per_kg: field(m.quote_col_excise, "number"),
  markup: field(m.quote_col_markup, "percent"),
  alternative_of: field(m.history_alternative),
  calculated: field(m.history_calculated, "flag"),
};

const TERMS = {
  name: field(m.template_name),
  seller_region: field(m.term_seller_region),
  deal: field(m.term_deal, "deal"),
  incoterms: field(m.term_incoterms),
  markup: field(m.term_markup, "percent"),
  client_advance: field(m.term_client_advance, "percent"),
  supplier_advance: field(m.term_supplier_advance, "percent"),
  milestones: field(m.term_milestones, "percent"),
  delivery_days: field(m.term_delivery_days, "number"),
  deferral_days: field(m.term_deferral_days, "number"),
  customs_term_days: field(m.term_customs_term_days, "number"),
  loan_rate: field(m.term_loan_rate, "percent"),
  agent_fee_rate: field(m.term_agent_fee_rate, "percent"),
  forex_reserve_rate: field(m.term_forex_reserve_rate, "percent"),
  insurance_rate: field(m.term_insurance_rate, "percent"),
  commission_rate: field(m.term_commission, "percent"),
  commission_amount: field(m.term_commission, "number"),
  commission_currency: field(m.quote_currency),
  commission_party: field(m.term_commission_party),
};

const COST = {
  name: field(m.cost_name),
  amount: field(m.cost_amount, "number"),
  currency: field(m.cost_currency),
};

const RATE = {
  currency: field(m.quote_currency),
  value: field(m.history_rate, "number"),
  nominal: field(m.history_nominal, "number"),
  rate_date: field(m.quote_date, "date"),
};

const DESK = {
  text: field(m.history_text),
  name: field(m.history_file_name),
  due_at: field(m.history_due, "instant"),
  done: field(m.history_done, "flag"),
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, { title: Words; kind: Kind }>>>> = {
  quote: QUOTE,
  quote_line: LINE,
  terms: TERMS,
  cost: COST,
  quote_rate: RATE,
  quote_note: DESK,
  attachment: DESK,
  reminder: DESK,
};

/** What a field of a table is called; `null` where a person has no word for it. */
export function fieldTitle(table: string, name: string): string | null {
  return FIELDS[table]?.[name]?.title() ?? null;
}

/** A value as a person reads it. */
export function valueWords(table: string, name: string, value: Value): string {
  const kind = FIELDS[table]?.[name]?.kind ?? "text";
  if (kind === "vat" && value === WITHOUT_VAT) return m.quote_vat_none();
  if (kind === "vat" && value === null) return table === "quote" ? m.quote_vat_none() : m.history_nothing();
  if (value === null || value === "") return m.history_nothing();
  switch (kind) {
    case "number":
      return formatDecimal(String(value), locale());
    case "percent":
    case "vat":
      return formatPercent(shiftPoint(String(value), 2), locale());
    case "date":
      return formatDate(String(value), locale());
    case "instant":
      return formatInstant(Number(value), locale());
    case "flag":
      return value ? m.yes() : m.no();
    case "status":
      return STATUSES[value as QuoteStatus]?.title() ?? String(value);
    case "deal":
      return DEALS[value as Deal]?.() ?? String(value);
    default:
      return String(value);
  }
}

const TABLES: Readonly<Record<string, Words>> = {
  quote: m.quote_header,
  quote_line: m.history_lines,
  terms: m.costing_tab_terms,
  cost: m.costs,
  quote_rate: m.rates,
  quote_revision: m.history_revision,
  quote_note: m.history_note,
  attachment: m.history_file,
  reminder: m.history_reminder,
};

/** What the rows of a table are called. */
export function tableTitle(table: string): string {
  return TABLES[table]?.() ?? table;
}

const ACTIONS: Readonly<Record<string, Words>> = {
  "quote.create": m.history_quote_create,
  "quote.edit": m.history_quote_edit,
  "quote.duplicate": m.history_quote_duplicate,
  "quote.set_currency": m.history_quote_set_currency,
  "quote.delete": m.history_quote_delete,
  "quote.restore": m.history_quote_restore,
  "quote.submit": m.history_quote_submit,
  "quote.approve": m.history_quote_approve,
  "quote.send": m.history_quote_send,
  "quote.accept": m.history_quote_accept,
  "quote.reject": m.history_quote_reject,
  "quote.expire": m.history_quote_expire,
  "quote.extend": m.history_quote_extend,
  "quote.reopen": m.history_quote_reopen,
  "quote.revert": m.history_quote_revert,
  "quote.refresh_rates": m.history_quote_refresh_rates,
  "line_template.insert": m.history_lines_inserted,
  "history.undo": m.history_taken_back,
  "history.redo": m.history_brought_back,
  "note.create": m.history_note_create,
  "note.patch": m.history_note_patch,
  "note.delete": m.history_note_delete,
  "attachment.add": m.history_attachment_add,
  "attachment.delete": m.history_attachment_delete,
  "reminder.create": m.history_reminder_create,
  "reminder.move": m.history_reminder_move,
  "reminder.patch": m.history_reminder_patch,
  "reminder.done": m.history_reminder_done,
  "reminder.delete": m.history_reminder_delete,
};

/** What was done, in words. */
export function actionWords(action: string): string {
  return (ACTIONS[action] ?? m.history_quote_edit)();
}
