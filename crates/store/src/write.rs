//! The one write path (invariant 4).
//!
//! A step is one action of a person: any number of rows inserted, patched, deleted or restored. [`Store::write`]
//! runs it in one transaction that also writes the outbox groups, the activity row and the history row. The
//! operations are the wire form of the sync protocol: `{"t","id","ins"}`, `{"t","id","set","was"}`,
//! `{"t","id","del":true,"was"}`, `{"t","id","res":true}`, and for states `{"cmd","t","id","hash","set","was"}`.
//!
//! [`Store::write`]: crate::Store::write

use std::collections::BTreeMap;

use oferta_domain::FieldClass;
use oferta_domain::field::{Entity, FieldKind, TableDef};
use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use crate::error::{Result, StoreError};
use crate::list;
use crate::migrate::SCHEMA;

/// The most operations of one group; a bulk step is cut into groups of this size.
const GROUP_OPS: usize = 500;
/// How many steps of the history are kept.
const HISTORY_STEPS: i64 = 500;

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

/// An open step. Rows are changed only through it.
pub struct WriteTx<'a> {
    conn: &'a Connection,
    now_ms: i64,
    ops: Vec<String>,
    touched: BTreeMap<&'static str, u32>,
}

/// A JSON value as SQLite takes it.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Owned(SqlValue::Null),
            Value::Bool(b) => ToSqlOutput::Owned(SqlValue::Integer(i64::from(*b))),
            Value::String(s) => ToSqlOutput::Borrowed(ValueRef::Text(s.as_bytes())),
            Value::Number(n) => {
                let whole = n.as_i64().ok_or(rusqlite::Error::ToSqlConversionFailure(
                    "not a whole number".into(),
                ))?;
                ToSqlOutput::Owned(SqlValue::Integer(whole))
            }
            _ => {
                return Err(rusqlite::Error::ToSqlConversionFailure(
                    "not a single value".into(),
                ));
            }
        })
    }
}

