//! Landed cost: terms, templates, dated tables, warnings, currency, revisions, trace.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{Cost, DatedKind, DatedValue, Deal, Incoterms, QuoteRate, Terms};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::quote::QuoteTotals;
use super::quote_edit::QuoteDelta;
use crate::error::ErrorBody;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The quote itself: overridden.
    Quote,
    /// The defaults of the organisation.
    Organisation,
    /// What the program has built in.
    BuiltIn,
}

/// A value that applies, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Resolved<T> {
    /// The value.
    pub value: T,
    /// Whose it is.
    pub origin: Origin,
}

/// Terms with nothing left to inherit.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ResolvedTerms {
    /// Country of the seller.
    pub seller_region: Resolved<String>,
    /// Kind of deal.
    pub deal: Resolved<Deal>,
    /// Delivery terms.
    pub incoterms: Resolved<Incoterms>,
    /// Markup on cost.
    pub markup: Resolved<Dec>,
    /// The same as a margin: markup ÷ (1 + markup), to six decimals.
    pub margin: Dec,
    /// Share paid by the customer in advance.
    pub client_advance: Resolved<Dec>,
    /// Share paid to the supplier in advance.
    pub supplier_advance: Resolved<Dec>,
    /// Share paid by the customer on the way.
    pub milestones: Resolved<Dec>,
    /// Days until delivery.
    pub delivery_days: Resolved<u32>,
    /// Days the customer pays after delivery.
    pub deferral_days: Resolved<u32>,
    /// Days customs and carriers are financed.
    pub customs_term_days: Resolved<u32>,
    /// Interest of a year.
    pub loan_rate: Resolved<Dec>,
    /// Fee of the paying agent.
    pub agent_fee_rate: Resolved<Dec>,
    /// Reserve against the exchange rate.
    pub forex_reserve_rate: Resolved<Dec>,
    /// Insurance.
    pub insurance_rate: Resolved<Dec>,
    /// Commission as a fraction; rate, amount and currency come from the same place.
    pub commission_rate: Resolved<Option<Dec>>,
    /// Commission as an amount.
    pub commission_amount: Resolved<Option<Dec>>,
    /// Currency of that amount; none means that of the quote.
    pub commission_currency: Resolved<Option<String>>,
    /// Who gets it.
    pub commission_party: Resolved<String>,
}

/// The terms of a quote that is priced from cost.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct TermsView {
    /// What the quote overrides; a field without a value is inherited.
    pub own: Terms,
    /// What applies.
    pub resolved: ResolvedTerms,
    /// The cost blocks in order.
    pub costs: Vec<Cost>,
    /// The rates kept with the quote.
    pub rates: Vec<QuoteRate>,
    /// Currencies that are used and have no rate.
    pub missing_rates: Vec<String>,
    /// The customs fee; none where the seller declares nothing.
    pub customs_fee: Option<CustomsFee>,
    /// The VAT that a quote of its day begins with by the settings of the organisation and the table; none means
    /// "without VAT".
    pub vat_to_begin_with: Option<Dec>,
}

/// The customs processing fee that the table has for a quote. It is put among the costs on demand only.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CustomsFee {
    /// The customs value of the lines from abroad, in roubles; none while a price or rate is missing.
    pub customs_value: Option<Dec>,
    /// The fee in roubles; none where the table has none for that value on the date of the quote.
    pub fee: Option<Dec>,
    /// The cost block that holds the fee, if there is one.
    pub cost_id: Option<String>,
}

/// Something a person should look at; nothing is stopped by it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// What the placeholders of its text stand for.
    pub params: BTreeMap<&'static str, String>,
    /// The line, if one.
    pub line_id: Option<String>,
    /// The field, if one.
    pub field: Option<&'static str>,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// A line has no purchase price, so it is priced as nothing.
    PurchasePriceMissing,
    /// A line of a quote of list prices has a quantity and a price of nothing.
    PriceZero,
    /// A currency (`currency`) has no rate.
    RateMissing,
    /// The rate the quote keeps of a currency (`currency`) is of `date`, but on the day of the quote one held that the
    /// bank set for `expected`.
    RateOutdated,
    /// The VAT of a line or of the quote (`rate`) no longer holds at the last day of delivery: it is `to` from
    /// `date` on.
    VatChanges,
    /// VAT of the supplier's `country` changes from `from` to `to` on `date`, before the last day of delivery.
    SupplierVatChanges,
    /// The internal markup of the supplier's `country` changes from `from` to `to` on `date`, before the last day of
    /// delivery.
    InternalMarkupChanges,
    /// The customs processing fee among the costs changes from `from` to `to` roubles on `date`, before the last day of
    /// delivery.
    CustomsFeeChanges,
    /// The least markup for these payment terms and this deal changes from `from` to `to` on `date`, before the last day
    /// of delivery.
    MinimumMarkupChanges,
    /// The markup (`markup`) is below the least (`minimum`) for these payment terms and this deal.
    MarkupBelowMinimum,
    /// What discounts or a fixed price leave of the markup (`markup`), reserves and fees apart, is below the least
    /// (`minimum`).
    MarkupLeftBelowMinimum,
    /// A fixed price stands without a known cost: the line is left out of the profit.
    ProfitUnknown,
    /// `count` lines have no weight while others have: none of the freight is put on them.
    WeightMissing,
    /// The quote is priced as the spreadsheet does: fixed prices, discounts and optional lines are of no account.
    ReferencePolicy,
    /// Advance and milestones are more than the whole price together; the milestones are cut.
    AdvancesTooLarge,
    /// A commission without a party.
    CommissionPartyMissing,
    /// The discount has become larger than the quote (`limit`, in `currency`) since it was typed: it is left out.
    DiscountTooLarge,
    /// `count` more lines have a warning of the kind `of`.
    More,
}

