//! Templates of lines: rows of a quote, or all of it, kept under a name and put into others.

mod content;

use oferta_domain::entity::{LineTemplate, TemplateScope};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::{Step, line_template as templates_of};
use serde_json::Value;

use crate::api::common::{ById, ByIds, Changed};
use crate::api::line_template::{
    LineTemplateInsert, LineTemplateInserted, LineTemplateQuery, LineTemplateRename,
    LineTemplateRow, LineTemplateSave, LineTemplateView, LineTemplates,
};
use crate::app::Open;
use crate::catalog::{Bin, bin};
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, by_hand, check_count, overlay, put, written};
use crate::prices::{self, Lookup};
use crate::quote_edit::change;
use crate::quote_view::input;
use crate::sheet;

pub(crate) use content::{Content, Rows};

/// `line_template.list`.
pub(crate) fn list(open: &Open, query: LineTemplateQuery) -> Result<LineTemplates> {
    let templates = open
        .store
        .read(|conn| templates_of::list(conn, query.bin))?;
    Ok(LineTemplates { templates })
}

/// `line_template.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<LineTemplateView> {
    open.store.read(|conn| {
        let template: LineTemplateRow = templates_of::row_of(conn, &by.id)?;
        let content = Content::read(&templates_of::get(conn, &by.id)?)?;
        Ok(content.shown(template))
    })
}

/// `line_template.save`.
pub(crate) fn save(open: &Open, request: LineTemplateSave) -> Result<LineTemplateRow> {
    check_count(request.ids.as_ref().map_or(0, Vec::len))?;
    let sheet = sheet::read(open, &request.quote_id)?;
    let content = Content::of(&sheet, request.ids.as_deref())?;
    if content.rows.is_empty() {
        return Err(AppError::new(Code::QuoteEmpty));
    }
    let scope = match request.ids {
        Some(_) => TemplateScope::Lines,
        None => TemplateScope::Quote,
    };
    let (id, _) = open.store.write(open.now_ms(), |tx| {
        let known = match &request.id {
            Some(id) => Some(templates_of::get(tx.conn(), id)?),
            None => None,
        };
        // What it was made from is fixed: of another making it is another template of that name.
        let replaced = known.filter(|known| known.scope == scope);
        if let (Some(id), None) = (&request.id, &replaced) {
            tx.delete(LineTemplate::TABLE, id)?;
        }
        let template = LineTemplate {
            id: replaced.map_or_else(|| tx.new_id(), |known| known.id),
            name: request.name.trim().to_owned(),
            scope,
            row_count: u32::try_from(content.rows.len()).unwrap_or(u32::MAX),
            content: serde_json::to_string(&content).map_err(AppError::internal)?,
        };
        if let Some(fault) = template.faults().into_iter().next() {
            return Err(fault.into());
        }
        put(tx, &template)?;
        let (id, name) = (template.id, template.name);
        let step = Step::new("line_template.save", "line_template", Some(&id), &name);
        Ok::<_, AppError>((id, step))
    })?;
    open.store.read(|conn| Ok(templates_of::row_of(conn, &id)?))
}

/// `line_template.insert`.
pub(crate) fn insert(open: &Open, request: LineTemplateInsert) -> Result<LineTemplateInserted> {
    let sheet = sheet::read(open, &request.quote_id)?;
    let (kept, without_excise, fresh, found, taken) = open.store.read(|conn| {
        let template = templates_of::get(conn, &request.id)?;
        let content = Content::read(&template)?;
        let landed = sheet.basis.own.is_some();
        let mut kept = content.rows_for(&sheet.quote.currency, landed);
        let (currency, rates) = (&sheet.quote.currency, input::rates(&sheet.basis));
        let without_excise = content.convert_excise(currency, &rates, &mut kept.rows);
        let mut fresh = kept.clone();
        let lookup = Lookup {
            open,
            conn,
            in_step: false,
            quote: &sheet.quote,
            landed,
        };
        let mut rates = sheet.basis.rates.clone();
        let found = prices::refresh(&lookup, &mut rates, &mut fresh.rows)?;
        let taken = rates.split_off(sheet.basis.rates.len());
        Ok::<_, AppError>((kept, without_excise, fresh, found, taken))
    })?;
    let delta = if request.preview {
        None
    } else {
        let (rows, taken) = match request.refresh {
            true => (fresh, taken),
            false => (kept, Vec::new()),
        };
        // The sheet is changed in place by who holds it alone.
        drop(sheet);
        let delta = change(open, "line_template.insert", &request.quote_id, |draft| {
            for rate in taken {
                draft.keep_rate(rate)?;
            }
            draft.take_in(request.after.as_deref(), rows)
        });
        Some(delta?)
    };
    Ok(LineTemplateInserted {
        found: prices::to_look_at(found),
        without_excise,
        delta,
    })
}

/// `line_template.rename`.
pub(crate) fn rename(open: &Open, request: LineTemplateRename) -> Result<LineTemplateRow> {
    open.store.write(open.now_ms(), |tx| {
        let current = templates_of::get(tx.conn(), &request.id)?;
        let set = Fields::from_iter([("name".to_owned(), Value::from(request.name.as_str()))]);
        let template = overlay(&current, &set, by_hand)?;
        tx.patch(LineTemplate::TABLE, &template.id, written(&template, &set)?)?;
        let (id, name) = (&template.id, &template.name);
        let step = Step::new("line_template.rename", "line_template", Some(id), name);
        Ok::<_, AppError>(((), step))
    })?;
    open.store
        .read(|conn| Ok(templates_of::row_of(conn, &request.id)?))
}

/// `line_template.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    let (action, table) = ("line_template.delete", LineTemplate::TABLE);
    bin(open, action, table, "name", &by.ids, Bin::Delete)
}

/// `line_template.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    let (action, table) = ("line_template.restore", LineTemplate::TABLE);
    bin(open, action, table, "name", &by.ids, Bin::Restore)
}
