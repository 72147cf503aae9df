//! `quote.revert`: the next revision begins as an earlier one was.

use std::collections::{HashMap, HashSet};

use oferta_domain::FieldClass;
use oferta_domain::entity::{Contact, Customer, Quote, QuoteLine, Terms};
use oferta_domain::field::Entity;
use oferta_store::terms as terms_of;
use serde_json::Value;

use super::Edition;
use crate::api::compare::RevertTo;
use crate::api::quote_edit::QuoteDelta;
use crate::app::Open;
use crate::error::{AppError, Result};
use crate::patch::{Fields, put};
use crate::quote_edit::{Draft, change};

/// `quote.revert`.
pub(crate) fn revert(open: &Open, request: RevertTo) -> Result<QuoteDelta> {
    change(open, "quote.revert", &request.id, |draft| {
        let edition = Edition::kept(draft.tx.conn(), &request.id, &request.revision_id)?;
        restore(draft, edition)
    })
}

/// Header, rows, terms, cost blocks and rates become what they were. Defaults and dated tables are those of now, as of
/// any draft.
fn restore(draft: &mut Draft<'_, '_>, edition: Edition) -> Result<()> {
    let header = header(draft, &edition.quote)?;
    draft.header(&header)?;
    rows(draft, edition.rows)?;
    let Some(own) = edition.basis.own else {
        if draft.basis.own.is_some() {
            draft.tx.delete(Terms::TABLE, &draft.quote.id)?;
        }
        return draft.reread_basis();
    };
    draft.keep_terms(own)?;
    let costs = terms_of::costs(draft.tx.conn(), &draft.quote.id)?;
    exchange(draft, &costs, &edition.basis.costs, |cost| &cost.id)?;
    let rates = terms_of::rates(draft.tx.conn(), &draft.quote.id)?;
    exchange(draft, &rates, &edition.basis.rates, |rate| &rate.id)?;
    draft.reread_basis()
}

/// The fields of the header that a person may change. A customer or contact that is gone since is left as it is.
fn header(draft: &Draft<'_, '_>, kept: &Quote) -> Result<Fields> {
    let Value::Object(mut set) = serde_json::to_value(kept).map_err(AppError::internal)? else {
        return Err(AppError::internal("a quote is an object"));
    };
    set.retain(|name, _| {
        let field = Quote::TABLE.field(name);
        field.is_some_and(|f| matches!(f.class, FieldClass::Free | FieldClass::Money))
    });
    let gone = |table, id: &Option<String>| {
        id.as_ref()
            .is_some_and(|id| draft.tx.current(table, id).is_err())
    };
    if gone(Customer::TABLE, &kept.customer_id) {
        set.shift_remove("customer_id");
        set.shift_remove("contact_id");
    } else if gone(Contact::TABLE, &kept.contact_id) {
        set.insert("contact_id".to_owned(), Value::Null);
    }
    Ok(set)
}

/// Rows come back under their old ids, so that a comparison knows them again.
fn rows(draft: &mut Draft<'_, '_>, kept: Vec<QuoteLine>) -> Result<()> {
    let ids: HashSet<&str> = kept.iter().map(|row| row.id.as_str()).collect();
    for row in draft
        .rows
        .iter()
        .filter(|row| !ids.contains(row.id.as_str()))
    {
        draft.tx.delete(QuoteLine::TABLE, &row.id)?;
    }
    let now = std::mem::take(&mut draft.rows);
    let now: HashMap<&str, &QuoteLine> = now.iter().map(|row| (row.id.as_str(), row)).collect();
    for row in &kept {
        if now.get(row.id.as_str()) != Some(&row) {
            put(draft.tx, row)?;
        }
    }
    draft.replaced(kept);
    Ok(())
}

/// Makes what there is into what was kept.
fn exchange<T: Entity + PartialEq>(
    draft: &mut Draft<'_, '_>,
    now: &[T],
    kept: &[T],
    id: fn(&T) -> &String,
) -> Result<()> {
    for gone in now
        .iter()
        .filter(|one| !kept.iter().any(|k| id(k) == id(one)))
    {
        draft.tx.delete(T::TABLE, id(gone))?;
    }
    for one in kept.iter().filter(|one| !now.contains(one)) {
        put(draft.tx, one)?;
    }
    Ok(())
}
