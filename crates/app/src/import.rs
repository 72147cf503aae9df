//! Price lists in: open, preview, take over as one step that can be undone.

mod mapping;
mod plan;
mod preview;
mod take;

use std::path::Path;
use std::sync::Arc;

use oferta_documents::price_list::{self, Cell, Sheet, Workbook};
use oferta_store::new_id;
use serde_json::Value;

use crate::api::import::{
    GuessTable, ImportOpen, ImportPreview, ImportPreviewRequest, MappingSource, TableGuess,
};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use mapping::{guessed, remembered};
use preview::shown;

pub(crate) use take::run;

/// How many opened price lists are kept in memory.
const MAX_OPEN: usize = 4;
/// The most rows of a pasted table that are looked at.
const MAX_GUESSED: usize = 1_000;

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

/// `import.guess`.
///
/// # Errors
/// [`Code::TooManyRows`].
pub(crate) fn guess(_: &Open, request: GuessTable) -> Result<TableGuess> {
    if request.rows.len() > MAX_GUESSED {
        return Err(AppError::new(Code::TooManyRows).param("limit", MAX_GUESSED));
    }
    let cell = |text: String| match text.trim() {
        "" => Cell::Empty,
        _ => Cell::Text(text),
    };
    let rows = request.rows.into_iter();
    let sheet = Sheet {
        rows: rows
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
        ..Sheet::default()
    };
    let guess = price_list::guess(&sheet);
    let name = |field| match serde_json::to_value(field) {
        Ok(Value::String(name)) => Some(name),
        _ => None,
    };
    Ok(TableGuess {
        header_row: guess.header_row.and_then(|row| u32::try_from(row).ok()),
        columns: guess
            .columns
            .into_iter()
            .map(|field| field.and_then(name))
            .collect(),
    })
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
