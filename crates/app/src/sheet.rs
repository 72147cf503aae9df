//! A quote as it is worked on: header, rows and sums, kept in memory from one keystroke to the next.

use std::sync::Arc;

use oferta_domain::entity::{Quote, QuoteLine};
use oferta_store::{Connection, quote as quotes_of};
use parking_lot::Mutex;

use crate::app::Open;
use crate::basis::Basis;
use crate::error::Result;
use crate::quote_view::{View, view_as_stored};

/// A quote with its rows in order and what the calculation says of them.
pub(crate) struct Sheet {
    pub quote: Quote,
    /// When it was put into the bin, ISO 8601.
    pub deleted_at: Option<String>,
    pub rows: Vec<QuoteLine>,
    pub basis: Basis,
    pub view: View,
}

impl Sheet {
    fn read(conn: &Connection, id: &str) -> Result<Sheet> {
        let (quote, deleted_at) = quotes_of::get(conn, id)?;
        let rows = quotes_of::lines(conn, id)?;
        let basis = Basis::read(conn, &quote)?;
        let view = view_as_stored(&quote, &rows, &basis)?;
        Ok(Sheet {
            quote,
            deleted_at,
            rows,
            basis,
            view,
        })
    }
}

/// The sheet that was used last, and the step of the store it belongs to: any other step makes it void.
#[derive(Default)]
pub(crate) struct LastSheet(Mutex<Option<(u64, Arc<Sheet>)>>);

impl LastSheet {
    /// Keeps the sheet as the store holds it since the step with this number.
    pub(crate) fn keep(&self, step: u64, sheet: Arc<Sheet>) {
        *self.0.lock() = Some((step, sheet));
    }

    fn at(&self, step: u64, id: &str) -> Option<Arc<Sheet>> {
        let last = self.0.lock();
        let (kept, sheet) = last.as_ref()?;
        (*kept == step && sheet.quote.id == id).then(|| sheet.clone())
    }

    /// Takes the sheet out, to be changed; from then on it is read again unless it is kept again. Nothing where
    /// another command is reading it just now.
    fn take(&self, step: u64, id: &str) -> Option<Sheet> {
        let found = self.at(step, id)?;
        *self.0.lock() = None;
        Arc::try_unwrap(found).ok()
    }
}

/// A quote as it stands in the store.
///
/// # Errors
/// [`Code::NotFound`](crate::error::Code::NotFound); whatever the calculation finds wrong.
pub(crate) fn read(open: &Open, id: &str) -> Result<Arc<Sheet>> {
    // The number is read first: a step between the two makes the sheet void a step too early, never too late.
    let step = open.store.steps();
    if let Some(sheet) = open.sheet.at(step, id) {
        return Ok(sheet);
    }
    let sheet = Arc::new(open.store.read(|conn| Sheet::read(conn, id))?);
    open.sheet.keep(step, sheet.clone());
    Ok(sheet)
}

/// A quote inside a step, to be changed. Keep it when the step is committed.
///
/// # Errors
/// As [`read`].
pub(crate) fn take(open: &Open, conn: &Connection, id: &str) -> Result<Sheet> {
    match open.sheet.take(open.store.steps(), id) {
        Some(sheet) => Ok(sheet),
        None => Sheet::read(conn, id),
    }
}
