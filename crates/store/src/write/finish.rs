//! The end of a step: outbox groups, activity, history.

use rusqlite::OptionalExtension;

use super::{Step, StepDone, WriteTx};
use crate::error::{Result, StoreError};
use crate::migrate::SCHEMA;

/// The most operations of one group; a bulk step is cut into groups of this size.
const GROUP_OPS: usize = 500;
/// How many steps of the history are kept.
const HISTORY_STEPS: i64 = 500;

impl WriteTx<'_> {
    /// The outbox groups, the activity row and the history row of the step.
    pub(crate) fn finish(self, step: &Step) -> Result<StepDone> {
        let rows = u32::try_from(self.ops.len()).unwrap_or(u32::MAX);
        if self.ops.is_empty() {
            return Ok(StepDone::default());
        }
        let first = self.next_seq()?;
        let mut seq = first;
        let size = if step.bulk { GROUP_OPS } else { self.ops.len() };
        for ops in self.ops.chunks(size) {
            self.conn
                .prepare_cached(
                    "INSERT INTO outbox (seq, mid, at, schema, ops) VALUES (?, ?, ?, ?, ?)",
                )?
                .execute((
                    seq,
                    self.new_id(),
                    self.now_ms,
                    SCHEMA,
                    format!("[{}]", ops.join(",")),
                ))?;
            seq += 1;
        }
        let last = seq - 1;
        self.conn
            .prepare_cached("UPDATE device SET last_seq = ?")?
            .execute([last])?;
        self.conn
            .prepare_cached(
                "INSERT INTO activity (id, at, action, entity, entity_id, label, rows, seq, author)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT trim(first_name || ' ' || last_name) FROM profile ORDER BY n LIMIT 1), ''))",
            )?
            .execute((self.new_id(), self.now_ms, step.action, step.entity, &step.entity_id, &step.label, rows, last))?;
        let mut history_id = None;
        if step.undoable {
            let id = self.new_id();
            self.conn
                .prepare_cached("DELETE FROM history WHERE undone = 1")?
                .execute([])?;
            self.conn
                .prepare_cached(
                    "INSERT INTO history (id, at, action, entity, entity_id, label, rows, first_seq, last_seq)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute((&id, self.now_ms, step.action, step.entity, &step.entity_id, &step.label, rows, first, last))?;
            self.conn
                .prepare_cached("DELETE FROM history WHERE n <= (SELECT max(n) FROM history) - ?")?
                .execute([HISTORY_STEPS])?;
            history_id = Some(id);
        }
        Ok(StepDone {
            history_id,
            rows,
            groups: Some((first, last)),
        })
    }

    fn next_seq(&self) -> Result<i64> {
        let last: Option<i64> = self
            .conn
            .query_row("SELECT last_seq FROM device", [], |r| r.get(0))
            .optional()?;
        last.map(|n| n + 1)
            .ok_or_else(|| StoreError::Shape("the store has no device".into()))
    }
}
