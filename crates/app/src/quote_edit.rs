//! `quote.edit`: any number of changes of a draft as one step, and what they changed on the screen. An edit of what was
//! handed in, sent, rejected or has expired takes it back to draft first, as its next revision.

mod course;
mod customs;
mod difference;
mod group;
mod landed;
mod position;
mod rows;

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use oferta_domain::entity::{Contact, Customer, Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_store::{Step, WriteTx, customer as customers_of};
use serde_json::Value;

use crate::api::common::Nothing;
use crate::api::quote_edit::{Converted, Edit, QuoteDelta, QuoteEdit};
use crate::app::Open;
use crate::basis::Basis;
use crate::copy::new_ids;
use crate::error::{AppError, Code, Result};
use crate::history;
use crate::line_template::Rows as TemplateRows;
use crate::patch::{Fields, by_hand, overlay, written};
use crate::quote_view::{Before, store_totals, view_after};
use crate::rates::outdated;
use crate::revision::standing;
use crate::sheet::{self, Sheet};
use course::Course;
use difference::Shown;

pub(crate) use difference::sums;
pub(crate) use landed::rate_id;
pub(crate) use position::positions;

/// A draft while it is being edited: rows in order, as they stand in the transaction.
pub(crate) struct Draft<'a, 'c> {
    pub open: &'a Open,
    pub tx: &'a mut WriteTx<'c>,
    pub quote: Quote,
    pub rows: Vec<QuoteLine>,
    pub basis: Basis,
    /// Rows whose own fields changed; sums are compared.
    pub touched: HashSet<String>,
    /// Which of their fields.
    named: BTreeSet<&'static str>,
    without_price: Vec<String>,
    /// Lines whose list price was converted, and the rates that took.
    converted: Option<Converted>,
    /// Currencies whose rate a person just removed.
    removed_rates: HashSet<String>,
    reordered: bool,
    /// Where a row was found last: those of one request mostly follow each other.
    found: Cell<usize>,
}

/// `quote.edit`.
pub(crate) fn edit(open: &Open, request: &QuoteEdit) -> Result<QuoteDelta> {
    let of_content = !course::is_validity_alone(&request.edits);
    let sight = request.sight.as_deref();
    make_change(
        open,
        "quote.edit",
        &request.id,
        of_content,
        sight,
        |draft| {
            draft.apply_all(&request.edits)?;
            draft.gather_groups()
        },
    )
}

/// Changes a draft, or what becomes one by it, in one step, and says what changed on the screen.
///
/// # Errors
/// [`Code::InBin`], [`Code::QuoteLocked`], whatever `make` answers; then nothing was changed.
pub(crate) fn change(
    open: &Open,
    action: &'static str,
    id: &str,
    make: impl FnOnce(&mut Draft<'_, '_>) -> Result<()>,
) -> Result<QuoteDelta> {
    make_change(open, action, id, true, None, make)
}

fn make_change(
    open: &Open,
    action: &'static str,
    id: &str,
    of_content: bool,
    sight: Option<&[String]>,
    make: impl FnOnce(&mut Draft<'_, '_>) -> Result<()>,
) -> Result<QuoteDelta> {
    let today = open.host.today();
    let ((mut delta, sheet, step), _) = open.store.write(open.now_ms(), |tx| {
        let before = sheet::take(open, tx.conn(), id)?;
        if before.deleted_at.is_some() {
            return Err(AppError::new(Code::InBin));
        }
        let course = Course::of(&before, of_content)?;
        let shown = Shown {
            ids: before.rows.iter().map(|row| row.id.clone()).collect(),
            amounts: before.view.amounts,
        };
        let mut draft = Draft {
            open,
            tx,
            quote: before.quote,
            rows: before.rows,
            basis: before.basis,
            touched: HashSet::new(),
            named: BTreeSet::new(),
            without_price: Vec::new(),
            converted: None,
            removed_rates: HashSet::new(),
            reordered: false,
            found: Cell::default(),
        };
        course.begin(&mut draft)?;
        make(&mut draft)?;
        course.end(&mut draft)?;
        let same_rows = !draft.reordered && draft.rows.len() == shown.ids.len();
        let known = Before {
            calculation: before.view.calculation,
            amounts: &shown.amounts,
            touched: same_rows.then_some(&draft.touched),
        };
        // What a draft is priced from is not what its last revision was.
        let known = course.keeps_basis().then_some(known);
        let mut view = view_after(known, &draft.quote, &draft.rows, &draft.basis)?;
        let missing = view.terms.as_ref().map(|terms| &terms.missing_rates[..]);
        // What was offered keeps the rates that it was offered at.
        if draft.quote.status.is_editable() && draft.take_rates(missing.unwrap_or_default())? {
            view = view_after(None, &draft.quote, &draft.rows, &draft.basis)?;
        }
        if draft.tx.has_changes() {
            store_totals(draft.tx, &mut draft.quote, &view.totals)?;
            course.keep(&mut draft)?;
        }
        let shown = shown
            .against(&draft, &view.amounts, sight)
            .map_err(AppError::internal)?;
        let order = draft
            .reordered
            .then(|| draft.rows.iter().map(|row| row.id.clone()).collect());
        let step = Step::new(action, "quote", Some(&draft.quote.id), &draft.quote.label);
        let standing = standing(draft.tx.conn(), &draft.quote, today)?;
        let delta = QuoteDelta {
            quote: draft.quote.clone(),
            commands: standing.status.commands(),
            standing,
            lines: shown.lines,
            columns: shown.columns,
            sums_changed: shown.sums_changed,
            removed: shown.removed,
            order,
            totals: view.totals.clone(),
            terms: view.terms.clone(),
            warnings: [
                &view.warnings[..],
                &outdated(open, &draft.quote, &draft.basis.rates),
            ]
            .concat(),
            vat_rates: view.vat_rates.clone(),
            without_price: draft.without_price,
            converted: draft.converted,
            rates: draft.basis.rates.clone(),
            history: Default::default(),
        };
        let sheet = Sheet {
            quote: draft.quote,
            deleted_at: None,
            rows: draft.rows,
            basis: draft.basis,
            view,
        };
        Ok::<_, AppError>(((delta, sheet, open.store.steps() + 1), step))
    })?;
    open.sheet.keep(step, Arc::new(sheet));
    delta.history = history::state(open, Nothing {})?;
    Ok(delta)
}

impl Draft<'_, '_> {
    /// A refused field does not hide the refusals of the edits behind it: they are told together.
    fn apply_all(&mut self, edits: &[Edit]) -> Result<()> {
        let mut refused = Vec::new();
        for edit in edits {
            match self.apply(edit) {
                Err(error) if error.field.is_some() => refused.push(error),
                other => other?,
            }
        }
        AppError::fail_with_all(refused)
    }

    fn apply(&mut self, edit: &Edit) -> Result<()> {
        match edit {
            Edit::Header { set } => self.header(set),
            Edit::Line { id, set } => self.line(id, set),
            Edit::Insert { after, lines } => self.insert(after.as_deref(), lines),
            Edit::Products { after, product_ids } => self.products(after.as_deref(), product_ids),
            Edit::Duplicate { ids } => self.duplicate(ids),
            Edit::Move { ids, after } => self.move_rows(ids, after.as_deref()),
            Edit::Alternative { ids, of } => self.alternative(ids, of.as_deref()),
            Edit::Choose { id } => self.choose(id),
            Edit::Delete { ids } => self.delete(ids),
            Edit::Terms { set } => self.terms(set),
            Edit::TermsOff {} => self.terms_off(),
            Edit::Template { id } => self.template(id),
            Edit::CostInsert { after, set } => self.cost_insert(after.as_deref(), set),
            Edit::CostSet { id, set } => self.cost_set(id, set),
            Edit::CostDelete { ids } => self.cost_delete(ids),
            Edit::CustomsFee { name } => self.customs_fee(name),
            Edit::Rate(rate) => self.rate(rate),
            Edit::Recalculate { ids } => self.recalculate(ids),
        }
    }

    pub(crate) fn header(&mut self, set: &Fields) -> Result<()> {
        let mut set = set.clone();
        if let Some(customer) = set.get("customer_id") {
            let contact = match customer.as_str() {
                Some(id) => {
                    self.tx.current(Customer::TABLE, id)?;
                    customers_of::get(self.tx.conn(), id)?.0.primary_contact_id
                }
                None => None,
            };
            set.entry("contact_id").or_insert(Value::from(contact));
        }
        // Typing one kind of discount replaces the other.
        for (typed, other) in [
            ("discount_rate", "discount_amount"),
            ("discount_amount", "discount_rate"),
        ] {
            if set.get(typed).is_some_and(|v| !v.is_null() && v != "") && !set.contains_key(other) {
                set.insert(other.to_owned(), Value::Null);
                break;
            }
        }
        let changed = overlay(&self.quote, &set, by_hand)?;
        if let Some(contact_id) = &changed.contact_id {
            if self.quote.contact_id.as_ref() != Some(contact_id) {
                self.tx.current(Contact::TABLE, contact_id)?;
            }
            let contact: Contact = customers_of::contact(self.tx.conn(), contact_id)?;
            if changed.customer_id.as_deref() != Some(&contact.customer_id) {
                return Err(AppError::new(Code::ContactOfOther).at("contact_id"));
            }
        }
        self.tx
            .patch(Quote::TABLE, &self.quote.id, written(&changed, &set)?)?;
        self.quote = changed;
        Ok(())
    }

    /// Of many lines in one edit a refusal says which one it means.
    fn line(&mut self, id: &str, set: &Fields) -> Result<()> {
        let i = self.index(id)?;
        self.line_fields(Some(i), set)
            .and_then(|set| self.set_row(i, &set))
            .map_err(|error| error.map_all(|it| it.param("row", id)))
    }

    /// Rows of a template become rows of the quote, behind a row or at the beginning.
    pub(crate) fn take_in(&mut self, after: Option<&str>, taken: TemplateRows) -> Result<()> {
        let TemplateRows {
            mut rows,
            without_price,
        } = taken;
        self.room_for(rows.len())?;
        let at = self.behind(after)?;
        let kept: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        new_ids(self.tx, &mut rows);
        for ((row, pos), old) in rows
            .iter_mut()
            .zip(self.positions_at(at, kept.len()))
            .zip(&kept)
        {
            row.pos = pos;
            self.quote.id.clone_into(&mut row.quote_id);
            // A price that was found meanwhile is a price.
            if without_price.contains(old) && row.unit_price.is_zero() {
                self.without_price.push(row.id.clone());
            }
        }
        self.put(at, rows)
    }

    /// The rows of the quote are these from now on.
    pub(crate) fn replaced(&mut self, rows: Vec<QuoteLine>) {
        self.touched.extend(rows.iter().map(|row| row.id.clone()));
        let fields = QuoteLine::TABLE.fields.iter();
        self.named.extend(fields.map(|field| field.name));
        self.rows = rows;
        self.reordered = true;
    }

    /// What it is priced from, as the store has it.
    pub(crate) fn reread_basis(&mut self) -> Result<()> {
        self.basis = Basis::of_draft(self.tx.conn(), &self.quote.id)?;
        Ok(())
    }
}
