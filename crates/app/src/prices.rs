//! Present prices of the catalogue for lines that were priced earlier.

use oferta_domain::entity::{LineKind, Product, QuoteLine};
use oferta_store::{Connection, product as products_of};

use crate::api::copy::{PriceChange, PriceOutcome};
use crate::error::Result;
use crate::quote_view::input::purchase_currency;

/// What the catalogue says of every line, in order; headings are left out. Lines whose price is another there get it.
///
/// `landed`: the price is what a line is bought for, and what it is sold for follows; otherwise it is what it is sold
/// for, in the currency of the quote. A line is known by its product, or by an article that one product has.
pub(crate) fn refresh(
    conn: &Connection,
    currency: &str,
    landed: bool,
    rows: &mut [QuoteLine],
) -> Result<Vec<PriceChange>> {
    let lines = rows.iter_mut().filter(|row| row.kind == LineKind::Line);
    let looked_up = lines.zip(1..).map(|(row, number)| {
        let product = product_of(conn, row)?;
        Ok(match landed {
            true => bought(row, number, product, currency),
            false => sold(row, number, product, currency),
        })
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

fn sold(row: &mut QuoteLine, number: u32, product: Option<Product>, quoted: &str) -> PriceChange {
    let mut change = PriceChange {
        from: Some(row.unit_price),
        from_currency: quoted.to_owned(),
        to: product.as_ref().and_then(|product| product.price),
        to_currency: product.as_ref().map_or(quoted, |p| &p.currency).to_owned(),
        ..unknown(row, number)
    };
    if product.is_none() {
        return change;
    }
    change.outcome = match change.to {
        None => PriceOutcome::NoPrice,
        Some(_) if change.to_currency != quoted => PriceOutcome::OtherCurrency,
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

/// Those that a person has to look at, and how many need no look.
pub(crate) fn to_look_at(changes: Vec<PriceChange>) -> (Vec<PriceChange>, u32) {
    let (same, others): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|change| change.outcome == PriceOutcome::Same);
    (others, u32::try_from(same.len()).unwrap_or(u32::MAX))
}
