//! What an edit makes of the status of a quote.

use oferta_domain::entity::Quote;
use oferta_domain::field::Entity;
use oferta_domain::status::{QuoteCommand, QuoteStatus};
use oferta_store::quote as quotes_of;

use super::Draft;
use crate::api::quote_edit::Edit;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;
use crate::revision;
use crate::sheet::Sheet;

/// What an edit means for the quote as a whole.
pub(super) enum Course {
    /// A draft is written on.
    Draft,
    /// What was sent stays sent, with another last day: that is a revision of its own.
    Extension {
        status: QuoteStatus,
        /// Of what was offered until now.
        hash: String,
    },
    /// What was handed in, sent, rejected or has expired becomes the draft of its next revision.
    Revision { status: QuoteStatus, hash: String },
}

/// Whether nothing but the last day of validity is changed.
pub(super) fn is_validity_alone(edits: &[Edit]) -> bool {
    let alone = |edit: &Edit| match edit {
        Edit::Header { set } => set.len() == 1 && set.contains_key("valid_until"),
        _ => false,
    };
    !edits.is_empty() && edits.iter().all(alone)
}

impl Course {
    /// The course of an edit.
    ///
    /// # Errors
    /// [`Code::QuoteLocked`] for what an edit must not take back.
    pub(super) fn of(sheet: &Sheet, of_content: bool) -> Result<Course> {
        let status = sheet.quote.status;
        if status.is_editable() {
            return Ok(Course::Draft);
        }
        if !status.is_revisable() {
            return Err(AppError::new(Code::QuoteLocked));
        }
        let hash = quotes_of::content_hash(&sheet.quote, &sheet.rows, sheet.basis.landed())?;
        let offered = matches!(status, QuoteStatus::Sent | QuoteStatus::Expired);
        Ok(match offered && !of_content {
            true => Course::Extension { status, hash },
            false => Course::Revision { status, hash },
        })
    }

    /// Whether prices follow from the same as before.
    pub(super) fn keeps_basis(&self) -> bool {
        !matches!(self, Course::Revision { .. })
    }

    pub(super) fn begin(&self, draft: &mut Draft<'_, '_>) -> Result<()> {
        if let Course::Revision { .. } = self {
            draft.quote.status = QuoteStatus::Draft;
            draft.reread_basis()?;
        }
        Ok(())
    }

    /// Moves the quote where the edit changed anything; else it stays what it was.
    pub(super) fn end(&self, draft: &mut Draft<'_, '_>) -> Result<()> {
        match self {
            Course::Revision { hash, .. } if draft.tx.has_changes() => {
                reach(draft, QuoteCommand::Reopen, QuoteStatus::Draft, hash)
            }
            Course::Revision { status, .. } => {
                draft.quote.status = *status;
                draft.basis = Basis::read(draft.tx.conn(), &draft.quote)?;
                Ok(())
            }
            Course::Extension { status, hash }
                if *status == QuoteStatus::Expired && draft.tx.has_changes() =>
            {
                reach(draft, QuoteCommand::Extend, QuoteStatus::Sent, hash)
            }
            _ => Ok(()),
        }
    }

    /// Keeps what is offered from now on.
    pub(super) fn keep(&self, draft: &mut Draft<'_, '_>) -> Result<()> {
        let Course::Extension { .. } = self else {
            return Ok(());
        };
        let (quote, rows, basis) = (&draft.quote, &draft.rows, &draft.basis);
        let hash = quotes_of::content_hash(quote, rows, basis.landed())?;
        revision::make(draft.tx, quote, rows, basis, QuoteStatus::Sent, hash)
    }
}

/// Gives the command that the edit needs, before the edit.
fn reach(
    draft: &mut Draft<'_, '_>,
    command: QuoteCommand,
    status: QuoteStatus,
    hash: &str,
) -> Result<()> {
    let value = serde_json::to_value(status).map_err(AppError::internal)?;
    let set = Fields::from_iter([("status".to_owned(), value)]);
    let id = &draft.quote.id;
    draft
        .tx
        .command_before(Quote::TABLE, id, command.action(), Some(hash), set)?;
    draft.quote.status = status;
    Ok(())
}
