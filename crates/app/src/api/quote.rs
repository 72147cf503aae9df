//! Quotes: list, header, lines, edits, documents.

use std::collections::BTreeMap;

use oferta_domain::Dec;
use oferta_domain::entity::{Contact, Customer, Quote, QuoteLine, QuoteRate};
use oferta_domain::status::{QuoteCommand, QuoteStatus};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::revision::QuoteStanding;
use super::terms::{RateSet, TermsView, Warning, WarningKind};
use super::workspace::HistoryState;

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
    /// Landed cost as far as it is known; this and what follows is there when the quote is priced from cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cost: Option<Dec>,
    /// How many lines that count have no known cost: profit, markup and margin are of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unknown_cost_lines: Option<u32>,
    /// How many lines whose price follows from the cost have none, whether they count or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unpriced_lines: Option<u32>,
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

/// `quote.edit`: any number of changes as ONE step of the history.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteEdit {
    /// The quote.
    pub id: String,
    /// The changes, applied in order.
    pub edits: Vec<Edit>,
}

/// One change of a quote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Fields of the header.
    Header {
        /// Field names and new values.
        #[ts(type = "Partial<Quote>")]
        set: serde_json::Map<String, serde_json::Value>,
    },
    /// Fields of one row.
    Line {
        /// The row.
        id: String,
        /// Field names and new values; `margin` may stand for `markup`.
        #[ts(type = "Partial<QuoteLine> & { margin?: string }")]
        set: serde_json::Map<String, serde_json::Value>,
    },
    /// New rows.
    Insert {
        /// The row they stand behind; none means at the beginning.
        after: Option<String>,
        /// The rows; fields left out take their defaults (quantity 1, price 0).
        #[ts(type = "Array<Partial<QuoteLine>>")]
        lines: Vec<serde_json::Map<String, serde_json::Value>>,
    },
    /// Lines made from products, with quantity 1 and the list price, converted where it is in another currency and a
    /// rate is known.
    Products {
        /// The row they stand behind; none means at the beginning.
        after: Option<String>,
        /// The products.
        product_ids: Vec<String>,
    },
    /// Copies of rows, together behind the last of their originals; alternatives of a copied line belong to its copy.
    Duplicate {
        /// The rows.
        ids: Vec<String>,
    },
    /// Moves rows, keeping their order.
    Move {
        /// The rows.
        ids: Vec<String>,
        /// The row they stand behind afterwards; none means at the beginning.
        after: Option<String>,
    },
    /// Lines become alternatives of another: offered in its place, but not counted. They stand behind it from then on.
    Alternative {
        /// The lines; their own alternatives come along.
        ids: Vec<String>,
        /// The line they can replace, or one of its alternatives; none makes them lines of their own again.
        of: Option<String>,
    },
    /// An alternative is chosen in place of the line it can replace, and takes its place.
    Choose {
        /// The alternative.
        id: String,
    },
    /// Removes rows. A removed section leaves its lines; where the chosen line of a group goes, its first alternative
    /// is chosen.
    Delete {
        /// The rows.
        ids: Vec<String>,
    },
    /// Terms of the quote; a plain quote becomes one that is priced from cost.
    Terms {
        /// Field names and new values; `margin` may stand for `markup`; `null` goes back to what is inherited.
        #[ts(type = "Partial<Terms> & { margin?: string }")]
        set: serde_json::Map<String, serde_json::Value>,
    },
    /// Back to a plain quote: computed prices stay as they are now. What the terms were is kept for the next time.
    TermsOff {},
    /// Loads a template, or the cost blocks of the organisation's defaults.
    Template {
        /// The template, or the id of the organisation's terms.
        id: String,
    },
    /// A new cost block.
    CostInsert {
        /// The block it stands behind; none means at the beginning.
        after: Option<String>,
        /// Its fields.
        #[ts(type = "Partial<Cost>")]
        set: serde_json::Map<String, serde_json::Value>,
    },
    /// Fields of a cost block.
    CostSet {
        /// The block.
        id: String,
        /// Field names and new values.
        #[ts(type = "Partial<Cost>")]
        set: serde_json::Map<String, serde_json::Value>,
    },
    /// Removes cost blocks.
    CostDelete {
        /// The blocks.
        ids: Vec<String>,
    },
    /// Puts the customs fee of the table among the costs, or brings the one that is there up to date.
    CustomsFee {
        /// What a new block is called.
        name: String,
    },
    /// A rate to be kept with the quote, or to be removed.
    Rate(RateSet),
    /// Prices follow from the cost again.
    Recalculate {
        /// The lines.
        ids: Vec<String>,
    },
}

/// What an edit changed.
#[derive(Debug, Serialize, TS)]
pub struct QuoteDelta {
    /// The header as it is now.
    pub quote: Quote,
    /// Where it stands today: an edit of what was sent makes it a draft again.
    pub standing: QuoteStanding,
    /// Commands that have a place in this status.
    pub commands: Vec<QuoteCommand>,
    /// Rows that are new or look different now, in any order; rows of which only sums changed stand in `sums` instead.
    pub lines: Vec<LineView>,
    /// The sums of rows of which nothing else changed.
    pub sums: SumColumns,
    /// Rows that are gone.
    pub removed: Vec<String>,
    /// The ids of all rows in order, when the order changed.
    pub order: Option<Vec<String>>,
    /// The sums.
    pub totals: QuoteTotals,
    /// What it is priced from; none for a plain quote of list prices.
    pub terms: Option<TermsView>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// The rates of VAT that the table has between the day of the quote and the last day of delivery.
    pub vat_rates: Vec<Dec>,
    /// Products that were inserted without a price because they have none or no rate is known for their currency.
    pub without_price: Vec<String>,
    /// Products whose list price is in another currency and was converted.
    pub converted: Option<Converted>,
    /// The exchange rates the quote keeps, by currency.
    pub rates: Vec<QuoteRate>,
    /// What can be undone now.
    pub history: HistoryState,
}

/// Sums that changed, column by column: of a thousand rows that share a cost hardly more than the new numbers crosses. A
/// column holds one value for each of the rows; one that is left out is as it was. `null` is a sum that a row does not have,
/// such as the cost of a unit of a section, or one that is not known.
#[derive(Debug, Serialize, TS)]
pub struct SumColumns {
    /// The rows.
    pub ids: Vec<String>,
    /// Fields of [`LineAmounts`].
    #[ts(
        type = "Partial<Record<Exclude<keyof LineAmounts, \"vat_rate\" | \"landed\">, Array<string | null>>>"
    )]
    pub amounts: BTreeMap<&'static str, Vec<Option<Dec>>>,
    /// Fields of [`Landed`].
    #[ts(type = "Partial<Record<Exclude<keyof Landed, \"line\">, Array<string | null>>>")]
    pub landed: BTreeMap<&'static str, Vec<Option<Dec>>>,
    /// Fields of [`LandedLine`].
    #[ts(type = "Partial<Record<\"unit_cost\" | \"unit_gross\", Array<string | null>>>")]
    pub line: BTreeMap<&'static str, Vec<Option<Dec>>>,
}

/// List prices that were converted into the currency of the quote.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Converted {
    /// How many lines.
    pub lines: u32,
    /// The rates it took.
    pub rates: Vec<QuoteRate>,
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
