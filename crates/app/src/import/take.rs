//! Taking a list over.

use std::time::Instant;

use oferta_domain::entity::{Product, Supplier};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::{Step, WriteTx, product as products_of, supplier as suppliers_of};
use serde_json::Value;

use super::mapping::remember;
use super::opened;
use super::plan::{PlannedRow, plan};
use super::preview::shown_fault;
use crate::api::import::{ImportFault, ImportField, ImportReport, ImportRun};
use crate::app::Open;
use crate::catalog;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, overlay};

/// `import.run`.
pub(crate) fn run(open: &Open, request: ImportRun) -> Result<ImportReport> {
    let started = Instant::now();
    let (file_name, workbook) = opened(open, &request.import_id)?;
    let mapping = &request.mapping;
    if !mapping
        .columns
        .iter()
        .flatten()
        .any(|f| matches!(f, ImportField::Name | ImportField::Article))
    {
        return Err(AppError::new(Code::MappingIncomplete));
    }
    if mapping.currency.len() != 3 || !mapping.currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(AppError::new(Code::BadCurrency).at("mapping.currency"));
    }
    let (report, done) = open.store.write(open.now_ms(), |tx| {
        let supplier = supplier(tx, &request)?;
        let plan = plan(
            &workbook,
            mapping,
            products_of::of_supplier(tx.conn(), &supplier.id)?,
        )?;
        let mut counts = plan.counts;
        let mut faults: Vec<ImportFault> = plan.reading.faults.iter().map(shown_fault).collect();
        for planned in &plan.rows {
            if let Some(fault) = take(tx, planned, &supplier.id)? {
                counts.products -= 1;
                counts.faults += 1;
                if planned.existing.is_some() {
                    counts.changed -= 1
                } else {
                    counts.new -= 1
                }
                faults.push(ImportFault {
                    row: planned.row,
                    field: None,
                    reason: fault.code.text().to_owned(),
                    text: planned.product.name.clone(),
                    first_row: None,
                    kept: false,
                });
            }
        }
        faults.sort_by_key(|fault| fault.row);
        remember(tx, &supplier, &workbook, mapping)?;
        let report = ImportReport {
            supplier_id: supplier.id.clone(),
            counts,
            faults,
            millis: 0,
            undo: None,
        };
        let mut step = Step::new("product.import", "supplier", Some(&supplier.id), &file_name);
        step.bulk = true;
        Ok::<_, AppError>((report, step))
    })?;
    open.imports.lock().remove(&request.import_id);
    let millis = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(ImportReport {
        millis,
        undo: done.history_id,
        ..report
    })
}

fn supplier(tx: &mut WriteTx<'_>, request: &ImportRun) -> Result<Supplier> {
    if let Some(id) = &request.supplier_id {
        tx.current(Supplier::TABLE, id)?;
        return Ok(suppliers_of::get(tx.conn(), id)?);
    }
    let name = request.new_supplier.as_deref().unwrap_or_default().trim();
    if name.is_empty() {
        return Err(AppError::new(Code::SupplierNeeded).at("supplier_id"));
    }
    if let Some(id) = suppliers_of::by_name(tx.conn(), name)? {
        return Ok(suppliers_of::get(tx.conn(), &id)?);
    }
    let set = Fields::from_iter([
        ("name".to_owned(), Value::from(name)),
        (
            "currency".to_owned(),
            Value::from(request.mapping.currency.as_str()),
        ),
    ]);
    let supplier = build(&catalog::supplier::blank(tx.new_id()), &set)?;
    tx.insert(&supplier)?;
    Ok(supplier)
}

/// Takes one row over. Answers the fault of a row that no product can be made of: it is reported and does not
/// stop the others.
///
/// # Errors
/// Whatever the store answers; then nothing of the list is taken over.
fn take(tx: &mut WriteTx<'_>, planned: &PlannedRow, supplier_id: &str) -> Result<Option<AppError>> {
    let Some((existing, set)) = &planned.existing else {
        let product = Product {
            id: tx.new_id(),
            supplier_id: Some(supplier_id.to_owned()),
            ..planned.product.clone()
        };
        if let Some(fault) = product.faults().into_iter().next() {
            return Ok(Some(fault.into()));
        }
        tx.insert(&product)?;
        return Ok(None);
    };
    if set.is_empty() {
        return Ok(None);
    }
    if let Err(fault) = overlay(existing, set, by_hand) {
        return Ok(Some(fault));
    }
    tx.patch(Product::TABLE, &existing.id, set.clone())?;
    Ok(None)
}
