//! Rows inserted, patched, deleted, restored, each with its operation.

use oferta_domain::FieldClass;
use oferta_domain::field::{Entity, TableDef};
use rusqlite::Connection;
use rusqlite::types::ToSql;
use serde_json::{Map, Value, json};

use super::WriteTx;
use super::bound::{Bound, json_of};
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

    pub(super) fn patch_from(
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

    /// Removes a row for good. Only [`crate::purge`] knows what else has to go with it.
    pub(crate) fn purge_row(&mut self, table: &'static TableDef, id: &str) -> Result<()> {
        let (_, deleted) = self.any(table, id)?;
        if !deleted {
            // A living row may stand in the index of its list; one in the bin does not.
            self.set_deleted(table, id, Some(self.now_ms))?;
        }
        self.conn
            .prepare_cached(&format!("DELETE FROM {} WHERE id = ?", table.name))?
            .execute([id])?;
        self.log(table, &json!({"t": table.name, "id": id, "purge": true}));
        Ok(())
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
