//! What a list would do to the products that are there.

use std::collections::HashMap;

use oferta_documents::price_list::{self, PriceRow, Reading, Workbook};
use oferta_domain::Dec;
use oferta_domain::entity::Product;
use serde_json::Value;

use super::mapping::read_mapping;
use crate::api::import::{ImportCounts, ImportMapping};
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;

/// The reading of a sheet, and what it would do to the products that are there.
pub(super) struct Plan {
    pub reading: Reading,
    pub counts: ImportCounts,
    /// Of each product of the reading: the product it changes, if it is there.
    pub existing: Vec<Option<Product>>,
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
    let reading = price_list::rows(sheet, &read_mapping(mapping));
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
        let (a, b) = key(&product.article, &product.brand, &product.name);
        by_key.insert((a.to_owned(), b.to_owned()), product);
    }
    let mut found = Vec::with_capacity(reading.products.len());
    for row in &reading.products {
        let (a, b) = key(&row.article, &row.brand, &row.name);
        let product = by_key.remove(&(a.to_owned(), b.to_owned()));
        match &product {
            None => counts.new += 1,
            Some(product) if changes(product, row, mapping).is_empty() => counts.unchanged += 1,
            Some(_) => counts.changed += 1,
        }
        found.push(product);
    }
    Ok(Plan {
        reading,
        counts,
        existing: found,
    })
}

pub(super) fn changes(product: &Product, row: &PriceRow, mapping: &ImportMapping) -> Fields {
    let now = serde_json::to_value(product).unwrap_or_default();
    let mut set = given(row, mapping);
    set.retain(|name, value| now.get(name) != Some(value));
    set
}

/// The fields of a row that the list gives, by name. What it does not give is left as it is.
fn given(row: &PriceRow, mapping: &ImportMapping) -> Fields {
    let mut set = Fields::new();
    let mut text = |name: &str, value: &str| {
        if !value.is_empty() {
            set.insert(name.to_owned(), Value::from(value));
        }
    };
    text("article", &row.article);
    text("brand", &row.brand);
    text(
        "name",
        if row.name.is_empty() {
            &row.article
        } else {
            &row.name
        },
    );
    text("unit", &row.unit);
    text("hs_code", &row.hs_code);
    text("note", &row.note);
    if let Some(price) = row.price {
        text(
            "currency",
            row.currency.as_deref().unwrap_or(&mapping.currency),
        );
        text("price", &Dec(price).to_string());
    }
    if let Some(weight) = row.weight_kg {
        text("weight_kg", &Dec(weight).to_string());
    }
    set
}

/// Articles tell products of one supplier apart, with the brand; products without article go by their name.
fn key<'a>(article: &'a str, brand: &'a str, name: &'a str) -> (&'a str, &'a str) {
    if article.is_empty() {
        ("", name)
    } else {
        (article, brand)
    }
}
