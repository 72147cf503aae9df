//! Logged operations taken back and applied again.

use oferta_domain::field::TableDef;
use serde_json::Value;

use super::WriteTx;
use crate::error::{Result, StoreError};

impl WriteTx<'_> {
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
            None => self.patch_from(table, id, current, to.clone()).map(|_| ()),
        }
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
