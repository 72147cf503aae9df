//! Price lists in: open, preview, take over as one step that can be undone.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use oferta_documents::price_list::number::DecimalMark;
use oferta_documents::price_list::{self, Field, Mapping, PriceRow, Reading, RowFault, Workbook};
use oferta_domain::Dec;
use oferta_domain::entity::{Product, Supplier};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::{Step, WriteTx, new_id, product as products_of, supplier as suppliers_of};
use serde_json::Value;

use crate::api::import::{
    DecimalSign, ImportCounts, ImportFault, ImportField, ImportHeading, ImportMapping, ImportOpen,
    ImportPreview, ImportPreviewRequest, ImportProduct, ImportReport, ImportRun, MappingSource,
    RawRow,
};
use crate::app::Open;
use crate::catalog;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, overlay};

/// How many opened price lists are kept in memory.
const MAX_OPEN: usize = 4;
const RAW_ROWS: usize = 60;
const SHOWN_PRODUCTS: usize = 100;
const SHOWN_FAULTS: usize = 500;
const SHOWN_HEADINGS: usize = 100;

/// `import.open`.
pub(crate) fn open(open: &Open, request: ImportOpen) -> Result<ImportPreview> {
    let path = Path::new(&request.path);
    let workbook = Arc::new(price_list::read(path)?);
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    open_workbook(open, name, workbook, request.supplier_id.as_deref())
}

/// Keeps a price list that was read and shows how it would be taken over.
pub(crate) fn open_workbook(
    open: &Open,
    name: String,
    workbook: Arc<Workbook>,
    supplier_id: Option<&str>,
) -> Result<ImportPreview> {
    let import_id = new_id(open.now_ms());
    {
        let mut imports = open.imports.lock();
        while imports.len() >= MAX_OPEN {
            // Ids are made in order of time, so the smallest is the oldest.
            let Some(oldest) = imports.keys().min().cloned() else {
                break;
            };
            imports.remove(&oldest);
        }
        imports.insert(import_id.clone(), (name.clone(), workbook.clone()));
    }
    let remembered = match supplier_id {
        Some(id) => remembered(open, id, &workbook)?,
        None => None,
    };
    let (mapping, source) = match remembered {
        Some(mapping) => (mapping, MappingSource::Remembered),
        None => (guessed(&workbook), MappingSource::Guessed),
    };
    shown(
        open,
        import_id,
        name,
        &workbook,
        mapping,
        source,
        supplier_id,
    )
}

/// `import.preview`.
pub(crate) fn preview(open: &Open, request: ImportPreviewRequest) -> Result<ImportPreview> {
    let (name, workbook) = opened(open, &request.import_id)?;
    shown(
        open,
        request.import_id,
        name,
        &workbook,
        request.mapping,
        MappingSource::Given,
        request.supplier_id.as_deref(),
    )
}

fn opened(open: &Open, id: &str) -> Result<(String, Arc<Workbook>)> {
    open.imports
        .lock()
        .get(id)
        .cloned()
        .ok_or_else(|| AppError::new(Code::ImportGone))
}

/// The mapping of the supplier's last list, if it fits this workbook: same headings over the same columns.
fn remembered(
    open: &Open,
    supplier_id: &str,
    workbook: &Workbook,
) -> Result<Option<ImportMapping>> {
    let supplier = open
        .store
        .read(|conn| suppliers_of::get(conn, supplier_id))?;
    let Ok(remembered) = serde_json::from_str::<Remembered>(&supplier.import_mapping) else {
        return Ok(None);
    };
    let headings = headings(workbook, &remembered.mapping);
    Ok((headings == Some(remembered.headings)).then_some(remembered.mapping))
}

/// What is remembered of a supplier's list.
#[derive(serde::Serialize, serde::Deserialize)]
struct Remembered {
    mapping: ImportMapping,
    /// The texts of the header row, to know the list again.
    headings: Vec<String>,
}

fn headings(workbook: &Workbook, mapping: &ImportMapping) -> Option<Vec<String>> {
    let sheet = workbook.sheets.get(mapping.sheet as usize)?;
    let Some(row) = mapping.header_row else {
        return Some(vec![sheet.width().to_string()]);
    };
    Some(
        sheet
            .rows
            .get(row as usize)?
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect(),
    )
}

/// The first sheet in which prices are recognised, else the first with anything in it.
fn guessed(workbook: &Workbook) -> ImportMapping {
    let guesses = workbook
        .sheets
        .iter()
        .enumerate()
        .map(|(i, sheet)| Mapping {
            sheet: i,
            ..price_list::guess(sheet)
        });
    let mut best: Option<Mapping> = None;
    for guess in guesses {
        if guess.column(Field::Price).is_some() {
            return shown_mapping(&guess);
        }
        let empty = workbook.sheets[guess.sheet].rows.is_empty();
        if best.is_none() && !empty {
            best = Some(guess);
        }
    }
    shown_mapping(&best.unwrap_or_default())
}

const FIELDS: [(ImportField, Field); 9] = [
    (ImportField::Article, Field::Article),
    (ImportField::Brand, Field::Brand),
    (ImportField::Name, Field::Name),
    (ImportField::Unit, Field::Unit),
    (ImportField::Price, Field::Price),
    (ImportField::Currency, Field::Currency),
    (ImportField::WeightKg, Field::WeightKg),
    (ImportField::HsCode, Field::HsCode),
    (ImportField::Note, Field::Note),
];

fn shown_field(field: Field) -> Option<ImportField> {
    FIELDS
        .iter()
        .find(|(_, f)| *f == field)
        .map(|(shown, _)| *shown)
}

fn read_field(field: ImportField) -> Option<Field> {
    FIELDS
        .iter()
        .find(|(shown, _)| *shown == field)
        .map(|(_, f)| *f)
}

