//! Every intermediate of the specification by its name.

use rust_decimal::Decimal;

use crate::input::Vat;

/// The amounts of a line, in the currency of the quote. Amounts that the specification rounds are rounded to the
/// minor unit; the others are exact to at least ten decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineResult {
    /// Step 1: S, what the goods cost without supplier VAT.
    pub purchase: Decimal,
    /// Step 3: contract price of one unit.
    pub internal_unit: Decimal,
    /// Step 3: contract price of the line.
    pub internal_total: Decimal,
    /// Step 5: T, its share of the freight until the border, insurance included.
    pub freight_to_border: Decimal,
    /// Step 5: U, its share of the freight after the border.
    pub freight_after_border: Decimal,
    /// Step 6: Y, import duty.
    pub duty: Decimal,
    /// Step 6: Z, excise.
    pub excise: Decimal,
    /// Step 7: AO, VAT paid at import.
    pub import_vat: Decimal,
    /// Step 12: its share of the interest until delivery.
    pub financing: Decimal,
    /// Step 12: its share of the interest after delivery.
    pub deferral: Decimal,
    /// Step 13: AB, landed cost.
    pub cost: Decimal,
    /// Step 14: markup on the cost, or on the purchase price in transit.
    pub markup_amount: Decimal,
    /// Step 14: price of one unit before commission, fee and reserve.
    pub price_before_reserves: Decimal,
    /// Step 15: its share of the commission of an agent.
    pub commission: Decimal,
    /// Step 15: reserve for changes of exchange rates.
    pub forex_reserve: Decimal,
    /// Step 15: fee of the financial agent.
    pub agent_fee: Decimal,
    /// Step 16: price of one unit without VAT, before discounts.
    pub unit_price: Decimal,
    /// g: the line without VAT, before discounts.
    pub gross_price: Decimal,
    /// Discount on the line.
    pub line_discount: Decimal,
    /// Its share of the discount on the quote.
    pub header_discount: Decimal,
    /// Step 16: the line without VAT, after discounts.
    pub net: Decimal,
    /// Step 17: VAT.
    pub vat: Decimal,
    /// Step 17: price of one unit with VAT, after discounts.
    pub unit_gross: Decimal,
    /// Step 17: the line with VAT.
    pub gross: Decimal,
    /// Step 18: VAT on the sale less VAT paid at import.
    pub vat_payable: Decimal,
}

/// The sums over the lines that take part, and the amounts of the whole quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sums of the amounts of lines. The three amounts per unit have no sum and are zero.
    pub sums: LineResult,
    /// Step 4.
    pub insurance: Decimal,
    /// Step 9: what the client is expected to pay.
    pub revenue_estimate: Decimal,
    /// Step 10: what the client pays in advance.
    pub client_advance: Decimal,
    /// Step 8: all that is paid out.
    pub total_outlay: Decimal,
    /// Step 8: what the supplier gets in advance.
    pub supplier_outlay: Decimal,
    /// Step 10: the supplier's advance that the client's does not cover.
    pub supplier_gap: Decimal,
    /// Step 10: the other outlay that the client's payments do not cover.
    pub operations_gap: Decimal,
    /// Step 10: interest on the supplier gap.
    pub supplier_gap_interest: Decimal,
    /// Step 10: interest on the operations gap.
    pub operations_gap_interest: Decimal,
    /// Step 10: both interests.
    pub financing_cost: Decimal,
    /// Step 11: what the client still owes at delivery.
    pub receivable_gap: Decimal,
    /// Step 11: interest on it.
    pub deferral_cost: Decimal,
    /// Step 18: net less cost.
    pub profit: Decimal,
    /// What is taxed at each rate that is charged: highest first, "without VAT" last.
    pub by_rate: Vec<VatAtRate>,
}

/// What is taxed at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatAtRate {
    /// The rate.
    pub rate: Vat,
    /// Without VAT.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
}

/// A priced quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// The amounts of every line, in the order of the input. In policy `invoice` a line that is not chosen is
    /// priced on its own: it bears no share of anything and counts in no total.
    pub lines: Vec<LineResult>,
    /// The totals.
    pub totals: Totals,
}

/// A named amount of a line or a total.
pub type Cell<T> = (&'static str, fn(&T) -> Decimal);

macro_rules! cells {
    ($($name:ident)*) => { &[$((stringify!($name), |from| from.$name)),*] };
}

/// The amounts of a line by their names in the result JSON.
pub const LINE_CELLS: &[Cell<LineResult>] = cells![
    purchase freight_to_border freight_after_border duty excise financing deferral cost markup_amount
    price_before_reserves commission forex_reserve agent_fee unit_price net vat unit_gross gross import_vat
    vat_payable internal_unit internal_total line_discount header_discount
];

/// The amounts of lines that have a sum, by their names in the result JSON.
pub const SUM_CELLS: &[Cell<LineResult>] = cells![
    purchase freight_to_border freight_after_border duty excise financing deferral cost markup_amount
    commission forex_reserve agent_fee net vat gross import_vat vat_payable internal_total line_discount
    header_discount
];

/// The amounts of the whole quote by their names in the result JSON.
pub const HEADER_CELLS: &[Cell<Totals>] = cells![
    insurance revenue_estimate client_advance total_outlay supplier_outlay supplier_gap operations_gap
    supplier_gap_interest operations_gap_interest financing_cost receivable_gap deferral_cost profit
];
