//! Rows inserted, patched, deleted, restored, each with its operation.

use oferta_domain::FieldClass;
use oferta_domain::field::{Entity, FieldDef, TableDef};
use rusqlite::Connection;
use rusqlite::types::ToSql;
use serde_json::{Map, Value};

use super::bound::{Bound, json_of};
use super::{Op, WriteTx};
use crate::error::{Result, StoreError};
use crate::list;

/// Whether a row is there and not in the bin.
///
/// # Errors
/// Whatever SQLite reports.
pub fn is_living(conn: &Connection, table: &TableDef, id: &str) -> Result<bool> {
    let sql = format!(
        "SELECT 1 FROM {} WHERE id = :id AND deleted_at IS NULL",
        table.name
    );
    Ok(conn.prepare_cached(&sql)?.exists([id])?)
}

impl WriteTx<'_> {
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
        self.log(&Op {
            ins: Some(&row),
            ..Op::of(table, id)
        })
    }

    /// The fields of a living row as JSON.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::InBin`].
    pub fn current(&self, table: &'static TableDef, id: &str) -> Result<Map<String, Value>> {
        self.living(table, id, |_| true)
    }

    /// The fields of a living row that are asked for.
    fn living(
        &self,
        table: &'static TableDef,
        id: &str,
        asked: impl Fn(&FieldDef) -> bool,
    ) -> Result<Map<String, Value>> {
        let (row, deleted) = self.any(table, id, asked)?;
        if deleted {
            return Err(StoreError::InBin {
                table: table.name,
                id: id.to_owned(),
            });
        }
        Ok(row)
    }

    /// The fields of a row that are asked for, and whether it is in the bin.
    fn any(
        &self,
        table: &'static TableDef,
        id: &str,
        asked: impl Fn(&FieldDef) -> bool,
    ) -> Result<(Map<String, Value>, bool)> {
        let fields: Vec<&FieldDef> = table.fields.iter().filter(|field| asked(field)).collect();
        let names: String = fields.iter().flat_map(|f| [", ", f.name]).collect();
        let sql = format!(
            "SELECT deleted_at IS NOT NULL{names} FROM {} WHERE id = ?",
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
        let mut out = Map::with_capacity(fields.len());
        for (i, field) in fields.iter().enumerate() {
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
        let current = self.living(table, id, |field| set.contains_key(field.name))?;
        self.patch_from(table, id, current, set)
    }

    /// As [`WriteTx::patch`], of a living row whose fields are known: `current` has those that are set, as this step has
    /// them in the store.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it does not live, whatever SQLite reports.
    pub fn patch_from(
        &mut self,
        table: &'static TableDef,
        id: &str,
        current: Map<String, Value>,
        mut set: Map<String, Value>,
    ) -> Result<bool> {
        debug_assert!(
            self.living(table, id, |field| set.contains_key(field.name))
                .is_ok_and(|stored| stored.iter().all(|it| current.get(it.0) == Some(it.1))),
            "what is known of a row is what is stored"
        );
        set.retain(|name, value| current.get(name) != Some(value));
        if set.is_empty() {
            return Ok(false);
        }
        let assignments: Vec<String> = set.keys().map(|name| format!("{name} = ?")).collect();
        let sql = format!(
            "UPDATE {} SET updated_at = ?, {} WHERE id = ? AND deleted_at IS NULL",
            table.name,
            assignments.join(", ")
        );
        let values: Vec<Bound<'_>> = set.values().map(Bound).collect();
        let mut bound: Vec<&dyn ToSql> = vec![&self.now_ms];
        bound.extend(values.iter().map(|v| v as &dyn ToSql));
        bound.push(&id);
        if self.conn.prepare_cached(&sql)?.execute(bound.as_slice())? == 0 {
            return Err(StoreError::NotFound {
                table: table.name,
                id: id.to_owned(),
            });
        }
        if set.keys().any(|name| list::is_indexed(table.name, name)) {
            list::reindex_row(self.conn, table.name, id)?;
        }
        if table.name == "customer" && set.contains_key("name") {
            self.index_quotes_of(id)?;
        }
        let mut was = current;
        was.retain(|name, _| set.contains_key(name));
        self.log(&Op {
            set: Some(&set),
            was: Some(&was),
            ..Op::of(table, id)
        })?;
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
        let was = self.living(table, id, |field| set.contains_key(field.name))?;
        let fields: Vec<(&str, Bound<'_>)> =
            set.iter().map(|(n, v)| (n.as_str(), Bound(v))).collect();
        let bound: Vec<(&str, &dyn ToSql)> =
            fields.iter().map(|(n, v)| (*n, v as &dyn ToSql)).collect();
        self.derive(table, id, &bound)?;
        self.log(&Op {
            cmd: Some(command),
            hash,
            set: Some(&set),
            was: Some(&was),
            ..Op::of(table, id)
        })
    }

    /// As [`WriteTx::command`], for a command that what this step did so far needs: it stands before that, so that
    /// whoever repeats the step finds the row open for it.
    ///
    /// # Errors
    /// As [`WriteTx::command`].
    pub fn command_before(
        &mut self,
        table: &'static TableDef,
        id: &str,
        command: &str,
        hash: Option<&str>,
        set: Map<String, Value>,
    ) -> Result<()> {
        self.command(table, id, command, hash, set)?;
        self.ops.rotate_right(1);
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
        let was = self.living(table, id, |field| field.class == FieldClass::Money)?;
        self.set_deleted(table, id, Some(self.now_ms))?;
        self.log(&Op {
            del: true,
            was: Some(&was),
            ..Op::of(table, id)
        })
    }

    /// Takes a row out of the bin; returns whether it was there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn restore(&mut self, table: &'static TableDef, id: &str) -> Result<bool> {
        let (_, deleted) = self.any(table, id, |_| false)?;
        if deleted {
            self.set_deleted(table, id, None)?;
            self.log(&Op {
                res: true,
                ..Op::of(table, id)
            })?;
        }
        Ok(deleted)
    }

    /// Removes a row for good. Only [`crate::purge`] knows what else has to go with it.
    pub(crate) fn purge_row(&mut self, table: &'static TableDef, id: &str) -> Result<()> {
        let (_, deleted) = self.any(table, id, |_| false)?;
        if !deleted {
            // A living row may stand in the index of its list; one in the bin does not.
            self.set_deleted(table, id, Some(self.now_ms))?;
        }
        self.conn
            .prepare_cached(&format!("DELETE FROM {} WHERE id = ?", table.name))?
            .execute([id])?;
        self.log(&Op {
            purge: true,
            ..Op::of(table, id)
        })
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
}
