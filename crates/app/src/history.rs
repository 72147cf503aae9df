//! Undo and redo. What is taken back is a new change, so it syncs like any other.

use std::collections::BTreeSet;

use oferta_store::history::{self, Direction, HistoryRow};
use oferta_store::{Step, terms as terms_of};

use crate::api::common::Nothing;
use crate::api::workspace::{HistoryMove, HistoryMoved, HistoryState, HistoryStep};
use crate::app::Open;
use crate::error::{AppError, Result};
use crate::{quote_view, terms};

fn shown(row: HistoryRow) -> HistoryStep {
    HistoryStep {
        id: row.id,
        action: row.action,
        entity_id: row.entity_id,
        label: row.label,
        rows: row.rows,
    }
}

/// `history.state`.
pub(crate) fn state(open: &Open, _: Nothing) -> Result<HistoryState> {
    open.store.read(|conn| {
        Ok(HistoryState {
            undo: history::next(conn, Direction::Undo)?.map(shown),
            redo: history::next(conn, Direction::Redo)?.map(shown),
        })
    })
}

/// `history.undo`.
pub(crate) fn undo(open: &Open, request: HistoryMove) -> Result<HistoryMoved> {
    travel(open, Direction::Undo, request)
}

/// `history.redo`.
pub(crate) fn redo(open: &Open, request: HistoryMove) -> Result<HistoryMoved> {
    travel(open, Direction::Redo, request)
}

fn travel(open: &Open, direction: Direction, request: HistoryMove) -> Result<HistoryMoved> {
    let (moved, _) = open.store.write(open.now_ms(), |tx| {
        let moved = history::travel(tx, direction, request.step.as_deref())?;
        let mut stale = BTreeSet::from(["history".to_owned()]);
        let mut quotes = BTreeSet::new();
        let mut inherited = false;
        let (row, touched) = match moved {
            Some((row, touched)) => (Some(row), touched),
            None => (None, Vec::new()),
        };
        for (table, id) in touched {
            match table.as_str() {
                "quote" => {
                    quotes.insert(id);
                }
                "quote_line" => {
                    quotes.insert(
                        tx.conn()
                            .query_row("SELECT quote_id FROM quote_line WHERE id = ?", [&id], |r| {
                                r.get(0)
                            })
                            .map_err(oferta_store::StoreError::from)?,
                    );
                }
                "organisation_rate" => {
                    stale.insert("rates".to_owned());
                }
                "contact" => {
                    stale.insert("customer".to_owned());
                }
                "quote_rate" | "quote_revision" => {
                    let sql = format!("SELECT quote_id FROM {table} WHERE id = ?");
                    quotes.insert(
                        tx.conn()
                            .query_row(&sql, [&id], |r| r.get(0))
                            .map_err(oferta_store::StoreError::from)?,
                    );
                }
                "terms" | "cost" => {
                    let (owner, kind) = match table.as_str() {
                        "cost" => terms_of::owner_of_cost(tx.conn(), &id)?,
                        _ => (id.clone(), terms_of::kind(tx.conn(), &id)?),
                    };
                    match kind.as_str() {
                        "quote" => {
                            quotes.insert(owner);
                        }
                        "template" => {
                            stale.insert("template".to_owned());
                        }
                        _ => inherited |= stale.insert("terms".to_owned()),
                    }
                }
                "dated_value" => inherited |= stale.insert(table),
                _ => {
                    stale.insert(table);
                }
            }
        }
        if inherited {
            stale.insert("quote".to_owned());
            terms::refresh_drafts(tx)?;
        }
        for id in &quotes {
            stale.insert("quote".to_owned());
            quote_view::refresh_totals(tx, id)?;
        }
        let action = match direction {
            Direction::Undo => "history.undo",
            Direction::Redo => "history.redo",
        };
        let label = row.as_ref().map(|r| r.label.clone()).unwrap_or_default();
        let entity_id = row.as_ref().and_then(|r| r.entity_id.clone());
        let mut step = Step::new(action, "history", entity_id.as_deref(), &label);
        step.undoable = false;
        // All or nothing for colleagues, unless the step itself was cut.
        step.bulk = row.as_ref().is_some_and(HistoryRow::was_cut);
        Ok::<_, AppError>((
            (row.map(shown), stale.into_iter().collect::<Vec<_>>()),
            step,
        ))
    })?;
    let (step, stale) = moved;
    Ok(HistoryMoved {
        step,
        stale,
        history: state(open, Nothing {})?,
    })
}
