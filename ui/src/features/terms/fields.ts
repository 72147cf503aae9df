import type { Deal, Incoterms, Origin, ResolvedTerms, Terms } from "~/ipc/types";
import type { Locale } from "~/lib/i18n.svelte";
import { m } from "~/lib/i18n.svelte";
import type { TermKind, TermValue } from "./values";

/** Whose terms a form edits: those of one quote, or those that quotes inherit. */
export type TermsScope = "quote" | "organisation";

/** Fields of the terms by name; `null` goes back to what is inherited. */
export type TermsSet = Partial<Record<keyof Terms | "margin", TermValue>>;

/** A field with a text of its own in the form. */
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

/** How a typed field is named and read. */
export interface TypedTerm {
  field: TypedField;
  kind: TermKind;
  label: () => string;
}

const typed = (field: TypedField, label: () => string, kind: TermKind = "share"): TypedTerm => ({ field, kind, label });

/** How and when is paid, in the order of the form. */
export const PAYMENT: readonly TypedTerm[] = [
  typed("client_advance", m.term_client_advance),
  typed("milestones", m.term_milestones),
  typed("deferral_days", m.term_deferral_days, "days"),
  typed("supplier_advance", m.term_supplier_advance),
  typed("delivery_days", m.term_delivery_days, "days"),
  typed("customs_term_days", m.term_customs_term_days, "days"),
  typed("loan_rate", m.term_loan_rate),
];

/** What is put on top of the cost. */
export const RESERVES: readonly TypedTerm[] = [
  typed("agent_fee_rate", m.term_agent_fee_rate),
  typed("forex_reserve_rate", m.term_forex_reserve_rate),
  typed("insurance_rate", m.term_insurance_rate),
];

/** The value that applies and where it comes from. The margin is the markup under another name. */
export function termOf(resolved: ResolvedTerms, field: TypedField): { value: TermValue; origin: Origin } {
  if (field === "margin") return { value: resolved.margin, origin: resolved.markup.origin };
  return resolved[field];
}

/** Whether a value belongs to the terms that are edited, and is not inherited. */
export function isOwn(origin: Origin, scope: TermsScope): boolean {
  return origin === scope;
}

/** Where a value comes from, in words. */
export function originWords(origin: Origin, scope: TermsScope): string {
  if (isOwn(origin, scope)) return scope === "quote" ? m.term_own_quote() : m.term_own_organisation();
  return origin === "organisation" ? m.term_from_organisation() : m.term_built_in();
}

export const DEALS: Record<Deal, () => string> = {
  supply: m.term_deal_supply,
  transit: m.term_deal_transit,
  fin_transit: m.term_deal_fin_transit,
  export: m.term_deal_export,
};

export const INCOTERMS: readonly Incoterms[] = ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"];

/** Goods pass through: the markup is on the purchase and not on the cost. */
export function isTransit(deal: Deal): boolean {
  return deal === "transit" || deal === "fin_transit";
}

const REGIONS = ["RU", "BY", "KZ", "TR", "CN", "AE"] as const;

/** The name of a country in the language of the screen; its code when there is none. */
export function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "region", fallback: "code" }).of(code) ?? code;
}

/** Countries a seller may be in; one that is not in the list, but in the data, is added. */
export function regionOptions(current: string, locale: Locale): { value: string; label: string }[] {
  const codes: string[] = [...REGIONS];
  if (!codes.includes(current)) codes.push(current);
  return codes.map((code) => ({ value: code, label: countryName(code, locale) }));
}