fn json_of(value: ValueRef<'_>, kind: FieldKind) -> Result<Value> {
    Ok(match (value, kind) {
        (ValueRef::Null, _) => Value::Null,
        (ValueRef::Integer(n), FieldKind::Boolean) => Value::Bool(n != 0),
        (ValueRef::Integer(n), _) => Value::from(n),
        (other, _) => Value::from(
            other
                .as_str()
                .map_err(|e| StoreError::Shape(e.to_string()))?,
        ),
    })
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(conn: &'a Connection, now_ms: i64) -> WriteTx<'a> {
        WriteTx {
            conn,
            now_ms,
            ops: Vec::new(),
            touched: BTreeMap::new(),
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

    fn log(&mut self, table: &'static TableDef, op: &Value) {
        self.ops.push(op.to_string());
        *self.touched.entry(table.name).or_default() += 1;
    }

    /// Inserts a row.
    ///
    /// # Errors
    /// Whatever SQLite reports.
    pub fn insert<T: Entity>(&mut self, entity: &T) -> Result<()> {
        let Value::Object(mut row) = serde_json::to_value(entity)? else {
            return Err(StoreError::Shape("an entity is an object".into()));
        };
        let Some(Value::String(id)) = row.remove("id") else {
            return Err(StoreError::Shape("an entity has an id".into()));
        };
        self.insert_row(T::TABLE, &id, row)
    }

    fn insert_row(
        &mut self,
        table: &'static TableDef,
        id: &str,
        mut row: Map<String, Value>,
    ) -> Result<()> {
        let names: Vec<&str> = table.fields.iter().map(|f| f.name).collect();
        let sql = format!(
            "INSERT INTO {} (id, created_at, updated_at, {}) VALUES (?, ?, ?{})",
            table.name,
            names.join(", "),
            ", ?".repeat(names.len())
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let values: Vec<Bound<'_>> = names
            .iter()
            .map(|n| Bound(row.get(*n).unwrap_or(&Value::Null)))
            .collect();
        let mut bound: Vec<&dyn ToSql> = vec![&id, &self.now_ms, &self.now_ms];
        bound.extend(values.iter().map(|v| v as &dyn ToSql));
        statement.execute(bound.as_slice())?;
        drop(statement);
        list::index_row(self.conn, table.name, id)?;
        row.retain(|name, _| {
            table
                .field(name)
                .is_some_and(|f| f.class != FieldClass::Derived)
        });
        self.log(table, &json!({"t": table.name, "id": id, "ins": row}));
        Ok(())
    }

    /// The fields of a living row as JSON.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::InBin`].
    pub fn current(&self, table: &'static TableDef, id: &str) -> Result<Map<String, Value>> {
        let (row, deleted) = self.any(table, id)?;
        if deleted {
            return Err(StoreError::InBin {
                table: table.name,
                id: id.to_owned(),
            });
        }
        Ok(row)
    }

    fn any(&self, table: &'static TableDef, id: &str) -> Result<(Map<String, Value>, bool)> {
        let names: Vec<&str> = table.fields.iter().map(|f| f.name).collect();
        let sql = format!(
            "SELECT deleted_at IS NOT NULL, {} FROM {} WHERE id = ?",
            names.join(", "),
            table.name
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else {
            return Err(StoreError::NotFound {
                table: table.name,
                id: id.to_owned(),
            });
        };
        let mut out = Map::with_capacity(names.len());
        for (i, field) in table.fields.iter().enumerate() {
            out.insert(
                field.name.to_owned(),
                json_of(row.get_ref(i + 1)?, field.kind)?,
            );
        }
        Ok((out, row.get(0)?))
    }

    /// Changes fields of a living row. Fields that have the value already are left out; returns whether
    /// anything changed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::InBin`], whatever SQLite reports.
    pub fn patch(
        &mut self,
        table: &'static TableDef,
        id: &str,
        set: Map<String, Value>,
    ) -> Result<bool> {
        let current = self.current(table, id)?;
        self.patch_from(table, id, &current, set)
    }

    fn patch_from(
        &mut self,
        table: &'static TableDef,
        id: &str,
        current: &Map<String, Value>,
        mut set: Map<String, Value>,
    ) -> Result<bool> {
        set.retain(|name, value| current.get(name) != Some(value));
        if set.is_empty() {
            return Ok(false);
        }
        let assignments: Vec<String> = set.keys().map(|name| format!("{name} = ?")).collect();
        let sql = format!(
            "UPDATE {} SET updated_at = ?, {} WHERE id = ?",
            table.name,
            assignments.join(", ")
        );
        let values: Vec<Bound<'_>> = set.values().map(Bound).collect();
        let mut bound: Vec<&dyn ToSql> = vec![&self.now_ms];
        bound.extend(values.iter().map(|v| v as &dyn ToSql));
        bound.push(&id);
        self.conn.prepare_cached(&sql)?.execute(bound.as_slice())?;
        if set.keys().any(|name| list::is_indexed(table.name, name)) {
            list::reindex_row(self.conn, table.name, id)?;
        }
        if table.name == "customer" && set.contains_key("name") {
            self.index_quotes_of(id)?;
        }
        let was: Map<String, Value> = set
            .keys()
            .filter_map(|name| current.get(name).map(|v| (name.clone(), v.clone())))
            .collect();
        self.log(
            table,
            &json!({"t": table.name, "id": id, "set": set, "was": was}),
        );
        Ok(true)
    }

    /// A renamed customer is found in its quotes by the new name.
    fn index_quotes_of(&self, customer_id: &str) -> Result<()> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id FROM quote WHERE customer_id = ?")?;
        let quotes = statement.query_map([customer_id], |row| row.get::<_, String>(0))?;
        for quote in quotes.collect::<rusqlite::Result<Vec<_>>>()? {
            list::reindex_row(self.conn, "quote", &quote)?;
        }
        Ok(())
    }

    /// Changes `state` fields of a living row by a command, the only way they change. The operation names the
    /// command and the hash of the content it was given for; `set` and `was` say what it did here.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::InBin`], whatever SQLite reports.
    pub fn command(
        &mut self,
        table: &'static TableDef,
        id: &str,
        command: &str,
        hash: Option<&str>,
        set: Map<String, Value>,
    ) -> Result<()> {
        let current = self.current(table, id)?;
        let was: Map<String, Value> = set
            .keys()
            .map(|name| (name.clone(), current.get(name).cloned().unwrap_or_default()))
            .collect();
        let fields: Vec<(&str, Bound<'_>)> =
            set.iter().map(|(n, v)| (n.as_str(), Bound(v))).collect();
        let bound: Vec<(&str, &dyn ToSql)> =
            fields.iter().map(|(n, v)| (*n, v as &dyn ToSql)).collect();
        self.derive(table, id, &bound)?;
        let mut op = json!({"cmd": command, "t": table.name, "id": id, "set": set, "was": was});
        if let Some(hash) = hash {
            op["hash"] = Value::from(hash);
        }
        self.log(table, &op);
        Ok(())
    }

    /// Stores derived fields: a cache of what the calculation says, never sent to anyone.
    ///
    /// # Errors
    /// Whatever SQLite reports.
    pub fn derive(
        &mut self,
        table: &'static TableDef,
        id: &str,
        fields: &[(&str, &dyn ToSql)],
    ) -> Result<()> {
        let assignments: Vec<String> = fields
            .iter()
            .map(|(name, _)| format!("{name} = ?"))
            .collect();
        let sql = format!(
            "UPDATE {} SET updated_at = ?, {} WHERE id = ?",
            table.name,
            assignments.join(", ")
        );
        let mut bound: Vec<&dyn ToSql> = vec![&self.now_ms];
        bound.extend(fields.iter().map(|(_, value)| *value));
        bound.push(&id);
        self.conn.prepare_cached(&sql)?.execute(bound.as_slice())?;
        Ok(())
    }

    /// Puts a living row into the bin. The operation carries the money fields its author saw.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::InBin`].
    pub fn delete(&mut self, table: &'static TableDef, id: &str) -> Result<()> {
        let mut was = self.current(table, id)?;
        was.retain(|name, _| {
            table
                .field(name)
                .is_some_and(|f| f.class == FieldClass::Money)
        });
        self.set_deleted(table, id, Some(self.now_ms))?;
        self.log(
            table,
            &json!({"t": table.name, "id": id, "del": true, "was": was}),
        );
        Ok(())
    }

    /// Takes a row out of the bin; returns whether it was there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn restore(&mut self, table: &'static TableDef, id: &str) -> Result<bool> {
        let (_, deleted) = self.any(table, id)?;
        if deleted {
            self.set_deleted(table, id, None)?;
            self.log(table, &json!({"t": table.name, "id": id, "res": true}));
        }
        Ok(deleted)
    }

    fn set_deleted(&self, table: &'static TableDef, id: &str, at: Option<i64>) -> Result<()> {
        let sql = format!(
            "UPDATE {} SET deleted_at = ?, updated_at = ? WHERE id = ?",
            table.name
        );
        self.conn
            .prepare_cached(&sql)?
            .execute((at, self.now_ms, id))?;
        list::reindex_row(self.conn, table.name, id)
    }

    /// Applies the inverse of a logged operation.
    ///
    /// # Errors
    /// [`StoreError::UndoConflict`] when the row is no longer what the operation left behind.
    pub(crate) fn apply_inverse(&mut self, op: &Value) -> Result<()> {
        let (table, id) = target(op)?;
        let conflict = || StoreError::UndoConflict {
            table: table.name.to_owned(),
            id: id.clone(),
        };
        if op.get("ins").is_some() || op.get("res").is_some() {
            return self.delete(table, &id).map_err(|_| conflict());
        }
        if op.get("del").is_some() {
            return if self.restore(table, &id)? {
                Ok(())
            } else {
                Err(conflict())
            };
        }
        self.swap(
            table,
            &id,
            op.get("cmd").map(|_| "history.undo"),
            &op["set"],
            &op["was"],
        )
    }

    /// Applies a logged operation again, after it was undone.
    ///
    /// # Errors
    /// [`StoreError::UndoConflict`] when the row is no longer what the undo left behind.
    pub(crate) fn apply_again(&mut self, op: &Value) -> Result<()> {
        let (table, id) = target(op)?;
        let conflict = || StoreError::UndoConflict {
            table: table.name.to_owned(),
            id: id.clone(),
        };
        if op.get("ins").is_some() || op.get("res").is_some() {
            return if self.restore(table, &id)? {
                Ok(())
            } else {
                Err(conflict())
            };
        }
        if op.get("del").is_some() {
            return self.delete(table, &id).map_err(|_| conflict());
        }
        self.swap(
            table,
            &id,
            op.get("cmd").map(|_| "history.redo"),
            &op["was"],
            &op["set"],
        )
    }

    fn swap(
        &mut self,
        table: &'static TableDef,
        id: &str,
        command: Option<&str>,
        from: &Value,
        to: &Value,
    ) -> Result<()> {
        let (Some(from), Some(to)) = (from.as_object(), to.as_object()) else {
            return Err(StoreError::Shape("an operation without values".into()));
        };
        let conflict = || StoreError::UndoConflict {
            table: table.name.to_owned(),
            id: id.to_owned(),
        };
        let current = self.current(table, id).map_err(|_| conflict())?;
        if from
            .iter()
            .any(|(name, value)| current.get(name) != Some(value))
        {
            return Err(conflict());
        }
        match command {
            Some(command) => self.command(table, id, command, None, to.clone()),
            None => self.patch_from(table, id, &current, to.clone()).map(|_| ()),
        }
    }

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
                "INSERT INTO activity (id, at, action, entity, entity_id, label, rows, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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

fn target(op: &Value) -> Result<(&'static TableDef, String)> {
    let name = op["t"].as_str().unwrap_or_default();
    let table = oferta_domain::entity::table(name)
        .ok_or_else(|| StoreError::Shape(format!("no table {name}")))?;
    let id = op["id"]
        .as_str()
        .ok_or_else(|| StoreError::Shape("an operation names a row".into()))?;
    Ok((table, id.to_owned()))
}
