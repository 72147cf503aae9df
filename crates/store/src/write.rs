//! The one write path (invariant 4).
//!
//! A step is one action of a person: any number of rows inserted, patched, deleted or restored. [`Store::write`]
//! runs it in one transaction that also writes the outbox groups, the activity row and the history row. The
//! operations are the wire form of the sync protocol, see [`Op`].
//!
//! [`Store::write`]: crate::Store::write

mod bound;
mod finish;
mod rows;
mod travel;

pub use rows::is_living;

use oferta_domain::field::TableDef;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::Result;

/// What a step is called in the activity log and in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `noun.verb`.
    pub action: &'static str,
    /// The table of what it was done to.
    pub entity: &'static str,
    /// What it was done to, if one row.
    pub entity_id: Option<String>,
    /// A name to show.
    pub label: String,
    /// Whether the step may be cut into several groups (an import) or is all or nothing for colleagues too.
    pub bulk: bool,
    /// Whether it becomes a step of the history; undo and redo themselves do not.
    pub undoable: bool,
}

impl Step {
    /// A step that can be undone and goes to colleagues as one group.
    pub fn new(
        action: &'static str,
        entity: &'static str,
        entity_id: Option<&str>,
        label: &str,
    ) -> Step {
        Step {
            action,
            entity,
            entity_id: entity_id.map(str::to_owned),
            label: label.to_owned(),
            bulk: false,
            undoable: true,
        }
    }
}

/// What a committed step left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDone {
    /// The step of the history; none when nothing changed or the step is not undoable.
    pub history_id: Option<String>,
    /// How many rows changed.
    pub rows: u32,
    /// The groups it wrote: first and last device sequence number.
    pub groups: Option<(i64, i64)>,
}

/// A new identity: UUIDv7 of the given time, so that ids of one device sort by age.
pub fn new_id(now_ms: i64) -> String {
    let seconds = u64::try_from(now_ms.div_euclid(1_000)).unwrap_or_default();
    let nanos = u32::try_from(now_ms.rem_euclid(1_000)).unwrap_or_default() * 1_000_000;
    let time =
        uuid::Timestamp::from_unix(uuid::timestamp::context::ContextV7::new(), seconds, nanos);
    uuid::Uuid::new_v7(time).to_string()
}

/// An identity that follows from what it names, the same on every device: a UUIDv8 of the hash of the parts.
pub fn stable_id(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes)
        .into_uuid()
        .to_string()
}

/// An open step. Rows are changed only through it.
pub struct WriteTx<'a> {
    conn: &'a Connection,
    now_ms: i64,
    ops: Vec<String>,
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(conn: &'a Connection, now_ms: i64) -> WriteTx<'a> {
        WriteTx {
            conn,
            now_ms,
            ops: Vec::new(),
        }
    }

    /// The connection, for reads that must see this step.
    pub fn conn(&self) -> &Connection {
        self.conn
    }

    /// Whether the step has changed anything yet.
    pub fn has_changes(&self) -> bool {
        !self.ops.is_empty()
    }

    /// The time of the step, milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// A new identity.
    pub fn new_id(&self) -> String {
        new_id(self.now_ms)
    }

    fn log(&mut self, op: &Op<'_>) -> Result<()> {
        self.ops.push(serde_json::to_string(op)?);
        Ok(())
    }
}

/// An operation in the wire form of the sync protocol: `{"t","id","ins"}`, `{"t","id","set","was"}`,
/// `{"t","id","del":true,"was"}`, `{"t","id","res":true}`, `{"t","id","purge":true}`, and for states
/// `{"cmd","t","id","hash","set","was"}`.
#[derive(Default, Serialize)]
struct Op<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cmd: Option<&'a str>,
    t: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ins: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    del: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    res: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    purge: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a Map<String, Value>>,
}

impl<'a> Op<'a> {
    fn of(table: &'static TableDef, id: &'a str) -> Op<'a> {
        Op {
            t: table.name,
            id,
            ..Op::default()
        }
    }
}
