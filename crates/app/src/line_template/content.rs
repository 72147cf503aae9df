//! What a template of lines holds.

use std::collections::{BTreeMap, HashSet};

use oferta_domain::Dec;
use oferta_domain::entity::{Cost, LineKind, LineTemplate, Quote, QuoteLine, QuoteRate, Terms};
use oferta_pricing::{Currency, Rate, convert};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::line_template::{LineTemplateRow, LineTemplateView, TemplateLine};
use crate::currency::FINE;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, by_hand, overlay};
use crate::sheet::Sheet;

/// The form of the content.
const FORM: u32 = 1;
/// The rows of a template that a person is shown.
const SHOWN: usize = 500;
/// What a new quote takes over from the header: what is offered, not to whom and when.
const HEADER: [&str; 10] = [
    "title",
    "currency",
    "vat_rate",
    "discount_rate",
    "discount_amount",
    "policy",
    "language",
    "delivery_text",
    "payment_text",
    "note",
];

/// The content of a template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Content {
    form: u32,
    /// Currency of the prices.
    pub currency: String,
    pub rows: Vec<QuoteLine>,
    /// Fields of the header; none for some rows only.
    #[serde(default)]
    pub header: Option<Fields>,
    #[serde(default)]
    pub terms: Option<Terms>,
    #[serde(default)]
    pub costs: Vec<Cost>,
    #[serde(default)]
    pub rates: Vec<QuoteRate>,
}

/// Rows as another quote takes them.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub rows: Vec<QuoteLine>,
    /// Lines whose price is in another currency, so that it could not be taken over.
    pub without_price: HashSet<String>,
}

impl Content {
    /// The rows of a quote with these ids, or the whole of it.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a row of another quote.
    pub(super) fn of(sheet: &Sheet, ids: Option<&[String]>) -> Result<Content> {
        let wanted = match ids {
            Some(ids) => Some(wanted(&sheet.rows, ids)?),
            None => None,
        };
        let rows = sheet.rows.iter().zip(&sheet.view.amounts);
        let rows = rows
            .filter(|(row, _)| {
                wanted
                    .as_ref()
                    .is_none_or(|ids| ids.contains(row.id.as_str()))
            })
            .map(|(row, amounts)| QuoteLine {
                quote_id: String::new(),
                // A computed price is kept for quotes that do not compute it.
                unit_price: amounts.unit_price.unwrap_or(row.unit_price),
                ..row.clone()
            })
            .collect();
        let mut content = Content {
            form: FORM,
            currency: sheet.quote.currency.clone(),
            rows,
            header: None,
            terms: None,
            costs: Vec::new(),
            rates: Vec::new(),
        };
        if ids.is_none() {
            content.header = Some(header(&sheet.quote)?);
            content.terms = sheet.basis.own.clone();
            content.costs = sheet.basis.costs.clone();
            content.rates = sheet.basis.rates.clone();
        }
        Ok(content)
    }

    pub(crate) fn read(template: &LineTemplate) -> Result<Content> {
        serde_json::from_str(&template.content).map_err(AppError::internal)
    }

    /// The rows for a quote of this currency. Where it is not priced from cost, computed prices are fixed as they were;
    /// where its currency is another, prices that were fixed are none, and what is bought stays in its currency.
    pub(crate) fn rows_for(&self, currency: &str, landed: bool) -> Rows {
        let other = self.currency != currency;
        let mut without_price = HashSet::new();
        let rows = self.rows.iter().map(|row| {
            let mut row = row.clone();
            if row.kind == LineKind::Section {
                return row;
            }
            row.calculated &= landed;
            if other && row.purchase_price.is_some() && row.purchase_currency.is_none() {
                row.purchase_currency = Some(self.currency.clone());
            }
            if other && !row.calculated {
                row.unit_price = Dec::default();
                without_price.insert(row.id.clone());
            }
            row
        });
        Rows {
            rows: rows.collect(),
            without_price,
        }
    }

    /// Brings the excise of rows into the currency of a quote, at the rates it keeps. Where one is missing the excise
    /// goes: as a number of another currency it would be wrong. Answers how many lines lost theirs.
    pub(super) fn convert_excise(
        &self,
        currency: &str,
        rates: &BTreeMap<Currency, Rate>,
        rows: &mut [QuoteLine],
    ) -> u32 {
        if self.currency == currency {
            return 0;
        }
        let sides = Currency::parse(&self.currency).zip(Currency::parse(currency));
        let mut lost = 0;
        for row in rows {
            let Some(excise) = row.excise_per_kg else {
                continue;
            };
            let converted =
                sides.and_then(|(from, to)| convert(*excise, from, to, rates, FINE).ok());
            row.excise_per_kg = converted.map(|excise| Dec(excise.normalize()));
            lost += u32::from(converted.is_none());
        }
        lost
    }

    /// A new quote with what the template has for its header; of some rows only the currency, which their prices are in.
    pub(crate) fn header_over(&self, quote: &Quote) -> Result<Quote> {
        let currency = Fields::from_iter([("currency".to_owned(), Value::from(&*self.currency))]);
        overlay(quote, self.header.as_ref().unwrap_or(&currency), by_hand)
    }

    pub(super) fn shown(self, template: LineTemplateRow) -> LineTemplateView {
        let title = self.header.as_ref().and_then(|set| set.get("title"));
        LineTemplateView {
            template,
            title: title.and_then(Value::as_str).unwrap_or_default().to_owned(),
            landed: self.terms.is_some(),
            currency: self.currency,
            rows: self
                .rows
                .into_iter()
                .take(SHOWN)
                .map(|row| TemplateLine {
                    alternative: row.alternative_of.is_some(),
                    id: row.id,
                    kind: row.kind,
                    article: row.article,
                    name: row.name,
                    unit: row.unit,
                    quantity: row.quantity,
                    unit_price: row.unit_price,
                    optional: row.optional,
                })
                .collect(),
        }
    }
}

fn header(quote: &Quote) -> Result<Fields> {
    let Value::Object(mut set) = serde_json::to_value(quote).map_err(AppError::internal)? else {
        return Err(AppError::internal("a quote is an object"));
    };
    set.retain(|name, _| HEADER.contains(&name.as_str()));
    Ok(set)
}

/// The ids of what is kept: a heading stands for its section, a chosen line brings its alternatives.
fn wanted<'a>(rows: &'a [QuoteLine], ids: &[String]) -> Result<HashSet<&'a str>> {
    let known: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(id.as_str())) {
        return Err(AppError::new(Code::NotFound).detail(format!("quote_line {id}")));
    }
    let named: HashSet<&str> = ids.iter().map(String::as_str).collect();
    let mut in_section = false;
    let mut wanted = HashSet::new();
    for row in rows {
        if row.kind == LineKind::Section {
            in_section = named.contains(row.id.as_str());
        }
        let of_wanted = row
            .alternative_of
            .as_deref()
            .is_some_and(|id| wanted.contains(id));
        if in_section || of_wanted || named.contains(row.id.as_str()) {
            wanted.insert(row.id.as_str());
        }
    }
    Ok(wanted)
}
