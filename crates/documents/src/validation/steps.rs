//! The amounts of the pricing specification in its order.

use super::view::{NamedValue, Policy};

/// An amount of a line: the number of its step, its name, its rule in names, whether a sum over lines means anything.
pub(super) struct Step {
    pub number: u8,
    pub name: &'static str,
    rule: &'static str,
    pub summed: bool,
}

const fn sum(number: u8, name: &'static str, rule: &'static str) -> Step {
    Step {
        number,
        name,
        rule,
        summed: true,
    }
}

const fn unit(number: u8, name: &'static str, rule: &'static str) -> Step {
    Step {
        number,
        name,
        rule,
        summed: false,
    }
}

/// Amounts of a line.
pub(super) const LINE: [Step; 28] = [
    sum(
        1,
        "purchase",
        "purchase_price ÷ (1 + supplier_vat) × (1 − supplier_discount) × rate × quantity",
    ),
    sum(2, "value_share", "purchase ÷ Σ purchase"),
    sum(2, "split_share", "weight_kg × quantity ÷ quote.weight_kg"),
    unit(
        3,
        "internal_unit",
        "R(purchase × (1 + internal_markup) ÷ quantity)",
    ),
    sum(3, "internal_total", "internal_unit × quantity"),
    sum(5, "freight_to_border", "Σ freight_to_border × split_share"),
    sum(
        5,
        "freight_after_border",
        "Σ freight_after_border × split_share",
    ),
    sum(
        6,
        "duty",
        "R(duty_rate × (purchase × (1 + internal_markup) + freight_to_border))",
    ),
    sum(6, "excise", "excise_per_kg × weight_kg × quantity"),
    sum(7, "supplier_payable", "purchase × (1 + supplier_vat)"),
    sum(
        7,
        "import_vat",
        "(internal_total + duty + excise + freight_to_border) × vat_rate",
    ),
    sum(12, "financing", "quote.financing_cost × value_share"),
    sum(12, "deferral", "quote.deferral_cost × value_share"),
    sum(
        13,
        "cost",
        "R(purchase + freight_to_border + freight_after_border + duty + excise + financing + deferral)",
    ),
    sum(14, "markup_amount", "R(cost × markup)"),
    unit(
        14,
        "price_before_reserves",
        "R(cost × (1 + markup) ÷ quantity)",
    ),
    sum(
        15,
        "agent_fee",
        "agent_fee_rate × (supplier_payable × (1 + internal_markup) + freight_to_border)",
    ),
    sum(15, "commission", "commission_amount × value_share"),
    sum(
        15,
        "forex_reserve",
        "(price_before_reserves × quantity + commission + agent_fee) × forex_reserve_rate",
    ),
    unit(
        16,
        "unit_price",
        "R((cost + markup_amount + commission + forex_reserve + agent_fee) ÷ quantity)",
    ),
    sum(16, "gross_price", "R(unit_price × quantity)"),
    sum(16, "line_discount", "R(gross_price × discount)"),
    sum(
        16,
        "header_discount",
        "Σ header_discount × (gross_price − line_discount) ÷ quote.after_line_discounts",
    ),
    sum(16, "net", "gross_price − line_discount − header_discount"),
    unit(17, "unit_gross", "R(gross ÷ quantity)"),
    sum(17, "vat", "R(net × vat_rate)"),
    sum(17, "gross", "net + vat"),
    sum(18, "vat_payable", "vat − import_vat"),
];

/// Amounts that are computed once for the whole quote: step, name, rule.
pub(super) const QUOTE: [(u8, &str, &str); 15] = [
    (4, "insurance", "UP(Σ internal_total × insurance_rate; 1)"),
    (
        5,
        "freight_to_border",
        "Σ cost_block × rate + quote.insurance",
    ),
    (5, "freight_after_border", "Σ cost_block × rate"),
    (
        8,
        "supplier_outlay",
        "Σ supplier_payable × supplier_advance × (1 + agent_fee_rate)",
    ),
    (
        8,
        "total_outlay",
        "(Σ supplier_payable + Σ freight_to_border) × (1 + agent_fee_rate) + Σ duty + Σ excise + Σ import_vat",
    ),
    (
        9,
        "revenue_estimate",
        "(costs × (1 + quote.mean_markup) + costs × forex_reserve_rate + commission_amount) × (1 + vat_if_ru)",
    ),
    (
        10,
        "client_advance",
        "quote.revenue_estimate × client_advance",
    ),
    (
        10,
        "supplier_gap",
        "max(0; quote.supplier_outlay − quote.client_advance)",
    ),
    (
        10,
        "operations_gap",
        "max(0; quote.total_outlay − quote.supplier_outlay − (milestones × quote.revenue_estimate + max(0; quote.client_advance − quote.supplier_outlay)))",
    ),
    (
        10,
        "supplier_gap_interest",
        "quote.supplier_gap × loan_rate ÷ 365 × delivery_days",
    ),
    (
        10,
        "operations_gap_interest",
        "quote.operations_gap × loan_rate ÷ 365 × customs_term_days",
    ),
    (
        10,
        "financing_cost",
        "quote.supplier_gap_interest + quote.operations_gap_interest",
    ),
    (
        11,
        "receivable_gap",
        "quote.total_outlay − quote.client_advance (not_below_zero)",
    ),
    (
        11,
        "deferral_cost",
        "quote.receivable_gap × loan_rate ÷ 365 × deferral_days",
    ),
    (18, "profit", "Σ net − Σ cost"),
];

/// The rule of an amount of a line, or of the whole quote with `quote.` before its name. What went into it and the
/// policy tell which of several it was: a price may be fixed or net already, and the `reference` policy rounds less and
/// goes from the unit price with VAT to the sums.
pub(super) fn rule_of(name: &str, operands: &[NamedValue], policy: Policy) -> &'static str {
    let from = |operand: &str| operands.iter().any(|given| given.name == operand);
    match (name, policy) {
        ("purchase", _) if !from("supplier_vat") => {
            "purchase_price × (1 − supplier_discount) × rate × quantity"
        }
        ("value_share", _) if from("quote.lines") => "1 ÷ quote.lines",
        ("split_share", _) if from("value_share") => "value_share",
        ("markup_amount", _) if from("purchase") => "R(purchase × markup)",
        ("price_before_reserves", _) if from("purchase") => "R(purchase × (1 + markup) ÷ quantity)",
        ("commission", _) if from("commission_rate") => "commission_rate × Σ cost × value_share",
        ("excise", Policy::Invoice) => "R(excise_per_kg × weight_kg × quantity)",
        ("agent_fee", Policy::Invoice) => {
            "R(agent_fee_rate × (supplier_payable × (1 + internal_markup) + freight_to_border))"
        }
        ("forex_reserve", Policy::Invoice) => {
            "R((price_before_reserves × quantity + commission + agent_fee) × forex_reserve_rate)"
        }
        ("gross_price", Policy::Reference) => "unit_price × quantity",
        ("unit_price", _) if from("fixed_price") => "R(fixed_price × rate)",
        ("unit_gross", Policy::Reference) => "R(unit_price × (1 + vat_rate))",
        ("gross", Policy::Reference) => "R(unit_gross × quantity)",
        ("vat", Policy::Reference) => "gross − net",
        _ => match name.strip_prefix("quote.") {
            Some(whole) => {
                let found = QUOTE.iter().find(|(_, name, _)| *name == whole);
                found.map_or("", |(_, _, rule)| rule)
            }
            None => {
                let found = LINE.iter().find(|step| step.name == name);
                found.map_or("", |step| step.rule)
            }
        },
    }
}
