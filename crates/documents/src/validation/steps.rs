//! The amounts of the pricing specification in its order.

/// A column of the calculation: the number of its step, its name, whether a sum over lines means anything.
pub(super) struct Step {
    pub number: u8,
    pub name: &'static str,
    pub summed: bool,
}

const fn sum(number: u8, name: &'static str) -> Step {
    Step {
        number,
        name,
        summed: true,
    }
}

const fn unit(number: u8, name: &'static str) -> Step {
    Step {
        number,
        name,
        summed: false,
    }
}

/// Amounts of a line.
pub(super) const LINE: [Step; 28] = [
    sum(1, "purchase"),
    sum(2, "value_share"),
    sum(2, "split_share"),
    unit(3, "internal_unit"),
    sum(3, "internal_total"),
    sum(5, "freight_to_border"),
    sum(5, "freight_after_border"),
    sum(6, "duty"),
    sum(6, "excise"),
    sum(7, "supplier_payable"),
    sum(7, "import_vat"),
    sum(12, "financing"),
    sum(12, "deferral"),
    sum(13, "cost"),
    sum(14, "markup_amount"),
    unit(14, "price_before_reserves"),
    sum(15, "agent_fee"),
    sum(15, "commission"),
    sum(15, "forex_reserve"),
    unit(16, "unit_price"),
    sum(16, "gross_price"),
    sum(16, "line_discount"),
    sum(16, "header_discount"),
    sum(16, "net"),
    unit(17, "unit_gross"),
    sum(17, "vat"),
    sum(17, "gross"),
    sum(18, "vat_payable"),
];

/// Amounts that are computed once for the whole quote: step, name, rule.
pub(super) const QUOTE: [(u8, &str, &str); 13] = [
    (4, "insurance", "UP(Σ internal_total × insurance_rate; 1)"),
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
        "(base × (1 + mean markup) + base × forex_reserve_rate + commission_amount) × (1 + vat_if_ru)",
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
