import { m } from "~/lib/i18n.svelte";

/** What a step leads to. */
export type Part = "purchase" | "cost" | "price" | "sum" | "quote";

export const PARTS: Record<Part, () => string> = {
  purchase: m.trace_part_purchase,
  cost: m.trace_part_cost,
  price: m.trace_part_price,
  sum: m.trace_part_sum,
  quote: m.trace_part_quote,
};

const PART_OF: Record<Exclude<Part, "sum" | "quote">, readonly string[]> = {
  purchase: ["purchase", "value_share", "split_share", "internal_unit", "internal_total", "supplier_payable"],
  cost: ["freight_to_border", "freight_after_border", "duty", "excise", "import_vat", "financing", "deferral", "cost"],
  price: ["markup_amount", "price_before_reserves", "agent_fee", "commission", "forex_reserve", "unit_price"],
};

/** The part a step of a line belongs to; what comes after the price is the sum of the line. */
export function partOf(step: string): Part {
  return (Object.keys(PART_OF) as (keyof typeof PART_OF)[]).find((part) => PART_OF[part].includes(step)) ?? "sum";
}

const NAMES: Record<string, () => string> = {
  purchase: m.trace_purchase,
  value_share: m.trace_value_share,
  split_share: m.trace_split_share,
  internal_unit: m.trace_internal_unit,
  internal_total: m.trace_internal_total,
  freight_to_border: m.cost_before_border,
  freight_after_border: m.cost_after_border,
  duty: m.trace_duty,
  excise: m.trace_excise,
  supplier_payable: m.trace_supplier_payable,
  import_vat: m.trace_import_vat,
  financing: m.trace_financing,
  deferral: m.trace_deferral,
  cost: m.trace_cost,
  markup_amount: m.trace_markup_amount,
  price_before_reserves: m.trace_price_before_reserves,
  agent_fee: m.trace_agent_fee,
  commission: m.term_commission,
  forex_reserve: m.trace_forex_reserve,
  unit_price: m.trace_unit_price,
  gross_price: m.trace_gross_price,
  line_discount: m.trace_line_discount,
  header_discount: m.trace_header_discount,
  net: m.trace_net,
  vat: m.trace_vat,
  gross: m.trace_gross,
  unit_gross: m.trace_unit_gross,
  vat_payable: m.trace_vat_payable,
  purchase_price: m.trace_purchase_price,
  supplier_vat: m.trace_supplier_vat,
  supplier_discount: m.trace_supplier_discount,
  cost_block: m.trace_cost_block,
  rates: m.trace_rate,
  quantity: m.trace_quantity,
  internal_markup: m.trace_internal_markup,
  weight_kg: m.trace_weight,
  duty_rate: m.trace_duty_rate,
  excise_per_kg: m.trace_excise_per_kg,
  vat_rate: m.trace_vat_rate,
  markup: m.trace_markup,
  "terms.client_advance": m.term_client_advance,
  "terms.supplier_advance": m.term_supplier_advance,
  "terms.milestones": m.term_milestones,
  "terms.delivery_days": m.term_delivery_days,
  "terms.deferral_days": m.term_deferral_days,
  "terms.customs_term_days": m.term_customs_term_days,
  "terms.loan_rate": m.term_loan_rate,
  "terms.insurance_rate": m.term_insurance_rate,
  "terms.agent_fee_rate": m.term_agent_fee_rate,
  "terms.forex_reserve_rate": m.term_forex_reserve_rate,
  "commission.rate": m.term_commission_share,
  "commission.amount": m.term_commission_size,
  discount: m.trace_discount,
  "discount.rate": m.trace_discount,
  sale_price: m.trace_fixed_price,
  "quote.purchase": m.trace_all_purchase,
  "quote.weight": m.trace_weight_total,
  "quote.freight_to_border": m.trace_all_freight_to_border,
  "quote.freight_after_border": m.trace_all_freight_after_border,
  "quote.financing_cost": m.trace_all_financing,
  "quote.deferral_cost": m.trace_all_deferral,
  "quote.cost": m.trace_all_cost,
  "quote.header_discount": m.trace_all_header_discount,
  "quote.lines": m.trace_quote_lines,
  "quote.insurance": m.trace_quote_insurance,
  "quote.internal_total": m.trace_quote_internal_total,
  "quote.supplier_payable": m.trace_quote_supplier_payable,
  "quote.supplier_outlay": m.trace_quote_supplier_outlay,
  "quote.duty": m.trace_quote_duty,
  "quote.excise": m.trace_quote_excise,
  "quote.import_vat": m.trace_quote_import_vat,
  "quote.total_outlay": m.trace_quote_total_outlay,
  "quote.mean_markup": m.trace_quote_mean_markup,
  "quote.revenue_estimate": m.trace_quote_revenue_estimate,
  "quote.after_line_discounts": m.trace_quote_after_line_discounts,
  "quote.client_advance": m.trace_quote_client_advance,
  "quote.supplier_gap": m.trace_quote_supplier_gap,
  "quote.operations_gap": m.trace_quote_operations_gap,
  "quote.supplier_gap_interest": m.trace_quote_supplier_gap_interest,
  "quote.operations_gap_interest": m.trace_quote_operations_gap_interest,
  "quote.receivable_gap": m.trace_quote_receivable_gap,
};

