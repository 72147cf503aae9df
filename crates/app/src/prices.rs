//! Present prices of the catalogue for lines that were priced earlier.

use oferta_domain::Dec;
use oferta_domain::entity::{LineKind, Product, Quote, QuoteLine, QuoteRate};
use oferta_store::{Connection, product as products_of};

use crate::api::copy::{FoundPrices, PriceChange, PriceOutcome};
use crate::app::Open;
use crate::error::Result;
use crate::quote_view::input::purchase_currency;
use crate::rates::list_price;

/// The most lines that a person is shown.
const SHOWN: usize = 500;

/// Whose lines are looked up, and where.
pub(crate) struct Lookup<'a> {
    pub open: &'a Open,
    pub conn: &'a Connection,
    /// Whether the connection is that of a step.
    pub in_step: bool,
    pub quote: &'a Quote,
    /// The price is what a line is bought for, and what it is sold for follows; otherwise it is what it is sold for, in
    /// the currency of the quote.
    pub landed: bool,
}

/// What the catalogue says of every line, in order; headings are left out. Lines whose price is another there get it.
///
/// A line is known by its product, or by an article that one product has. A list price in another currency is converted
/// at the rates that are kept; what it takes beside them is added to these.
pub(crate) fn refresh(
    lookup: &Lookup<'_>,
    kept: &mut Vec<QuoteRate>,
    rows: &mut [QuoteLine],
) -> Result<Vec<PriceChange>> {
    let quoted = &lookup.quote.currency;
    let lines = rows.iter_mut().filter(|row| row.kind == LineKind::Line);
    let looked_up = lines.zip(1..).map(|(row, number)| {
        let product = product_of(lookup.conn, row)?;
        if lookup.landed {
            return Ok(bought(row, number, product, quoted));
        }
        let step = lookup.in_step.then_some(lookup.conn);
        let price = match &product {
            Some(product) => list_price(lookup.open, step, lookup.quote, kept, product)?,
            None => None,
        };
        Ok(sold(row, number, product, price, quoted))
    });
    looked_up.collect()
}

fn product_of(conn: &Connection, row: &QuoteLine) -> Result<Option<Product>> {
    if let Some(id) = &row.product_id {
        return Ok(products_of::find(conn, id)?);
    }
    if row.article.is_empty() {
        return Ok(None);
    }
    let found = products_of::of_article(conn, &row.article)?;
    Ok(found.filter(|p| row.brand.is_empty() || p.brand.is_empty() || p.brand == row.brand))
}

fn bought(row: &mut QuoteLine, number: u32, product: Option<Product>, quoted: &str) -> PriceChange {
    let from_currency = purchase_currency(row, quoted).to_owned();
    let mut change = PriceChange {
        purchase: true,
        from: row.purchase_price,
        from_currency: from_currency.clone(),
        to: product.as_ref().and_then(|product| product.price),
        to_currency: product
            .as_ref()
            .map_or(from_currency, |p| p.currency.clone()),
        ..unknown(row, number)
    };
    if product.is_none() {
        return change;
    }
    change.outcome = match change.to {
        None => PriceOutcome::NoPrice,
        Some(_) if (change.to, &change.to_currency) == (change.from, &change.from_currency) => {
            PriceOutcome::Same
        }
        Some(_) => {
            row.purchase_price = change.to;
            row.purchase_currency = Some(change.to_currency.clone());
            PriceOutcome::Changed
        }
    };
    change
}

/// `price`: that of the product in the currency of the quote.
fn sold(
    row: &mut QuoteLine,
    number: u32,
    product: Option<Product>,
    price: Option<Dec>,
    quoted: &str,
) -> PriceChange {
    let mut change = PriceChange {
        from: Some(row.unit_price),
        from_currency: quoted.to_owned(),
        to: price,
        to_currency: quoted.to_owned(),
        ..unknown(row, number)
    };
    let Some(product) = product else {
        return change;
    };
    change.outcome = match price {
        None if product.price.is_none() => PriceOutcome::NoPrice,
        None => {
            change.to = product.price;
            change.to_currency = product.currency;
            PriceOutcome::OtherCurrency
        }
        Some(price) if *price == *row.unit_price => PriceOutcome::Same,
        Some(price) => {
            row.unit_price = price;
            PriceOutcome::Changed
        }
    };
    change
}

fn unknown(row: &QuoteLine, number: u32) -> PriceChange {
    PriceChange {
        line_id: row.id.clone(),
        number,
        article: row.article.clone(),
        name: row.name.clone(),
        purchase: false,
        from: None,
        from_currency: String::new(),
        to: None,
        to_currency: String::new(),
        outcome: PriceOutcome::NotFound,
    }
}

/// Those that a person has to look at, and how many there are of each kind.
pub(crate) fn to_look_at(mut changes: Vec<PriceChange>) -> FoundPrices {
    let count = |wanted: &dyn Fn(PriceOutcome) -> bool| {
        let found = changes.iter().filter(|change| wanted(change.outcome));
        u32::try_from(found.count()).unwrap_or(u32::MAX)
    };
    let found = FoundPrices {
        prices: Vec::new(),
        others: count(&|outcome| outcome != PriceOutcome::Same),
        changed: count(&|outcome| outcome == PriceOutcome::Changed),
        not_found: count(&|outcome| outcome == PriceOutcome::NotFound),
        same: count(&|outcome| outcome == PriceOutcome::Same),
    };
    changes.retain(|change| change.outcome != PriceOutcome::Same);
    changes.truncate(SHOWN);
    FoundPrices {
        prices: changes,
        ..found
    }
}
