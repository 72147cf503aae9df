import type { Deal, Incoterms, Leg, PaymentTerms, Policy, Terms, VatCategory } from "~/ipc/types";
import { countryName } from "./countries";
import { type Locale, m } from "./i18n.svelte";

type Names<T extends string> = Readonly<Record<T, () => string>>;

export const DEALS: Names<Deal> = {
  supply: m.term_deal_supply,
  transit: m.term_deal_transit,
  fin_transit: m.term_deal_fin_transit,
  export: m.term_deal_export,
};

/** Goods pass through: the markup is on the purchase and not on the cost. */
export function isTransit(deal: Deal): boolean {
  return deal === "transit" || deal === "fin_transit";
}

export const PAYMENTS: Names<PaymentTerms> = {
  prepaid: m.payment_prepaid,
  partial: m.payment_partial,
  postpaid: m.payment_postpaid,
};

/** The rates of VAT of a country, in the order of the screen. */
export const VAT_CATEGORIES: Names<VatCategory> = {
  standard: m.vat_standard,
  reduced: m.vat_reduced,
  simplified_higher: m.vat_simplified_higher,
  simplified_lower: m.vat_simplified_lower,
  zero: m.vat_zero,
};

/** Which rate of VAT a row is; one without a category is the standard one. */
export function vatCategory({ category }: { category: VatCategory | null }): VatCategory {
  return category ?? "standard";
}

export const LEGS: Names<Leg> = { before_border: m.cost_before_border, after_border: m.cost_after_border };

/** How a quote is calculated, and what that means. */
export const POLICIES: Readonly<Record<Policy, { title: () => string; text: () => string }>> = {
  invoice: { title: m.policy_invoice, text: m.policy_invoice_text },
  reference: { title: m.policy_reference, text: m.policy_reference_text },
};

export const INCOTERMS: readonly Incoterms[] = ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"];

/** A field of the terms that a person types, by its name. */
export type TypedField =
  | "markup"
  | "margin"
  | "client_advance"
  | "milestones"
  | "supplier_advance"
  | "delivery_days"
  | "deferral_days"
  | "customs_term_days"
  | "loan_rate"
  | "agent_fee_rate"
  | "forex_reserve_rate"
  | "insurance_rate";

/** What the fields of the terms are called, wherever they are shown. */
export const TERM_NAMES: Names<TypedField | (keyof Terms & ("seller_region" | "deal" | "incoterms"))> = {
  seller_region: m.term_seller_region,
  deal: m.term_deal,
  incoterms: m.term_incoterms,
  markup: m.term_markup,
  margin: m.term_margin,
  client_advance: m.term_client_advance,
  milestones: m.term_milestones,
  supplier_advance: m.term_supplier_advance,
  delivery_days: m.term_delivery_days,
  deferral_days: m.term_deferral_days,
  customs_term_days: m.term_customs_term_days,
  loan_rate: m.term_loan_rate,
  agent_fee_rate: m.term_agent_fee_rate,
  forex_reserve_rate: m.term_forex_reserve_rate,
  insurance_rate: m.term_insurance_rate,
};

/** The name of a country; without a code it is any other country. */
export function placeName(country: string, locale: Locale): string {
  return country === "" ? m.place_others() : countryName(country, locale);
}

/** Options of a select, in the order of the names. */
export function optionsOf<T extends string>(names: Names<T>): { value: T; label: string }[] {
  return (Object.keys(names) as T[]).map((value) => ({ value, label: names[value]() }));
}

const REGIONS = ["RU", "BY", "KZ", "TR", "CN", "AE"] as const;

/** Countries a seller may be in; one that is not in the list, but in the data, is added. */
export function regionOptions(current: string, locale: Locale): { value: string; label: string }[] {
  const codes: string[] = [...REGIONS];
  if (!codes.includes(current)) codes.push(current);
  return codes.map((code) => ({ value: code, label: countryName(code, locale) }));
}
