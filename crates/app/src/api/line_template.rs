//! Templates of lines, sections and whole quotes.

use oferta_domain::entity::{LineKind, TemplateScope};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::copy::FoundPrices;
use super::quote_edit::QuoteDelta;
use oferta_domain::Dec;

/// A template in the list.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct LineTemplateRow {
    /// The template.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was made from.
    pub scope: TemplateScope,
    /// How many rows it holds, headings included.
    pub row_count: u32,
    /// Last change, ISO 8601.
    pub updated_at: String,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

/// `line_template.list`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct LineTemplateQuery {
    /// The bin instead of the living ones.
    pub bin: bool,
}

/// Every template.
#[derive(Debug, Serialize, TS)]
pub struct LineTemplates {
    /// By name; of the bin the newest first.
    pub templates: Vec<LineTemplateRow>,
}

/// What a template holds.
#[derive(Debug, Serialize, TS)]
pub struct LineTemplateView {
    /// The template.
    pub template: LineTemplateRow,
    /// Currency of the prices.
    pub currency: String,
    /// Subject of the quote; empty for some of its rows.
    pub title: String,
    /// Whether terms and cost blocks come with it.
    pub landed: bool,
    /// The first 500 rows.
    pub rows: Vec<TemplateLine>,
}

/// A row of a template.
#[derive(Debug, Serialize, TS)]
pub struct TemplateLine {
    /// The row, as the template knows it.
    pub id: String,
    /// Line or heading.
    pub kind: LineKind,
    /// Its article.
    pub article: String,
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// Quantity.
    pub quantity: Dec,
    /// Price of one unit as it was.
    pub unit_price: Dec,
    /// Whether it is optional.
    pub optional: bool,
    /// Whether it is an alternative of another.
    pub alternative: bool,
}

/// `line_template.save`: keeps rows of a quote, or all of it, under a name.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineTemplateSave {
    /// The quote.
    pub quote_id: String,
    /// The name.
    pub name: String,
    /// The rows, a heading standing for its section; none means the whole quote.
    #[serde(default)]
    pub ids: Option<Vec<String>>,
    /// The template to overwrite; none makes a new one.
    #[serde(default)]
    pub id: Option<String>,
}

/// `line_template.insert`: puts the rows of a template into a quote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineTemplateInsert {
    /// The template.
    pub id: String,
    /// The quote.
    pub quote_id: String,
    /// The row they stand behind; none means at the beginning.
    #[serde(default)]
    pub after: Option<String>,
    /// Take the present prices of the catalogue; otherwise the prices are those the template keeps.
    #[serde(default)]
    pub refresh: bool,
    /// Only say what the catalogue has.
    #[serde(default)]
    pub preview: bool,
}

/// What came of it, or would.
#[derive(Debug, Serialize, TS)]
pub struct LineTemplateInserted {
    /// What the catalogue says of the lines, whose prices are those that the template keeps.
    #[serde(flatten)]
    pub found: FoundPrices,
    /// How many lines lose their excise: it is in another currency, and the quote has no rate for it.
    pub without_excise: u32,
    /// What was changed; none in a preview.
    pub delta: Option<QuoteDelta>,
}

/// `line_template.rename`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineTemplateRename {
    /// The template.
    pub id: String,
    /// The new name.
    pub name: String,
}
