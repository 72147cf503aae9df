//! Quotes: list, header, lines, edits, documents.

use oferta_domain::Dec;
use oferta_domain::entity::{Contact, Customer, Quote, QuoteLine, QuoteRate};
use oferta_domain::status::{QuoteCommand, QuoteStatus};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::revision::QuoteStanding;
use super::terms::{TermsView, Warning, WarningKind};

/// A quote in the list.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct QuoteRow {
    /// The quote.
    pub id: String,
    /// Number on this device.
    pub label: String,
    /// Official number.
    pub number: Option<String>,
    /// What it is about.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Where it stands today.
    pub status: QuoteStatus,
    /// Which revision it is, or will be when it goes out.
    pub revision: u32,
    /// Currency.
    pub currency: String,
    /// Sum with VAT.
    pub gross: Dec,
    /// How many lines.
    pub line_count: u32,
    /// Date, `YYYY-MM-DD`.
    pub quote_date: String,
    /// Last day of validity.
    pub valid_until: Option<String>,
    /// When its next open reminder is due, in milliseconds since 1970.
    pub reminder_at: Option<i64>,
    /// Last change, ISO 8601.
    pub updated_at: String,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

/// How many quotes stand in each status.
#[derive(Debug, Serialize, TS)]
pub struct StatusCounts {
    /// Status and count, every status named.
    pub counts: Vec<(QuoteStatus, u32)>,
}

/// `quote.create`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct QuoteCreate {
    /// For whom; its primary contact is taken over.
    pub customer_id: Option<String>,
    /// What it is about.
    pub title: String,
    /// Products to begin with, each as one line with quantity 1.
    pub product_ids: Vec<String>,
    /// The template of lines to begin with; of a whole quote its header, terms, cost blocks and rates come along.
    pub template_id: Option<String>,
    /// Take the present prices of the catalogue in place of those that the template keeps.
    pub refresh: bool,
}

/// `quote.lines`: the rows behind the first 100.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteLines {
    /// The quote.
    pub id: String,
    /// How many rows to skip.
    pub offset: u32,
    /// At most this many, 500 at the most.
    pub limit: u32,
}

/// An open quote.
#[derive(Debug, Serialize, TS)]
pub struct QuoteView {
    /// The header.
    pub quote: Quote,
    /// The customer, if chosen.
    pub customer: Option<Customer>,
    /// The contacts of the customer.
    pub contacts: Vec<Contact>,
    /// The first 100 rows; ask `quote.lines` for the rest.
    pub lines: Vec<LineView>,
    /// How many rows there are, sections included.
    pub row_count: u32,
    /// The sums.
    pub totals: QuoteTotals,
    /// What it is priced from; none for a plain quote of list prices.
    pub terms: Option<TermsView>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// The exchange rates the quote keeps, by currency.
    pub rates: Vec<QuoteRate>,
    /// The rates of VAT that the table has between the day of the quote and the last day of delivery.
    pub vat_rates: Vec<Dec>,
    /// Where it stands today, and which revision it is.
    pub standing: QuoteStanding,
    /// Whether header and lines may be changed now: of what was sent it begins the next revision.
    pub editable: bool,
    /// Commands that have a place in this status.
    pub commands: Vec<QuoteCommand>,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

/// Some rows of a quote.
#[derive(Debug, Serialize, TS)]
pub struct LinePage {
    /// The rows.
    pub lines: Vec<LineView>,
}

/// A row of a quote with what the calculation says of it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LineView {
    /// The row as it is stored.
    #[serde(flatten)]
    pub line: QuoteLine,
    /// The computed sums; of a section heading the sums of its lines.
    pub amounts: LineAmounts,
}

/// Computed sums of a line in the currency of the quote, rounded to the minor unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct LineAmounts {
    /// Quantity × price, before discounts.
    pub gross_price: Dec,
    /// Discount of the line.
    pub line_discount: Dec,
    /// Its share of the discount on the quote.
    pub header_discount: Dec,
    /// Sum without VAT after discounts.
    pub net: Dec,
    /// The VAT rate that applies; none means "without VAT".
    pub vat_rate: Option<Dec>,
    /// VAT.
    pub vat: Dec,
    /// Sum with VAT.
    pub gross: Dec,
    /// Price of one unit without VAT as it is computed and printed; none where it is the stored `unit_price`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit_price: Option<Dec>,
    /// Cost and what the price follows from; none in a plain quote of list prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub landed: Option<Box<Landed>>,
}

/// Cost and profit of a line or of a section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct Landed {
    /// Landed cost, as far as it is known; of a section that of its lines of known cost.
    pub cost: Dec,
    /// Sum without VAT less the cost; none where the purchase price or its rate is missing, and of a section without a
    /// line of known cost.
    pub profit: Option<Dec>,
    /// Profit ÷ cost, to six decimals; none where the cost is nothing.
    pub markup: Option<Dec>,
    /// Profit ÷ sum without VAT, to six decimals; none where that is nothing.
    pub margin: Option<Dec>,
    /// What follows from the terms for this line; none for a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub line: Option<LandedLine>,
}

/// What applies to a line: its own values, or what it inherits.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LandedLine {
    /// Landed cost of one unit, to the minor unit.
    pub unit_cost: Dec,
    /// Price of one unit with VAT, after discounts.
    pub unit_gross: Dec,
    /// Currency of the purchase price.
    pub purchase_currency: String,
    /// Whether the purchase price includes the VAT of the supplier.
    pub price_includes_vat: bool,
    /// VAT of the supplier.
    pub supplier_vat: Dec,
    /// Import contract price over purchase.
    pub internal_markup: Dec,
    /// The markup it is priced with.
    pub markup: Dec,
    /// The same as a margin, to six decimals.
    pub margin: Dec,
    /// Why it cannot be priced.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub missing: Option<WarningKind>,
}

/// The sums of a quote, rounded to the minor unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct QuoteTotals {
    /// Σ quantity × price, before discounts.
    pub gross_price: Dec,
    /// Σ discounts of the lines.
    pub line_discount: Dec,
    /// Discount on the quote.
    pub header_discount: Dec,
    /// Sum without VAT.
    pub net: Dec,
    /// VAT.
    pub vat: Dec,
    /// Sum with VAT.
    pub gross: Dec,
    /// VAT by rate: rate (none: without VAT), net, VAT.
    pub by_rate: Vec<VatAtRate>,
    /// How many lines count.
    pub lines: u32,
    /// How many lines are optional or alternatives and do not count.
    pub optional_lines: u32,
    /// How many of these are alternatives.
    pub alternative_lines: u32,
    /// How many lines have no price. Where it follows from the cost: whether they count or not. Of list prices: those that
    /// count, have a quantity, and a price of nothing.
    pub unpriced_lines: u32,
    /// Landed cost as far as it is known; this and what follows is there when the quote is priced from cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cost: Option<Dec>,
    /// How many lines that count have no known cost: profit, markup and margin are of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unknown_cost_lines: Option<u32>,
    /// Sum without VAT less the cost; none where no line has a known cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub profit: Option<Dec>,
    /// Profit ÷ cost, to six decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub markup: Option<Dec>,
    /// Profit ÷ sum without VAT, to six decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub margin: Option<Dec>,
}

/// What is taxed at one rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VatAtRate {
    /// The rate as a fraction; none means "without VAT".
    #[serde(default)]
    pub rate: Option<Dec>,
    /// Sum without VAT.
    pub net: Dec,
    /// VAT.
    pub vat: Dec,
}

/// `quote.set_status`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// The quote.
    pub id: String,
    /// What to do with it.
    pub command: QuoteCommand,
}
