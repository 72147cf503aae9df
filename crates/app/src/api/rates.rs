//! Exchange rates: what is known, where it comes from, and how a quote follows it.

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{OrganisationRate, QuoteRate, RateSource};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::quote::QuoteTotals;
use super::quote_edit::QuoteDelta;
use crate::error::ErrorBody;

/// Every rate that is known today.
#[derive(Debug, Serialize, TS)]
pub struct RateList {
    /// By currency.
    pub rates: Vec<RateRow>,
    /// Today in Moscow.
    pub today: Date,
}

/// The rate of one currency today.
#[derive(Debug, Serialize, TS)]
pub struct RateRow {
    /// The currency, ISO 4217.
    pub currency: String,
    /// Roubles for `nominal` units.
    pub value: Dec,
    /// How many units the value is for.
    pub nominal: Dec,
    /// Roubles for one unit, to ten decimals.
    pub per_unit: Dec,
    /// The date from which it holds.
    pub effective_date: Date,
    /// Whose it is.
    pub source: RateSource,
    /// When it came, ISO 8601; none where nobody fetched it.
    pub fetched_at: Option<String>,
    /// Against the rate stored before it; none for the organisation's own.
    pub change: Option<RateChange>,
    /// Whether the bank must have set a newer one.
    pub stale: bool,
    /// Whether a quote or a product has it.
    pub in_use: bool,
    /// The organisation's own rate that holds.
    pub own: Option<OrganisationRate>,
    /// Whether the bank can be asked for its history.
    pub has_history: bool,
}

/// A rate against the one stored before it. The two may be for different nominals, so they are compared per unit.
#[derive(Debug, Serialize, TS)]
pub struct RateChange {
    /// The date of the rate before.
    pub previous_date: Date,
    /// By how much one unit changed, to six decimals.
    pub difference: Dec,
    /// By how many percent one unit changed, to two decimals.
    pub percent: Dec,
}

/// `rates.history`, `rates.load_history`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RateHistoryQuery {
    /// The currency.
    pub currency: String,
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
}

/// The stored rates of one currency.
#[derive(Debug, Serialize, TS)]
pub struct RateHistory {
    /// The currency.
    pub currency: String,
    /// Oldest first, at most 500.
    pub points: Vec<RatePoint>,
    /// Each how-manieth stored rate stands in `points`: 1 for all of them. The last one always does.
    pub every: u32,
    /// The date of the oldest stored rate, whatever was asked for.
    pub first: Option<Date>,
    /// Whether the bank can be asked for more.
    pub has_history: bool,
}

/// The rate of one day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RatePoint {
    /// The date from which it holds.
    pub date: Date,
    /// Roubles for `nominal` units.
    pub value: Dec,
    /// How many units the value is for.
    pub nominal: Dec,
    /// Roubles for one unit, to ten decimals.
    pub per_unit: Dec,
}

/// How the rates are kept fresh.
#[derive(Debug, Serialize, TS)]
pub struct RatesState {
    /// The newest effective date that is known.
    pub newest: Option<Date>,
    /// Whether the bank must have set newer ones.
    pub stale: bool,
    /// The date from which those hold.
    pub expected: Option<Date>,
    /// The last refresh that brought rates, ISO 8601.
    pub last_success: Option<String>,
    /// The last refresh, ISO 8601.
    pub last_attempt: Option<String>,
    /// Why the last refresh brought none.
    pub failure: Option<ErrorBody>,
    /// Whether a refresh is under way.
    pub refreshing: bool,
    /// When the next one begins by itself, ISO 8601; none when it does not.
    pub next: Option<String>,
}

/// `rates.own`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct OwnRatesQuery {
    /// What was removed instead of what there is.
    pub bin: bool,
}

/// The organisation's own rates.
#[derive(Debug, Serialize, TS)]
pub struct OwnRates {
    /// By currency and first day.
    pub rates: Vec<OrganisationRate>,
}

/// `rates.set_manual`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetManualRate {
    /// The rate to change; none makes a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Field names and values; a new one needs `currency`, `value` and `reason` and holds from today.
    #[ts(type = "Partial<OrganisationRate>")]
    pub set: Map<String, Value>,
}

/// `quote.refresh_rates`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefreshQuoteRates {
    /// The quote.
    pub id: String,
    /// Only say what would come of it.
    #[serde(default)]
    pub preview: bool,
    /// The currencies to refresh; none means all whose rate was not typed by a person.
    #[serde(default)]
    pub currencies: Option<Vec<String>>,
    /// The new rates of the chosen currencies as the preview showed them: what is applied is what was looked at.
    #[serde(default)]
    pub shown: Vec<QuoteRate>,
}

/// What the rates of today make of a quote.
#[derive(Debug, Serialize, TS)]
pub struct QuoteRatesRefresh {
    /// The rates the quote keeps or lacks, by currency.
    pub rates: Vec<QuoteRateChange>,
    /// The totals before.
    pub before: QuoteTotals,
    /// The totals with the new rates.
    pub after: QuoteTotals,
    /// How many lines of list prices in another currency are converted again.
    pub converted: u32,
    /// What was changed; none in a preview.
    pub delta: Option<QuoteDelta>,
}

/// The rate of a quote, and the one of today.
#[derive(Debug, Serialize, TS)]
pub struct QuoteRateChange {
    /// The currency.
    pub currency: String,
    /// What the quote keeps; none where it lacks one.
    pub old: Option<QuoteRate>,
    /// What holds today; none where nothing is known.
    pub new: Option<QuoteRate>,
    /// By how many percent one unit changes, to two decimals.
    pub percent: Option<Dec>,
    /// Whether it is among those to refresh.
    pub chosen: bool,
}
