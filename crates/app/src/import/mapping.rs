//! What the columns of a list are: guessed, remembered per supplier, or given by the person.

use oferta_documents::price_list::number::DecimalMark;
use oferta_documents::price_list::{self, Field, Mapping, Workbook};
use oferta_domain::entity::Supplier;
use oferta_domain::field::Entity;
use oferta_store::{WriteTx, supplier as suppliers_of};
use serde_json::Value;

use crate::api::import::{DecimalSign, ImportField, ImportMapping};
use crate::app::Open;
use crate::error::{AppError, Result};
use crate::patch::Fields;

/// The mapping of the supplier's last list, if it fits this workbook: same headings over the same columns.
pub(super) fn remembered(
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

pub(super) fn remember(
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

/// The first sheet in which prices are recognised, else the first with anything in it.
pub(super) fn guessed(workbook: &Workbook) -> ImportMapping {
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

pub(super) fn read_mapping(mapping: &ImportMapping) -> Mapping {
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

pub(super) fn shown_field(field: Field) -> Option<ImportField> {
    FIELDS
        .iter()
        .find(|(_, f)| *f == field)
        .map(|(shown, _)| *shown)
}

pub(super) fn shown_sign(mark: DecimalMark) -> DecimalSign {
    match mark {
        DecimalMark::Auto => DecimalSign::Auto,
        DecimalMark::Comma => DecimalSign::Comma,
        DecimalMark::Dot => DecimalSign::Dot,
    }
}

fn read_field(field: ImportField) -> Option<Field> {
    FIELDS
        .iter()
        .find(|(shown, _)| *shown == field)
        .map(|(_, f)| *f)
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