fn shown_sign(mark: DecimalMark) -> DecimalSign {
    match mark {
        DecimalMark::Auto => DecimalSign::Auto,
        DecimalMark::Comma => DecimalSign::Comma,
        DecimalMark::Dot => DecimalSign::Dot,
    }
}

fn shown_mapping(mapping: &Mapping) -> ImportMapping {
    ImportMapping {
        sheet: u32::try_from(mapping.sheet).unwrap_or_default(),
        header_row: mapping.header_row.and_then(|row| u32::try_from(row).ok()),
        columns: mapping
            .columns
            .iter()
            .map(|field| field.and_then(shown_field))
            .collect(),
        decimal: shown_sign(mapping.decimal),
        currency: mapping.currency.clone().unwrap_or_else(|| "RUB".into()),
    }
}

fn read_mapping(mapping: &ImportMapping) -> Mapping {
    Mapping {
        sheet: mapping.sheet as usize,
        header_row: mapping.header_row.map(|row| row as usize),
        columns: mapping
            .columns
            .iter()
            .map(|field| field.and_then(read_field))
            .collect(),
        decimal: match mapping.decimal {
            DecimalSign::Auto => DecimalMark::Auto,
            DecimalSign::Comma => DecimalMark::Comma,
            DecimalSign::Dot => DecimalMark::Dot,
        },
        currency: Some(mapping.currency.clone()),
    }
}

fn shown_fault(fault: &RowFault) -> ImportFault {
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

/// The reading of a sheet, and what it would do to the products that are there.
struct Plan {
    reading: Reading,
    counts: ImportCounts,
    /// Of each product of the reading: the product it changes, if it is there.
    existing: Vec<Option<Product>>,
}

/// Articles tell products of one supplier apart, with the brand; products without article go by their name.
fn key<'a>(article: &'a str, brand: &'a str, name: &'a str) -> (&'a str, &'a str) {
    if article.is_empty() {
        ("", name)
    } else {
        (article, brand)
    }
}

fn plan(workbook: &Workbook, mapping: &ImportMapping, existing: Vec<Product>) -> Result<Plan> {
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

fn changes(product: &Product, row: &PriceRow, mapping: &ImportMapping) -> Fields {
    let now = serde_json::to_value(product).unwrap_or_default();
    let mut set = given(row, mapping);
    set.retain(|name, value| now.get(name) != Some(value));
    set
}

fn shown(
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
    let products = plan
        .reading
        .products
        .iter()
        .zip(&plan.existing)
        .take(SHOWN_PRODUCTS)
        .map(|(row, existing)| {
            let price = row.price.map(Dec);
            ImportProduct {
                row: row.row,
                article: row.article.clone(),
                brand: row.brand.clone(),
                name: row.name.clone(),
                unit: row.unit.clone(),
                price,
                currency: row
                    .currency
                    .clone()
                    .unwrap_or_else(|| mapping.currency.clone()),
                weight_kg: row.weight_kg.map(Dec),
                hs_code: row.hs_code.clone(),
                old_price: existing
                    .as_ref()
                    .and_then(|p| p.price)
                    .filter(|old| Some(*old) != price),
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
        for (row, existing) in plan.reading.products.iter().zip(&plan.existing) {
            if let Some(fault) = take(tx, row, existing.as_ref(), &supplier.id, mapping)? {
                counts.products -= 1;
                counts.faults += 1;
                if existing.is_some() {
                    counts.changed -= 1
                } else {
                    counts.new -= 1
                }
                faults.push(ImportFault {
                    row: row.row,
                    field: None,
                    reason: fault.code.text().to_owned(),
                    text: row.name.clone(),
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
fn take(
    tx: &mut WriteTx<'_>,
    row: &PriceRow,
    existing: Option<&Product>,
    supplier_id: &str,
    mapping: &ImportMapping,
) -> Result<Option<AppError>> {
    let Some(product) = existing else {
        let product = product_of(tx.new_id(), row, supplier_id, mapping);
        if let Some(fault) = product.faults().into_iter().next() {
            return Ok(Some(fault.into()));
        }
        tx.insert(&product)?;
        return Ok(None);
    };
    let set = changes(product, row, mapping);
    if set.is_empty() {
        return Ok(None);
    }
    if let Err(fault) = overlay(product, &set, by_hand) {
        return Ok(Some(fault));
    }
    tx.patch(Product::TABLE, &product.id, set)?;
    Ok(None)
}

fn product_of(id: String, row: &PriceRow, supplier_id: &str, mapping: &ImportMapping) -> Product {
    let name = if row.name.is_empty() {
        &row.article
    } else {
        &row.name
    };
    Product {
        supplier_id: Some(supplier_id.to_owned()),
        article: row.article.clone(),
        brand: row.brand.clone(),
        name: name.clone(),
        unit: row.unit.clone(),
        price: row.price.map(Dec),
        currency: row
            .currency
            .clone()
            .unwrap_or_else(|| mapping.currency.clone()),
        weight_kg: row.weight_kg.map(Dec),
        hs_code: row.hs_code.clone(),
        note: row.note.clone(),
        ..catalog::product::blank(id)
    }
}

fn remember(
    tx: &mut WriteTx<'_>,
    supplier: &Supplier,
    workbook: &Workbook,
    mapping: &ImportMapping,
) -> Result<()> {
    let headings = headings(workbook, mapping).unwrap_or_default();
    let remembered = Remembered {
        mapping: mapping.clone(),
        headings,
    };
    let text = serde_json::to_string(&remembered).map_err(AppError::internal)?;
    let set = Fields::from_iter([("import_mapping".to_owned(), Value::from(text))]);
    tx.patch(Supplier::TABLE, &supplier.id, set)?;
    Ok(())
}
