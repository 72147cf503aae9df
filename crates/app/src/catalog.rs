//! What customers, contacts, suppliers and products have in common: lists, new rows, changes, bin.

pub(crate) mod contact;
pub(crate) mod customer;
pub(crate) mod product;
pub(crate) mod supplier;

use oferta_domain::entity::Quote;
use oferta_domain::field::{Entity, TableDef};
use oferta_domain::validate::Validate;
use oferta_store::list::{ListRequest, Listed};
use oferta_store::{Step, StoreError, WriteTx};
use serde_json::Value;

use crate::api::common::{Changed, ListQuery, Page, Patch};
use crate::app::Open;
use crate::error::{AppError, Result};
use crate::patch::{by_hand, check_count, overlay, written};
use crate::terms;

/// The request of a list as the store takes it.
pub(crate) fn asked(query: &ListQuery) -> ListRequest<'_> {
    ListRequest {
        text: &query.text,
        sort: &query.sort,
        descending: query.descending,
        after: query.after.as_deref(),
        limit: query.limit,
        bin: query.bin,
        owner: query.owner.as_deref(),
        status: query.status.as_deref(),
        today: "",
    }
}

/// The answer of the store as the screens take it.
pub(crate) fn page<T>(listed: Listed<T>) -> Page<T> {
    Page {
        rows: listed.rows,
        next: listed.next,
        total: listed.total,
        total_is_minimum: listed.total_is_minimum,
    }
}

/// Which way a row goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bin {
    /// Into the bin.
    Delete,
    /// Out of it.
    Restore,
}

/// Puts rows into the bin or takes them out, as one step. Rows that are there already are left alone.
pub(crate) fn bin(
    open: &Open,
    action: &'static str,
    table: &'static TableDef,
    label: &str,
    ids: &[String],
    bin: Bin,
) -> Result<Changed> {
    check_count(ids.len())?;
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let mut name = None;
        for id in ids {
            match bin {
                Bin::Restore => {
                    // What a quote inherits may have changed while it was away.
                    if tx.restore(table, id)? && table.name == Quote::TABLE.name {
                        terms::refresh(tx, id)?;
                    }
                }
                Bin::Delete => match tx.delete(table, id) {
                    Err(StoreError::InBin { .. }) => {}
                    other => other?,
                },
            }
            if ids.len() == 1 {
                let sql = format!("SELECT {label} FROM {} WHERE id = ?", table.name);
                name = Some(
                    tx.conn()
                        .query_row(&sql, [id], |r| r.get::<_, String>(0))
                        .map_err(StoreError::from)?,
                );
            }
        }
        let one = (ids.len() == 1).then(|| ids[0].as_str());
        Ok::<_, AppError>((
            (),
            Step::new(action, table.name, one, &name.unwrap_or_default()),
        ))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

/// Inserts a new row as one step.
fn create<T: Entity>(
    open: &Open,
    action: &'static str,
    make: impl FnOnce(&mut WriteTx<'_>) -> Result<(T, String)>,
) -> Result<T> {
    let (entity, _) = open.store.write(open.now_ms(), |tx| {
        let (entity, label) = make(tx)?;
        tx.insert(&entity)?;
        let id = id_of(&entity)?;
        Ok::<_, AppError>((entity, Step::new(action, T::TABLE.name, Some(&id), &label)))
    })?;
    Ok(entity)
}

fn id_of<T: Entity>(entity: &T) -> Result<String> {
    match serde_json::to_value(entity)
        .map_err(AppError::internal)?
        .get("id")
    {
        Some(Value::String(id)) => Ok(id.clone()),
        _ => Err(AppError::internal("an entity without id")),
    }
}

/// Changes fields of a row as one step.
fn patch<T: Entity + Validate>(
    open: &Open,
    action: &'static str,
    patch: &Patch,
    read: impl Fn(&WriteTx<'_>, &str) -> Result<T>,
    label: impl Fn(&T) -> String,
) -> Result<T> {
    let (changed, _) = open.store.write(open.now_ms(), |tx| {
        let current = read(tx, &patch.id)?;
        let changed = overlay(&current, &patch.set, by_hand)?;
        tx.patch(T::TABLE, &patch.id, written(&changed, &patch.set)?)?;
        let step = Step::new(action, T::TABLE.name, Some(&patch.id), &label(&changed));
        Ok::<_, AppError>((changed, step))
    })?;
    Ok(changed)
}
