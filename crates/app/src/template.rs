//! Templates: terms and cost blocks of a quote, kept under a name and loaded into another.

use oferta_domain::entity::{Cost, Terms, TermsKind};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::{Step, quote as quotes_of, terms as terms_of};
use serde_json::Value;

use crate::api::common::{ByIds, Changed};
use crate::api::quote_edit::{Edit, QuoteDelta, QuoteEdit};
use crate::api::terms::{
    TemplateApply, TemplateQuery, TemplateRename, TemplateSave, TemplateView, Templates,
};
use crate::app::Open;
use crate::catalog::{Bin, bin};
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, by_hand, overlay, put, written};
use crate::quote_edit;
use crate::terms::{copy_costs, margin_of, with_currency};

/// `template.list`.
pub(crate) fn list(open: &Open, query: TemplateQuery) -> Result<Templates> {
    open.store.read(|conn| {
        let mut templates = Vec::new();
        for terms in terms_of::templates(conn, query.bin)? {
            let costs = terms_of::costs(conn, &terms.id)?;
            templates.push(TemplateView {
                deleted_at: terms_of::deleted_at(conn, &terms.id)?,
                ..told(terms, costs)
            });
        }
        Ok(Templates { templates })
    })
}

fn told(terms: Terms, costs: Vec<Cost>) -> TemplateView {
    TemplateView {
        margin: terms.markup.map(margin_of),
        terms,
        costs,
        deleted_at: None,
    }
}

/// `template.save`.
pub(crate) fn save(open: &Open, request: TemplateSave) -> Result<TemplateView> {
    let (saved, _) = open.store.write(open.now_ms(), |tx| {
        let of_quote = terms_of::find(tx.conn(), &request.quote_id)?
            .filter(|terms| terms.kind == TermsKind::Quote)
            .ok_or_else(|| AppError::new(Code::TermsNeeded))?;
        let id = match &request.id {
            Some(id) => terms_of::template(tx.conn(), id)?.id,
            None => tx.new_id(),
        };
        let quote = quotes_of::get(tx.conn(), &request.quote_id)?.0;
        let terms = with_currency(
            Terms {
                id,
                kind: TermsKind::Template,
                name: request.name.trim().to_owned(),
                ..of_quote
            },
            &quote.currency,
        );
        if let Some(fault) = terms.faults().into_iter().next() {
            return Err(fault.into());
        }
        put(tx, &terms)?;
        let costs = terms_of::costs(tx.conn(), &request.quote_id)?;
        let costs = copy_costs(tx, &costs, &terms.id)?;
        let step = Step::new("template.save", "terms", Some(&terms.id), &terms.name);
        Ok::<_, AppError>((told(terms, costs), step))
    })?;
    Ok(saved)
}

/// `template.apply`.
pub(crate) fn apply(open: &Open, request: TemplateApply) -> Result<QuoteDelta> {
    let edit = QuoteEdit {
        id: request.quote_id,
        edits: vec![Edit::Template { id: request.id }],
        sight: None,
    };
    quote_edit::edit(open, &edit)
}

/// `template.rename`.
pub(crate) fn rename(open: &Open, request: TemplateRename) -> Result<TemplateView> {
    let (renamed, _) = open.store.write(open.now_ms(), |tx| {
        let current = terms_of::template(tx.conn(), &request.id)?;
        let set = Fields::from_iter([("name".to_owned(), Value::from(request.name.as_str()))]);
        let terms = overlay(&current, &set, by_hand)?;
        tx.patch(Terms::TABLE, &terms.id, written(&terms, &set)?)?;
        let costs = terms_of::costs(tx.conn(), &terms.id)?;
        let step = Step::new("template.rename", "terms", Some(&terms.id), &terms.name);
        Ok::<_, AppError>((told(terms, costs), step))
    })?;
    Ok(renamed)
}

/// `template.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "template.delete", &by, Bin::Delete)
}

/// `template.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "template.restore", &by, Bin::Restore)
}

/// Only templates: the terms of a quote and of the organisation have no bin of their own.
fn moved(open: &Open, action: &'static str, by: &ByIds, way: Bin) -> Result<Changed> {
    open.store
        .read(|conn| Ok::<_, AppError>(terms_of::are_templates(conn, &by.ids)?))?;
    bin(open, action, Terms::TABLE, "name", &by.ids, way)
}
