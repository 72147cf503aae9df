//! Reads a row of SQLite into a struct by the names of its columns.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::error::{Result, StoreError};

/// The columns of a statement, read once for all its rows.
pub struct Columns(Vec<String>);

impl Columns {
    /// The columns of a prepared statement.
    pub fn of(statement: &Statement<'_>) -> Columns {
        Columns(statement.column_names().map(str::to_owned).collect())
    }

    /// The row as a struct whose fields are named like the columns.
    ///
    /// # Errors
    /// [`StoreError::Shape`] when a value does not fit its field.
    pub fn read<T: DeserializeOwned>(&self, row: &Row<'_>) -> Result<T> {
        let mut entries = Vec::with_capacity(self.0.len());
        for (i, name) in self.0.iter().enumerate() {
            entries.push((name.as_str(), Cell(row.get_ref(i)?)));
        }
        T::deserialize(MapDeserializer::new(entries.into_iter()))
            .map_err(|e: CellError| StoreError::Shape(e.0))
    }
}

/// Runs a query and reads every row.
///
/// # Errors
/// Whatever SQLite reports, or [`StoreError::Shape`].
pub fn query<T: DeserializeOwned>(
    conn: &rusqlite::Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = Columns::of(&statement);
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(columns.read(row)?);
    }
    Ok(out)
}

/// Runs a query and reads its first row, if there is one.
///
/// # Errors
/// Whatever SQLite reports, or [`StoreError::Shape`].
pub fn query_one<T: DeserializeOwned>(
    conn: &rusqlite::Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = Columns::of(&statement);
    let mut rows = statement.query(params)?;
    match rows.next()? {
        Some(row) => Ok(Some(columns.read(row)?)),
        None => Ok(None),
    }
}

#[derive(Debug)]
struct CellError(String);

impl std::fmt::Display for CellError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CellError {}

impl serde::de::Error for CellError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        CellError(message.to_string())
    }
}

struct Cell<'a>(ValueRef<'a>);

impl<'de> IntoDeserializer<'de, CellError> for Cell<'de> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = CellError;

    fn deserialize_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> std::result::Result<V::Value, CellError> {
        match self.0 {
            ValueRef::Null => visitor.visit_none(),
            ValueRef::Integer(n) => visitor.visit_i64(n),
            ValueRef::Real(_) | ValueRef::Blob(_) => {
                Err(CellError("neither text nor a whole number".into()))
            }
            ValueRef::Text(bytes) => visitor.visit_borrowed_str(
                std::str::from_utf8(bytes).map_err(|e| CellError(e.to_string()))?,
            ),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> std::result::Result<V::Value, CellError> {
        match self.0 {
            ValueRef::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> std::result::Result<V::Value, CellError> {
        match self.0 {
            ValueRef::Integer(n) => visitor.visit_bool(n != 0),
            _ => Err(CellError("not a boolean".into())),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, CellError> {
        match self.0 {
            ValueRef::Text(bytes) => {
                let text = std::str::from_utf8(bytes).map_err(|e| CellError(e.to_string()))?;
                IntoDeserializer::<CellError>::into_deserializer(text)
                    .deserialize_enum(name, variants, visitor)
            }
            _ => Err(CellError("not one of a list".into())),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> std::result::Result<V::Value, CellError> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}
