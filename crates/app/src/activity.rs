//! The activity log as the screens show it: what was done in parts, and row by row.

use oferta_domain::FieldClass;
use oferta_domain::entity::table;
use oferta_store::{Connection, activity as log, row};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::api::common::{ById, Page};
use crate::api::desk::{
    ActivityDetails, ActivityEntry, ActivityField, ActivityPart, ActivityQuery, ActivityRow,
    ChangeKind,
};
use crate::app::Open;
use crate::error::Result;

/// Actions whose operations are larger, in bytes, are not told apart in a list.
const MOST_LISTED: i64 = 64 * 1024;
/// Nor are those whose operations are larger than this looked into: an import of a whole price list.
const MOST_SHOWN: i64 = 16 * 1024 * 1024;
/// Rows that are shown of one action.
const ROWS_SHOWN: usize = 200;
/// Fields that say nothing to a person: where a row belongs, and what is told elsewhere.
const SILENT: [&str; 14] = [
    "quote_id",
    "terms_id",
    "product_id",
    "pos",
    "kind",
    "content",
    "hash",
    "author",
    "written_at",
    "added_at",
    "made_at",
    "import_mapping",
    "policy",
    "number",
];

/// `activity.list`.
pub(crate) fn list(open: &Open, query: ActivityQuery) -> Result<Page<ActivityEntry>> {
    let filter = match (&query.entity_id, &query.entity) {
        (Some(id), _) => log::Filter::Row(id),
        (None, Some(table)) => log::Filter::Table(table),
        (None, None) => log::Filter::Everything,
    };
    open.store.read(|conn| {
        let page = log::page(conn, filter, query.after.as_deref(), query.limit)?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            let parts = parts(&log::operations(conn, &row, MOST_LISTED)?);
            rows.push(ActivityEntry {
                parts,
                id: row.id,
                at: row.at,
                author: row.author,
                action: row.action,
                entity: row.entity,
                entity_id: row.entity_id,
                label: row.label,
                rows: row.rows,
            });
        }
        Ok(Page {
            rows,
            next: page.next,
            total: page.total,
            total_is_minimum: page.total_is_minimum,
        })
    })
}

/// `activity.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<ActivityDetails> {
    open.store.read(|conn| {
        let row = log::get(conn, &by.id)?;
        let ops = log::operations(conn, &row, MOST_SHOWN)?;
        let changes = ops
            .iter()
            .take(ROWS_SHOWN)
            .map(|op| change(conn, op))
            .collect::<Result<Vec<_>>>()?;
        let told = changes.len();
        Ok(ActivityDetails {
            changes,
            more: row
                .rows
                .saturating_sub(u32::try_from(told).unwrap_or(u32::MAX)),
        })
    })
}

fn kind_of(op: &Value) -> ChangeKind {
    let has = |key| op.get(key).is_some();
    if has("ins") {
        ChangeKind::Insert
    } else if has("purge") {
        ChangeKind::Purge
    } else if has("del") {
        ChangeKind::Delete
    } else if has("res") {
        ChangeKind::Restore
    } else {
        ChangeKind::Change
    }
}

/// The changes by table and kind, in the order of the first of each.
fn parts(ops: &[Value]) -> Vec<ActivityPart> {
    let mut parts: Vec<ActivityPart> = Vec::new();
    for op in ops {
        let (name, kind) = (op["t"].as_str().unwrap_or_default(), kind_of(op));
        let at = parts
            .iter()
            .position(|part| part.table == name && part.kind == kind);
        let at = at.unwrap_or_else(|| {
            parts.push(ActivityPart {
                table: name.to_owned(),
                kind,
                rows: 0,
                fields: Vec::new(),
            });
            parts.len() - 1
        });
        let part = &mut parts[at];
        part.rows += 1;
        let changed = op["set"].as_object().into_iter().flatten();
        for (field, _) in changed.filter(|(field, _)| field.as_str() == "pos" || is_told(field)) {
            if !part.fields.contains(field) {
                part.fields.push(field.clone());
            }
        }
    }
    parts
}

fn is_told(field: &str) -> bool {
    !SILENT.contains(&field)
}

fn change(conn: &Connection, op: &Value) -> Result<ActivityRow> {
    let (name, id) = (
        op["t"].as_str().unwrap_or_default(),
        op["id"].as_str().unwrap_or_default(),
    );
    let none = Map::new();
    let now = op["ins"].as_object().or_else(|| op["set"].as_object());
    let was = op["was"].as_object().unwrap_or(&none);
    let kind = kind_of(op);
    let mut fields = Vec::new();
    for (field, value) in now.unwrap_or(&none) {
        let derived = table(name)
            .and_then(|table| table.field(field))
            .is_some_and(|field| field.class == FieldClass::Derived);
        let silent = kind == ChangeKind::Insert && is_nothing(value);
        if derived || silent || !is_told(field) {
            continue;
        }
        fields.push(ActivityField {
            field: field.clone(),
            was: shown(conn, field, was.get(field))?,
            now: shown(conn, field, Some(value))?,
        });
    }
    Ok(ActivityRow {
        table: name.to_owned(),
        kind,
        name: name_of(conn, name, id, now.unwrap_or(&none))?,
        fields,
    })
}

/// A field of a new row that was left as it is.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(set) => !set,
        Value::String(text) => text.is_empty() || text == "0",
        _ => false,
    }
}

/// The value; the name of the row where the field names one.
fn shown(conn: &Connection, field: &str, value: Option<&Value>) -> Result<Value> {
    let value = value.cloned().unwrap_or_default();
    let named = match field {
        "customer_id" => "customer",
        "contact_id" | "primary_contact_id" => "contact",
        "supplier_id" => "supplier",
        "alternative_of" => "quote_line",
        _ => return Ok(value),
    };
    Ok(match value.as_str() {
        Some(id) => Value::from(name_of(conn, named, id, &Map::new())?),
        None => value,
    })
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// What a row is called: now, or else as it was made.
fn name_of(conn: &Connection, name: &str, id: &str, made: &Map<String, Value>) -> Result<String> {
    let called = match name {
        "quote" => "label",
        "contact" | "profile" => "trim(first_name || ' ' || last_name)",
        "quote_line" | "product" => "coalesce(nullif(name, ''), article)",
        "quote_rate" => "currency",
        "quote_revision" => "cast(number AS TEXT)",
        "dated_value" => "kind",
        "quote_note" | "reminder" => "substr(text, 1, 60)",
        _ => "name",
    };
    let Some(table) = table(name) else {
        return Ok(String::new());
    };
    let sql = format!("SELECT {called} AS name FROM {} WHERE id = :id", table.name);
    let found: Option<Named> = row::query_one(conn, &sql, [id])?;
    Ok(match found {
        Some(row) => row.name,
        // It was removed for good.
        None => ["name", "label"]
            .iter()
            .find_map(|field| made.get(*field)?.as_str())
            .unwrap_or_default()
            .to_owned(),
    })
}
