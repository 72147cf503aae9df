import { DEALS } from "~/features/dated/words";
import type { Cost, Leg, Terms } from "~/ipc/types";
import { countryName } from "~/lib/countries";
import { formatCount, formatMoney, formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { fractionToPercent } from "~/lib/vat";
import { marginOf } from "./margin";

const percent = (fraction: string) => formatPercent(fractionToPercent(fraction));
const share = (value: string | null) => (value === null ? null : percent(value));
const term = (days: number | null) => (days === null ? null : m.template_days({ days: formatCount(days) }));

/** The markup of a template, or that it is inherited. */
export function markupText(terms: Terms): string {
  return terms.markup === null ? m.template_inherited() : percent(terms.markup);
}

/** The same as a margin. */
export function marginText(terms: Terms): string {
  return terms.markup === null ? "—" : percent(marginOf(terms.markup));
}

/** A commission: a share of the cost, or an amount. */
function commissionText(terms: Terms): string | null {
  const size =
    terms.commission_rate !== null
      ? percent(terms.commission_rate)
      : terms.commission_amount !== null
        ? formatMoney(terms.commission_amount, terms.commission_currency ?? "")
        : null;
  return size && [size, terms.commission_party].filter(Boolean).join(" · ");
}

/** What a template sets, in the order of the terms of a quote; what it inherits is left out. */
export function contentsOf(terms: Terms): { label: string; value: string }[] {
  const all: [string, string | null][] = [
    [m.template_deal(), terms.deal && DEALS[terms.deal]()],
    [m.template_incoterms(), terms.incoterms],
    [m.template_seller(), terms.seller_region && countryName(terms.seller_region, locale())],
    [m.template_markup(), share(terms.markup)],
    [m.template_margin(), share(terms.markup && marginOf(terms.markup))],
    [m.template_client_advance(), share(terms.client_advance)],
    [m.template_milestones(), share(terms.milestones)],
    [m.template_deferral(), term(terms.deferral_days)],
    [m.template_supplier_advance(), share(terms.supplier_advance)],
    [m.template_delivery(), term(terms.delivery_days)],
    [m.template_customs_term(), term(terms.customs_term_days)],
    [m.template_loan_rate(), share(terms.loan_rate)],
    [m.template_agent_fee(), share(terms.agent_fee_rate)],
    [m.template_forex_reserve(), share(terms.forex_reserve_rate)],
    [m.template_insurance(), share(terms.insurance_rate)],
    [m.template_commission(), commissionText(terms)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

const LEGS: Record<Leg, () => string> = { before_border: m.template_before_border, after_border: m.template_after_border };

/** Cost blocks by where they arise; a leg without any is left out. */
export function costsByLeg(costs: readonly Cost[]): { leg: string; costs: Cost[] }[] {
  return (Object.keys(LEGS) as Leg[])
    .map((leg) => ({ leg: LEGS[leg](), costs: costs.filter((cost) => cost.leg === leg) }))
    .filter((group) => group.costs.length > 0);
}
