//! Notes of a quote. They are of the house: no document ever sees them.

use oferta_domain::entity::{Quote, QuoteNote};
use oferta_domain::field::Entity;
use oferta_store::{Step, note as notes_of};

use crate::api::common::{ById, Changed, Create, Nothing, Patch};
use crate::api::desk::{Notes, OfQuote};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::patch::{build, by_hand, overlay, written};
use crate::workspace;

/// How much of a text stands in the log.
const LABEL: usize = 60;

/// `note.list`.
pub(crate) fn list(open: &Open, of: OfQuote) -> Result<Notes> {
    open.store.read(|conn| {
        Ok(Notes {
            notes: notes_of::list(conn, &of.quote_id)?,
        })
    })
}

/// `note.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<QuoteNote> {
    let author = author(open)?;
    let (note, _) = open.store.write(open.now_ms(), |tx| {
        let blank = QuoteNote {
            id: tx.new_id(),
            quote_id: String::new(),
            text: String::new(),
            author,
            written_at: tx.now_ms(),
        };
        if let Some(fixed) = ["author", "written_at"]
            .into_iter()
            .find(|field| request.set.contains_key(*field))
        {
            return Err(AppError::new(Code::FieldFixed).at(fixed));
        }
        let note = build(&blank, &request.set)?;
        tx.current(Quote::TABLE, &note.quote_id)?;
        tx.insert(&note)?;
        let step = step("note.create", &note.quote_id, &note.text);
        Ok::<_, AppError>((note, step))
    })?;
    Ok(note)
}

/// `note.patch`.
pub(crate) fn patch(open: &Open, patch: Patch) -> Result<QuoteNote> {
    let (note, _) = open.store.write(open.now_ms(), |tx| {
        let note = overlay(&notes_of::get(tx.conn(), &patch.id)?, &patch.set, by_hand)?;
        tx.patch(QuoteNote::TABLE, &note.id, written(&note, &patch.set)?)?;
        let step = step("note.patch", &note.quote_id, &note.text);
        Ok::<_, AppError>((note, step))
    })?;
    Ok(note)
}

/// `note.delete`.
pub(crate) fn delete(open: &Open, by: ById) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let note = notes_of::get(tx.conn(), &by.id)?;
        tx.delete(QuoteNote::TABLE, &note.id)?;
        let step = step("note.delete", &note.quote_id, &note.text);
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

/// A step that belongs to the history of a quote, whatever table it changes.
pub(crate) fn step(action: &'static str, quote_id: &str, text: &str) -> Step {
    let label: String = text
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(LABEL)
        .collect();
    Step::new(action, "quote", Some(quote_id), &label)
}

/// The name of the person who works here.
pub(crate) fn author(open: &Open) -> Result<String> {
    let profile = workspace::profile(open, Nothing {})?;
    let name = format!("{} {}", profile.first_name, profile.last_name);
    Ok(name.trim().to_owned())
}
