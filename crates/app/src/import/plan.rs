//! What a list would do to the products that are there.

use std::collections::HashMap;

use oferta_documents::price_list::{self, PriceRow, Reading, Workbook};
use oferta_domain::Dec;
use oferta_domain::entity::Product;
use serde_json::Value;

use super::mapping::read_mapping;
use crate::api::import::{ImportCounts, ImportMapping};
use crate::catalog;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;

/// The reading of a sheet, and what it would do to the products that are there.
pub(super) struct Plan {
    /// What a row makes or changes.
    pub rows: Vec<PlannedRow>,
    /// The rest of the reading: its products stand in `rows`.
    pub reading: Reading,
    pub counts: ImportCounts,
}

/// A row of the list, and what it does.
pub(super) struct PlannedRow {
    /// Row as a spreadsheet numbers it, from 1.
    pub row: u32,
    /// What the row says, as a product without identity and supplier.
    pub product: Product,
    /// The product that is there already, and the fields in which the row differs from it.
    pub existing: Option<(Product, Fields)>,
}

pub(super) fn plan(
    workbook: &Workbook,
    mapping: &ImportMapping,
    existing: Vec<Product>,
) -> Result<Plan> {
    let sheet = workbook
        .sheets
        .get(mapping.sheet as usize)
        .ok_or_else(|| AppError::new(Code::FileEmpty))?;
    let mut reading = price_list::rows(sheet, &read_mapping(mapping));
    let header = mapping.header_row.map_or(0, |row| row as usize + 1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut counts = ImportCounts {
        rows: count(sheet.rows.len().saturating_sub(header)),
        products: count(reading.products.len()),
        faults: count(reading.faults.len()),
        headings: count(reading.headings.len()),
        blanks: reading.blanks,
        ..ImportCounts::default()
    };
    let mut by_key: HashMap<(String, String), Product> = HashMap::with_capacity(existing.len());
    for product in existing {
        by_key.insert(key(&product), product);
    }
    let mut rows = Vec::with_capacity(reading.products.len());
    for read in std::mem::take(&mut reading.products) {
        let row = read.row;
        let product = product(read, mapping);
        let existing = match by_key.remove(&key(&product)) {
            None => {
                counts.new += 1;
                None
            }
            Some(existing) => {
                let set = changes(&existing, &product)?;
                if set.is_empty() {
                    counts.unchanged += 1;
                } else {
                    counts.changed += 1;
                }
                Some((existing, set))
            }
        };
        rows.push(PlannedRow {
            row,
            product,
            existing,
        });
    }
    Ok(Plan {
        rows,
        reading,
        counts,
    })
}

/// What a row says, as a product: preview, comparison and take-over all start from it.
fn product(row: PriceRow, mapping: &ImportMapping) -> Product {
    Product {
        name: if row.name.is_empty() {
            row.article.clone()
        } else {
            row.name
        },
        article: row.article,
        brand: row.brand,
        unit: row.unit,
        price: row.price.map(Dec),
        currency: row.currency.unwrap_or_else(|| mapping.currency.clone()),
        weight_kg: row.weight_kg.map(Dec),
        hs_code: row.hs_code,
        note: row.note,
        ..catalog::product::blank(String::new())
    }
}

/// The fields that the list gives and that differ. What it does not give is left as it is; a currency without
/// a price says nothing.
fn changes(existing: &Product, listed: &Product) -> Result<Fields> {
    let now = fields(existing)?;
    let mut set = fields(listed)?;
    let priced = listed.price.is_some();
    set.retain(|name, value| {
        let given = match value {
            Value::String(text) => !text.is_empty() && (name != "currency" || priced),
            _ => false,
        };
        given && name != "id" && now.get(name) != Some(value)
    });
    Ok(set)
}

fn fields(product: &Product) -> Result<Fields> {
    match serde_json::to_value(product).map_err(AppError::internal)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(AppError::internal("a product is an object")),
    }
}

/// Articles tell products of one supplier apart, with the brand; products without article go by their name.
fn key(product: &Product) -> (String, String) {
    if product.article.is_empty() {
        (String::new(), product.name.clone())
    } else {
        (product.article.clone(), product.brand.clone())
    }
}
