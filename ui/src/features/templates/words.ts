import type { Cost, Leg, TemplateView, Terms } from "~/ipc/types";
import { countryName } from "~/lib/countries";
import { roundedForDisplay } from "~/lib/decimal";
import { formatCount, formatMoney, formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { DEALS, isTransit, LEGS, TERM_NAMES } from "~/lib/trade";
import { fractionToPercent } from "~/lib/vat";

const percent = (fraction: string) => formatPercent(fractionToPercent(fraction));
/** A margin that follows from a markup has digits without end: two are read. */
const rounded = (fraction: string) => formatPercent(roundedForDisplay(fractionToPercent(fraction), 2));
const share = (value: string | null) => (value === null ? null : percent(value));
const term = (days: number | null) => (days === null ? null : m.template_days({ days: formatCount(days) }));

/** The markup of a template, or that it is inherited. */
export function markupText(terms: Terms): string {
  return terms.markup === null ? m.template_inherited() : percent(terms.markup);
}

/** The same as a margin. */
export function marginText({ margin }: TemplateView): string {
  return margin === null ? "—" : rounded(margin);
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
export function contentsOf({ terms, margin }: TemplateView): { label: string; value: string }[] {
  const markup = terms.deal && isTransit(terms.deal) ? m.term_markup_on_purchase : TERM_NAMES.markup;
  const all: [() => string, string | null][] = [
    [TERM_NAMES.seller_region, terms.seller_region && countryName(terms.seller_region, locale())],
    [TERM_NAMES.deal, terms.deal && DEALS[terms.deal]()],
    [TERM_NAMES.incoterms, terms.incoterms],
    [markup, share(terms.markup)],
    [TERM_NAMES.margin, margin && rounded(margin)],
    [TERM_NAMES.client_advance, share(terms.client_advance)],
    [TERM_NAMES.milestones, share(terms.milestones)],
    [TERM_NAMES.deferral_days, term(terms.deferral_days)],
    [TERM_NAMES.supplier_advance, share(terms.supplier_advance)],
    [TERM_NAMES.delivery_days, term(terms.delivery_days)],
    [TERM_NAMES.customs_term_days, term(terms.customs_term_days)],
    [TERM_NAMES.loan_rate, share(terms.loan_rate)],
    [TERM_NAMES.agent_fee_rate, share(terms.agent_fee_rate)],
    [TERM_NAMES.forex_reserve_rate, share(terms.forex_reserve_rate)],
    [TERM_NAMES.insurance_rate, share(terms.insurance_rate)],
    [m.term_commission, commissionText(terms)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label: label(), value }]));
}

/** Cost blocks by where they arise; a leg without any is left out. */
export function costsByLeg(costs: readonly Cost[]): { leg: string; costs: Cost[] }[] {
  return (Object.keys(LEGS) as Leg[])
    .map((leg) => ({ leg: LEGS[leg](), costs: costs.filter((cost) => cost.leg === leg) }))
    .filter((group) => group.costs.length > 0);
}
