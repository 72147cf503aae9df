//! Fields as a person changes them: named, typed, trimmed, validated.

use oferta_domain::FieldClass;
use oferta_domain::field::{Entity, FieldKind};
use oferta_domain::validate::Validate;
use oferta_store::{StoreError, WriteTx};
use serde_json::{Map, Value};

use crate::error::{AppError, Code, Result};

/// Fields and values, by name.
pub(crate) type Fields = Map<String, Value>;

/// The most rows one request may name.
pub(crate) const MAX_IDS: usize = 10_000;

/// Refuses a request that names too many rows.
pub(crate) fn check_count(count: usize) -> Result<()> {
    if count > MAX_IDS {
        return Err(AppError::new(Code::TooManyRows).param("limit", MAX_IDS));
    }
    Ok(())
}

/// The entity with the given fields put over it, validated.
///
/// # Errors
/// An unknown field, a field of a class that `allowed` refuses, values of another type, and, where all have theirs,
/// every fault that the entity did not have before: what was wrong already does not stop another change.
pub(crate) fn overlay<T: Entity + Validate>(
    entity: &T,
    set: &Fields,
    allowed: impl Fn(FieldClass) -> bool,
) -> Result<T> {
    let changed = typed(entity, set, allowed)?;
    let before = entity.faults();
    let faults = changed.faults().into_iter();
    let new = faults.filter(|fault| !before.contains(fault));
    AppError::fail_with_all(new.map(AppError::from))?;
    Ok(changed)
}

/// A new entity: the defaults with the given fields put over them, validated as a whole.
///
/// # Errors
/// As [`overlay`], and every fault counts.
pub(crate) fn build<T: Entity + Validate>(defaults: &T, set: &Fields) -> Result<T> {
    let built = typed(defaults, set, |class| {
        matches!(
            class,
            FieldClass::Free | FieldClass::Money | FieldClass::Fixed
        )
    })?;
    AppError::fail_with_all(built.faults().into_iter().map(AppError::from))?;
    Ok(built)
}

fn typed<T: Entity>(entity: &T, set: &Fields, allowed: impl Fn(FieldClass) -> bool) -> Result<T> {
    let mut changed = entity.clone();
    let mut refused = Vec::new();
    for (name, value) in set {
        let Some(field) = T::TABLE.field(name) else {
            let shown: String = name.chars().take(80).collect();
            return Err(AppError::new(Code::UnknownField)
                .param("field", &shown)
                .at(shown));
        };
        if !allowed(field.class) {
            return Err(AppError::new(Code::FieldFixed).at(name));
        }
        let value = match (value, field.kind) {
            (Value::String(text), FieldKind::Text) => Value::from(trimmed(text)),
            (Value::String(text), FieldKind::Decimal) if text.trim().is_empty() => Value::Null,
            (Value::String(text), FieldKind::Decimal) => Value::from(text.trim()),
            (other, _) => other.clone(),
        };
        if let Err(error) = changed.set_field(name, value) {
            refused.push(AppError::new(Code::FieldType).detail(error).at(name));
        }
    }
    AppError::fail_with_all(refused)?;
    Ok(changed)
}

/// Texts lose the blanks around them; what is inside stays as typed.
fn trimmed(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
        .to_owned()
}

/// The fields of `set` as they stand in the changed entity, for the write path.
pub(crate) fn written<T: Entity>(changed: &T, set: &Fields) -> Result<Fields> {
    let named = set.keys().map(|name| {
        let value = changed.field_value(name).map_err(AppError::internal)?;
        Ok((name.clone(), value))
    });
    named.collect()
}

/// The fields with an empty text as none, where the field may be without a value.
pub(crate) fn empty_as_none(set: &Fields, optional: &[&str]) -> Fields {
    let mut set = set.clone();
    for name in optional {
        if let Some(value) = set.get_mut(*name)
            && value.as_str().is_some_and(|text| text.trim().is_empty())
        {
            *value = Value::Null;
        }
    }
    set
}

/// Puts a row into the store whether there is none of its id, one in the bin, or one that lives. Every field becomes what
/// the entity says, also where that is nothing.
pub(crate) fn put<T: Entity>(tx: &mut WriteTx<'_>, entity: &T) -> Result<()> {
    let Value::Object(mut row) = serde_json::to_value(entity).map_err(AppError::internal)? else {
        return Err(AppError::internal("an entity is an object"));
    };
    let id = row.remove("id").unwrap_or_default();
    let id = id.as_str().unwrap_or_default();
    for field in T::TABLE.fields {
        row.entry(field.name).or_insert(Value::Null);
    }
    match tx.current(T::TABLE, id) {
        Err(StoreError::NotFound { .. }) => return Ok(tx.insert(entity)?),
        Err(StoreError::InBin { .. }) => {
            tx.restore(T::TABLE, id)?;
        }
        other => {
            other?;
        }
    }
    tx.patch(T::TABLE, id, row)?;
    Ok(())
}

/// A patch that a person may make: free and money fields.
pub(crate) fn by_hand(class: FieldClass) -> bool {
    matches!(class, FieldClass::Free | FieldClass::Money)
}
