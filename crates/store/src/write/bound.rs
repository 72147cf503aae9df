//! Values between JSON and SQLite.

use oferta_domain::field::FieldKind;
use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue, ValueRef};
use serde_json::Value;

use crate::error::{Result, StoreError};

/// A JSON value as SQLite takes it.
pub(super) struct Bound<'a>(pub &'a Value);

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

pub(super) fn json_of(value: ValueRef<'_>, kind: FieldKind) -> Result<Value> {
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