/** The name of a step or of what goes into one. */
export function nameOf(name: string): string {
  return NAMES[name]?.() ?? name;
}

/** The rules in words. */
export const FORMULAS: Record<string, (to: { rounded: string; shared: string }) => string> = {
  purchase: m.rule_purchase,
  value_share: m.rule_value_share,
  value_share_equal: m.rule_value_share_equal,
  split_share: m.rule_split_share,
  internal_unit: m.rule_internal_unit,
  internal_total: m.rule_internal_total,
  freight_to_border: m.rule_freight,
  freight_after_border: m.rule_freight,
  duty: m.rule_duty,
  excise: m.rule_excise,
  supplier_payable: m.rule_supplier_payable,
  import_vat: m.rule_import_vat,
  financing: m.rule_financing,
  deferral: m.rule_deferral,
  cost: m.rule_cost,
  markup_amount: m.rule_markup_amount,
  markup_amount_transit: m.rule_markup_amount_transit,
  price_before_reserves: m.rule_price_before_reserves,
  price_before_reserves_transit: m.rule_price_before_reserves_transit,
  agent_fee: m.rule_agent_fee,
  commission: m.rule_commission,
  forex_reserve: m.rule_forex_reserve,
  unit_price: m.rule_unit_price,
  fixed_price: m.rule_fixed_price,
  gross_price: m.rule_gross_price,
  line_discount: m.rule_line_discount,
  header_discount: m.rule_header_discount,
  net: m.rule_net,
  vat: m.rule_vat,
  gross: m.rule_gross,
  unit_gross: m.rule_unit_gross,
  vat_payable: m.rule_vat_payable,
  "quote.insurance": m.rule_quote_insurance,
  "quote.freight_to_border": m.rule_quote_freight_to_border,
  "quote.freight_after_border": m.rule_quote_freight_after_border,
  "quote.supplier_outlay": m.rule_quote_supplier_outlay,
  "quote.total_outlay": m.rule_quote_total_outlay,
  "quote.revenue_estimate": m.rule_quote_revenue_estimate,
  "quote.client_advance": m.rule_quote_client_advance,
  "quote.supplier_gap": m.rule_quote_supplier_gap,
  "quote.operations_gap": m.rule_quote_operations_gap,
  "quote.supplier_gap_interest": m.rule_quote_interest,
  "quote.operations_gap_interest": m.rule_quote_interest,
  "quote.financing_cost": m.rule_quote_financing_cost,
  "quote.receivable_gap": m.rule_quote_receivable_gap,
  "quote.receivable_gap_reference": m.rule_quote_receivable_gap_reference,
  "quote.deferral_cost": m.rule_quote_interest,
  unit_gross_reference: m.rule_unit_gross_reference,
  gross_reference: m.rule_gross_reference,
  vat_reference: m.rule_vat_reference,
};

/** How finely amounts of a currency are rounded, in words. */
export function roundedTo(currency: string): string {
  if (currency === "RUB") return m.rounded_kopecks();
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return digits === 0 ? m.rounded_whole() : digits === 3 ? m.rounded_thousandths() : m.rounded_hundredths();
}
