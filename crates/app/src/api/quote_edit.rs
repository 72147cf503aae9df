//! `quote.edit`: what is changed of a quote, and what that changed on the screen.

use std::collections::BTreeMap;

use oferta_domain::Dec;
use oferta_domain::entity::{Quote, QuoteRate};
use oferta_domain::status::QuoteCommand;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::quote::{LineView, QuoteTotals};
use super::revision::QuoteStanding;
use super::terms::{RateSet, TermsView, Warning};
use super::workspace::HistoryState;

/// `quote.edit`: any number of changes as ONE step of the history.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteEdit {
    /// The quote.
    pub id: String,
    /// The changes, applied in order.
    pub edits: Vec<Edit>,
    /// The rows that are in sight: of the others that only follow the change, sums do not cross with the answer. Every row,
    /// where it is left out.
    #[serde(default)]
    pub sight: Option<Vec<String>>,
}

/// `quote.sums`: the sums of every row as they are now.
#[derive(Debug, Serialize, TS)]
pub struct QuoteSums {
    /// The rows in order, with a column for each sum.
    pub columns: RowColumns,
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
    /// Rows that are new, in any order, and those that changed beyond what stands in `columns`.
    pub lines: Vec<LineView>,
    /// The other rows that changed; those with the same columns together.
    pub columns: Vec<RowColumns>,
    /// Sums changed of rows that are not in sight: `quote.sums` has them.
    pub sums_changed: bool,
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

/// What changed of rows, column by column: of a thousand rows that share a cost, or that were pasted over, hardly more than
/// the new values crosses. A column holds one value for each of the rows; one that is left out is as it was. Of the sums
/// `null` is one that a row does not have, such as the cost of a unit of a section, or one that is not known.
#[derive(Debug, Serialize, TS)]
pub struct RowColumns {
    /// The rows.
    pub ids: Vec<String>,
    /// Own fields of the rows.
    #[ts(type = "Partial<{ [Field in keyof QuoteLine]: Array<QuoteLine[Field]> }>")]
    pub fields: BTreeMap<&'static str, Vec<serde_json::Value>>,
    /// Fields of [`LineAmounts`].
    #[ts(type = "Partial<Record<Exclude<keyof LineAmounts, \"landed\">, Array<string | null>>>")]
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
