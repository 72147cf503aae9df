//! Field classes: how concurrent changes of a field are merged (sync specification, section 2.4).

use serde_json::Value;

/// What happens when two people change the same field of the same row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldClass {
    /// Last arrival wins; the overwritten text stays in the history.
    Free,
    /// Applies only if the author saw the current value; otherwise a visible conflict keeps both.
    Money,
    /// Position: last arrival wins and is never a conflict.
    Order,
    /// Changed only by a guarded command.
    State,
    /// Set when the row is made and never changed.
    Fixed,
    /// Computed on both sides and never sent: a stored value is a cache.
    Derived,
}

/// How a field is stored in SQLite and written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text, dates (`YYYY-MM-DD`) and enumerations.
    Text,
    /// An exact decimal as text, or a word in its place.
    Decimal,
    /// A whole number.
    Integer,
    /// 0 or 1 in SQLite, `true` or `false` in JSON.
    Boolean,
}

/// One column of a synced table.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef {
    /// The column, and the name of the field everywhere else.
    pub name: &'static str,
    /// How concurrent changes merge.
    pub class: FieldClass,
    /// How it is stored.
    pub kind: FieldKind,
}

/// One synced table: its name and its fields, `id` left out.
#[derive(Debug)]
pub struct TableDef {
    /// The table, and `t` in an outbox operation.
    pub name: &'static str,
    /// The fields in the order of the struct.
    pub fields: &'static [FieldDef],
}

impl TableDef {
    /// The definition of the named field.
    pub fn field(&self, name: &str) -> Option<&'static FieldDef> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A row of a synced table.
pub trait Entity: Clone + serde::Serialize + serde::de::DeserializeOwned {
    /// Where it is stored.
    const TABLE: &'static TableDef;

    /// The value of the named field as it is written in JSON.
    ///
    /// # Errors
    /// A field that the table does not have.
    fn field_value(&self, name: &str) -> serde_json::Result<Value>;

    /// Puts a value into the named field.
    ///
    /// # Errors
    /// A value of another type, and a field that the table does not have; then nothing is changed.
    fn set_field(&mut self, name: &str, value: Value) -> serde_json::Result<()>;
}

/// Types a field may have, so that [`FieldKind`] follows from the struct.
pub trait FieldType {
    /// How the type is stored.
    const KIND: FieldKind;
}

macro_rules! field_types {
    ($($type:ty => $kind:ident),* $(,)?) => {
        $(impl FieldType for $type { const KIND: FieldKind = FieldKind::$kind; })*
    };
}

field_types! {
    String => Text,
    jiff::civil::Date => Text,
    crate::Dec => Decimal,
    i64 => Integer,
    u32 => Integer,
    bool => Boolean,
    crate::status::QuoteStatus => Text,
    crate::entity::LineKind => Text,
    crate::entity::Language => Text,
    crate::entity::Policy => Text,
}

impl<T: FieldType> FieldType for Option<T> {
    const KIND: FieldKind = T::KIND;
}

/// Declares a synced table: the struct of its row and the class of every field, in one place.
macro_rules! entity {
    (
        $(#[$meta:meta])*
        $name:ident in $table:literal {
            $( $(#[$field_meta:meta])* $field:ident : $type:ty => $class:ident ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Identity: a UUIDv7 made on the device that made the row.
            pub id: String,
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl crate::field::Entity for $name {
            const TABLE: &'static crate::field::TableDef = &crate::field::TableDef {
                name: $table,
                fields: &[$(
                    crate::field::FieldDef {
                        name: stringify!($field),
                        class: crate::field::FieldClass::$class,
                        kind: <$type as crate::field::FieldType>::KIND,
                    },
                )*],
            };

            fn field_value(&self, name: &str) -> serde_json::Result<serde_json::Value> {
                match name {
                    $( stringify!($field) => serde_json::to_value(&self.$field), )*
                    _ => Err(serde::ser::Error::custom(format!("no field {name}"))),
                }
            }

            fn set_field(&mut self, name: &str, value: serde_json::Value) -> serde_json::Result<()> {
                match name {
                    $( stringify!($field) => self.$field = serde_json::from_value(value)?, )*
                    _ => return Err(serde::de::Error::custom(format!("no field {name}"))),
                }
                Ok(())
            }
        }
    };
}
pub(crate) use entity;
