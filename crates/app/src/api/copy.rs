//! Copies of quotes, and present prices for lines that were priced earlier.

use oferta_domain::Dec;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::compare::Pair;
use super::quote::{QuoteTotals, QuoteView};
use crate::error::ErrorBody;

/// `quote.duplicate`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteDuplicate {
    /// The quote.
    pub id: String,
    /// Take the present prices of the catalogue; otherwise the prices stay.
    #[serde(default)]
    pub refresh: bool,
    /// Only say what would come of it.
    #[serde(default)]
    pub preview: bool,
}

/// What a copy is, or would be.
#[derive(Debug, Serialize, TS)]
pub struct QuoteCopy {
    /// The totals of the original.
    pub original: QuoteTotals,
    /// The totals of a copy of today that keeps the prices; none where they cannot be kept.
    pub keep: Option<QuoteTotals>,
    /// Why they cannot.
    pub keep_refused: Option<ErrorBody>,
    /// The totals of a copy of today with the present prices; none where these cannot be taken.
    pub refresh: Option<QuoteTotals>,
    /// Why they cannot.
    pub refresh_refused: Option<ErrorBody>,
    /// What the catalogue says of the lines.
    #[serde(flatten)]
    pub found: FoundPrices,
    /// VAT of the quote where another rate holds today.
    pub vat_rate: Option<Pair<Dec>>,
    /// The copy; none in a preview.
    pub quote: Option<QuoteView>,
}

/// What the catalogue says of the prices of lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct FoundPrices {
    /// The lines whose price is not what it was; the first 500 of them.
    pub prices: Vec<PriceChange>,
    /// How many these are.
    pub others: u32,
    /// How many of these get another price.
    pub changed: u32,
    /// How many of these the catalogue does not have.
    pub not_found: u32,
    /// How many lines have the price that the catalogue has.
    pub same: u32,
}

/// What the catalogue says of the price of a line.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PriceChange {
    /// The line.
    pub line_id: String,
    /// Its number among the lines.
    pub number: u32,
    /// Its article.
    pub article: String,
    /// Its name.
    pub name: String,
    /// Whether it is what the line is bought for; otherwise what it is sold for.
    pub purchase: bool,
    /// What it was.
    pub from: Option<Dec>,
    /// Currency of that.
    pub from_currency: String,
    /// What the catalogue has.
    pub to: Option<Dec>,
    /// Currency of that.
    pub to_currency: String,
    /// What comes of it.
    pub outcome: PriceOutcome,
}

/// What comes of a look into the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PriceOutcome {
    /// The price is what it was.
    Same,
    /// Another price.
    Changed,
    /// No such product: the price stays.
    NotFound,
    /// The product has no price: the price stays.
    NoPrice,
    /// The product has a price in another currency, and there is no rate for it: the price stays.
    OtherCurrency,
}