/// `terms.defaults`: the terms that quotes inherit.
#[derive(Debug, Serialize, TS)]
pub struct TermsDefaults {
    /// What the organisation has set; a field without a value is built in.
    pub own: Terms,
    /// What quotes inherit.
    pub resolved: ResolvedTerms,
    /// Cost blocks that can be copied into a quote.
    pub costs: Vec<Cost>,
}

/// `terms.set_defaults`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetDefaults {
    /// Fields of the terms; `margin` may stand for `markup`; `null` goes back to what is built in.
    #[serde(default)]
    #[ts(type = "Partial<Terms> & { margin?: string }")]
    pub set: Map<String, Value>,
    /// The cost blocks, replacing those there are; none leaves them.
    #[serde(default)]
    #[ts(type = "Array<Partial<Cost>> | null")]
    pub costs: Option<Vec<Map<String, Value>>>,
}

/// A template: terms and cost blocks under a name.
#[derive(Debug, Serialize, TS)]
pub struct TemplateView {
    /// The terms.
    pub terms: Terms,
    /// The cost blocks.
    pub costs: Vec<Cost>,
    /// The markup as a margin, to six decimals; none where it is inherited.
    pub margin: Option<Dec>,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

/// `template.list`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct TemplateQuery {
    /// The bin instead of the living ones.
    pub bin: bool,
}

/// Every template.
#[derive(Debug, Serialize, TS)]
pub struct Templates {
    /// By name.
    pub templates: Vec<TemplateView>,
}

/// `template.save`: keeps the terms and cost blocks of a quote under a name.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateSave {
    /// The quote.
    pub quote_id: String,
    /// The name.
    pub name: String,
    /// The template to overwrite; none makes a new one.
    #[serde(default)]
    pub id: Option<String>,
}

/// `template.apply`: loads a template into a quote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateApply {
    /// The template.
    pub id: String,
    /// The quote.
    pub quote_id: String,
}

/// `template.rename`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateRename {
    /// The template.
    pub id: String,
    /// The new name.
    pub name: String,
}

/// `dated.list`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DatedQuery {
    /// One table; none means all of them.
    pub kind: Option<DatedKind>,
    /// What was removed instead of what there is.
    pub bin: bool,
    /// The day for which is said how the rows stand; none means today.
    pub on: Option<Date>,
}

/// Rows of dated tables.
#[derive(Debug, Serialize, TS)]
pub struct DatedValues {
    /// By table, country, region and first day.
    pub values: Vec<DatedView>,
}

/// A row of a dated table, and how it stands.
#[derive(Debug, Serialize, TS)]
pub struct DatedView {
    /// The row as it is stored.
    #[serde(flatten)]
    pub row: DatedValue,
    /// How it stands among the rows that are about the same.
    pub standing: Standing,
}

/// How a row of a dated table stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It applies.
    Now,
    /// It begins later.
    Future,
    /// It has ended.
    Past,
    /// It holds, but another row that began later applies in its place.
    Covered,
}

/// `quote.set_currency`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetCurrency {
    /// The quote.
    pub id: String,
    /// The new currency.
    pub currency: String,
    /// Convert the prices; otherwise the numbers stay.
    #[serde(default)]
    pub convert: bool,
    /// Only say what would come of it.
    #[serde(default)]
    pub preview: bool,
    /// Rates to keep with the quote in the same step.
    #[serde(default)]
    pub rates: Vec<RateSet>,
}

/// A rate as a person types it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RateSet {
    /// The currency.
    pub currency: String,
    /// Roubles for `nominal` units; none removes the rate.
    pub value: Option<Dec>,
    /// How many units; none means one.
    #[serde(default)]
    pub nominal: Option<Dec>,
    /// The day the rate is of.
    #[serde(default)]
    pub rate_date: Option<Date>,
}

/// What another currency makes of a quote.
#[derive(Debug, Serialize, TS)]
pub struct CurrencyChange {
    /// The totals before.
    pub before: QuoteTotals,
    /// The totals when the numbers stay; none where they cannot.
    pub keep: Option<QuoteTotals>,
    /// Why they cannot.
    pub keep_refused: Option<ErrorBody>,
    /// The totals when the prices are converted; none where they cannot be, or a rate is missing.
    pub convert: Option<QuoteTotals>,
    /// Why they cannot be, but for a rate.
    pub convert_refused: Option<ErrorBody>,
    /// Currencies whose rate is missing for it.
    pub missing_rates: Vec<String>,
    /// The rates it takes: what is kept, was given, or is known of the bank.
    pub rates: Vec<QuoteRate>,
    /// What was changed; none in a preview.
    pub delta: Option<QuoteDelta>,
}
