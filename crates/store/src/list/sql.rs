//! The text of a query with its values, and the reading of a page.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Result, StoreError};
use crate::row::Columns;

/// A query in the making.
pub(crate) struct Sql {
    pub text: String,
    pub values: Vec<SqlValue>,
}

impl Sql {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn bind(&mut self, text: &str, value: impl Into<SqlValue>) {
        self.text.push_str(text);
        self.values.push(value.into());
    }
}

pub(super) fn run<T: DeserializeOwned>(
    conn: &Connection,
    sql: &Sql,
    limit: u32,
) -> Result<(Vec<T>, Option<String>)> {
    let mut statement = conn.prepare_cached(&sql.text)?;
    let columns = Columns::of(&statement);
    let mut rows = statement.query(params_from_iter(&sql.values))?;
    let (mut out, mut last, mut more) = (Vec::new(), None, false);
    while let Some(row) = rows.next()? {
        if out.len() == limit as usize {
            more = true;
            break;
        }
        let key: Value = match row.get::<_, SqlValue>(0)? {
            SqlValue::Integer(n) => n.into(),
            SqlValue::Text(t) => t.into(),
            _ => Value::Null,
        };
        last = Some((key, row.get::<_, i64>(1)?));
        out.push(columns.read(row)?);
    }
    let next = match last {
        Some((key, n)) if more => Some(Value::from(vec![key, n.into()]).to_string()),
        _ => None,
    };
    Ok((out, next))
}

pub(super) fn read_cursor(cursor: &str) -> Result<(SqlValue, i64)> {
    let bad = |_| StoreError::BadCursor;
    let (key, n): (Value, i64) = serde_json::from_str(cursor).map_err(bad)?;
    let key = match key {
        Value::String(text) => SqlValue::Text(text),
        Value::Number(number) => SqlValue::Integer(number.as_i64().ok_or(StoreError::BadCursor)?),
        Value::Null => SqlValue::Null,
        _ => return Err(StoreError::BadCursor),
    };
    Ok((key, n))
}
