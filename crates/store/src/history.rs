//! Undo and redo: the inverse of a step as a new change, which syncs like any other.

use rusqlite::Connection;
use serde_json::Value;

use crate::error::{Result, StoreError};
use crate::row;
use crate::write::WriteTx;

/// A step of the history.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct HistoryRow {
    /// The step.
    pub id: String,
    /// `noun.verb`.
    pub action: String,
    /// The table of what it was done to.
    pub entity: String,
    /// What it was done to, if one row.
    pub entity_id: Option<String>,
    /// A name to show.
    pub label: String,
    /// How many rows changed.
    pub rows: u32,
    first_seq: i64,
    last_seq: i64,
}

impl HistoryRow {
    /// Whether the step went out in several groups.
    pub fn was_cut(&self) -> bool {
        self.first_seq != self.last_seq
    }
}

/// Which way along the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Take the last step back.
    Undo,
    /// Bring the last undone step back.
    Redo,
}

/// The step that would be next in this direction.
///
/// # Errors
/// Whatever SQLite reports.
pub fn next(conn: &Connection, direction: Direction) -> Result<Option<HistoryRow>> {
    const COLUMNS: &str = "id, action, entity, entity_id, label, rows, first_seq, last_seq";
    let sql = match direction {
        Direction::Undo => {
            format!("SELECT {COLUMNS} FROM history WHERE undone = 0 ORDER BY n DESC LIMIT 1")
        }
        Direction::Redo => {
            format!("SELECT {COLUMNS} FROM history WHERE undone = 1 ORDER BY n LIMIT 1")
        }
    };
    row::query_one(conn, &sql, [])
}

/// A step that was moved, and the rows it touched (table, id).
pub type Travelled = (HistoryRow, Vec<(String, String)>);

/// Moves one step. Given a step, it must be the next one.
///
/// # Errors
/// [`StoreError::StepGone`], [`StoreError::UndoConflict`]; then nothing was changed.
pub fn travel(
    tx: &mut WriteTx<'_>,
    direction: Direction,
    wanted: Option<&str>,
) -> Result<Option<Travelled>> {
    let step = next(tx.conn(), direction)?;
    let Some(step) = step else {
        return if wanted.is_some() {
            Err(StoreError::StepGone)
        } else {
            Ok(None)
        };
    };
    if wanted.is_some_and(|id| id != step.id) {
        return Err(StoreError::StepGone);
    }
    let mut ops = operations(tx.conn(), step.first_seq, step.last_seq)?;
    if direction == Direction::Undo {
        ops.reverse();
    }
    let mut touched = Vec::with_capacity(ops.len());
    for op in &ops {
        match direction {
            Direction::Undo => tx.apply_inverse(op)?,
            Direction::Redo => tx.apply_again(op)?,
        }
        let text = |key: &str| op[key].as_str().unwrap_or_default().to_owned();
        touched.push((text("t"), text("id")));
    }
    tx.conn().execute(
        "UPDATE history SET undone = ? WHERE id = ?",
        (direction == Direction::Undo, &step.id),
    )?;
    Ok(Some((step, touched)))
}

fn operations(conn: &Connection, first: i64, last: i64) -> Result<Vec<Value>> {
    let mut statement =
        conn.prepare_cached("SELECT ops FROM outbox WHERE seq BETWEEN ? AND ? ORDER BY seq")?;
    let mut rows = statement.query((first, last))?;
    let mut ops = Vec::new();
    let mut groups = 0;
    while let Some(row) = rows.next()? {
        let group: Vec<Value> = serde_json::from_str(
            row.get_ref(0)?
                .as_str()
                .map_err(|e| StoreError::Shape(e.to_string()))?,
        )?;
        ops.extend(group);
        groups += 1;
    }
    if groups != last - first + 1 {
        return Err(StoreError::StepGone);
    }
    Ok(ops)
}

/// Forgets every step: what was done so far can no longer be undone.
///
/// # Errors
/// Whatever SQLite reports.
pub fn forget(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM history", [])?;
    Ok(())
}
