import type { Origin, ResolvedTerms, Terms } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
import { TERM_NAMES, type TypedField } from "~/lib/trade";
import type { TermKind, TermValue } from "./values";

/** Whose terms a form edits: those of one quote, or those that quotes inherit. */
export type TermsScope = "quote" | "organisation";

/** Fields of the terms by name; `null` goes back to what is inherited. */
export type TermsSet = Partial<Record<keyof Terms | "margin", TermValue>>;

/** How a typed field is named and read. */
export interface TypedTerm {
  field: TypedField;
  kind: TermKind;
  label: () => string;
}

const typed = (field: TypedField, kind: TermKind = "share"): TypedTerm => ({ field, kind, label: TERM_NAMES[field] });

/** How and when is paid, in the order of the form. */
export const PAYMENT: readonly TypedTerm[] = [
  typed("client_advance"),
  typed("milestones"),
  typed("deferral_days", "days"),
  typed("supplier_advance"),
  typed("delivery_days", "days"),
  typed("customs_term_days", "days"),
  typed("loan_rate"),
];

/** What is put on top of the cost. */
export const RESERVES: readonly TypedTerm[] = [
  typed("agent_fee_rate"),
  typed("forex_reserve_rate"),
  typed("insurance_rate"),
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
