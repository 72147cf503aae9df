//! A list as the person sees it before it is taken over.

use oferta_documents::price_list::{RowFault, Workbook};
use oferta_store::product as products_of;

use super::mapping::{shown_field, shown_sign};
use super::plan::plan;
use crate::api::import::{
    ImportFault, ImportHeading, ImportMapping, ImportPreview, ImportProduct, MappingSource, RawRow,
};
use crate::app::Open;
use crate::error::Result;

const RAW_ROWS: usize = 60;
const SHOWN_PRODUCTS: usize = 100;
const SHOWN_FAULTS: usize = 500;
const SHOWN_HEADINGS: usize = 100;

pub(super) fn shown(
    open: &Open,
    import_id: String,
    file_name: String,
    workbook: &Workbook,
    mapping: ImportMapping,
    mapping_source: MappingSource,
    supplier_id: Option<&str>,
) -> Result<ImportPreview> {
    let existing = match supplier_id {
        Some(id) => open.store.read(|conn| products_of::of_supplier(conn, id))?,
        None => Vec::new(),
    };
    let plan = plan(workbook, &mapping, existing)?;
    let raw = match workbook.sheets.get(mapping.sheet as usize) {
        Some(sheet) => (1..)
            .zip(sheet.rows.iter().take(RAW_ROWS))
            .map(|(row, cells)| RawRow {
                row,
                cells: cells
                    .iter()
                    .map(|cell| cell.text().chars().take(200).collect())
                    .collect(),
            })
            .collect(),
        None => Vec::new(),
    };
    let products = plan.rows.into_iter().take(SHOWN_PRODUCTS).map(|planned| {
        let product = planned.product;
        ImportProduct {
            row: planned.row,
            old_price: planned
                .existing
                .and_then(|(existing, _)| existing.price)
                .filter(|old| Some(*old) != product.price),
            article: product.article,
            brand: product.brand,
            name: product.name,
            unit: product.unit,
            price: product.price,
            currency: product.currency,
            weight_kg: product.weight_kg,
            hs_code: product.hs_code,
        }
    });
    Ok(ImportPreview {
        import_id,
        file_name,
        sheets: workbook
            .sheets
            .iter()
            .map(|sheet| sheet.name.clone())
            .collect(),
        mapping_source,
        raw,
        products: products.collect(),
        decimal: shown_sign(plan.reading.decimal),
        faults: plan
            .reading
            .faults
            .iter()
            .take(SHOWN_FAULTS)
            .map(shown_fault)
            .collect(),
        headings: plan
            .reading
            .headings
            .iter()
            .take(SHOWN_HEADINGS)
            .map(|h| ImportHeading {
                row: h.row,
                text: h.text.clone(),
            })
            .collect(),
        counts: plan.counts,
        mapping,
    })
}

pub(super) fn shown_fault(fault: &RowFault) -> ImportFault {
    let reason = serde_json::to_value(fault.reason)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned));
    ImportFault {
        row: fault.row,
        field: fault.field.and_then(shown_field),
        reason: reason.unwrap_or_default(),
        text: fault.text.clone(),
        first_row: fault.first_row,
        kept: fault.kept,
    }
}
