//! Quotes: list, open, make, copy, move between states, bin.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{
    Customer, Language, LineKind, ORGANISATION_TERMS, Organisation, Policy, Product, Quote,
    QuoteLine, QuoteRate, Terms,
};
use oferta_domain::field::Entity;
use oferta_domain::status::{QuoteCommand, QuoteStatus};
use oferta_domain::validate::Validate;
use oferta_store::{
    Connection, Step, WriteTx, customer as customers_of, product as products_of,
    quote as quotes_of, supplier as suppliers_of, terms as terms_of,
};

use crate::api::common::{ById, ByIds, Changed, ListQuery, Nothing, Page};
use crate::api::quote::{
    LinePage, QuoteCreate, QuoteLines, QuoteRow, QuoteView, SetStatus, StatusCounts,
};
use crate::app::Open;
use crate::basis::Basis;
use crate::catalog::{Bin, asked, bin, page};
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, check_count};
use crate::quote_view::{check_priced, line_views, refresh_totals, store_totals, view};
use crate::sheet::{self, Sheet};
use crate::{dated, quote_edit, rates, revision, terms, workspace};

/// Rows of a quote that come with it at once: more than any screen shows.
const FIRST_LINES: usize = 100;
/// The most rows of a page.
const PAGE_LINES: usize = 500;

/// `quote.list`.
pub(crate) fn list(open: &Open, query: ListQuery) -> Result<Page<QuoteRow>> {
    open.store
        .read(|conn| Ok(page(quotes_of::list(conn, &asked(&query))?)))
}

/// `quote.counts`.
pub(crate) fn counts(open: &Open, _: Nothing) -> Result<StatusCounts> {
    let found = open.store.read(quotes_of::counts)?;
    let count = |status| {
        found
            .iter()
            .find(|(s, _)| *s == status)
            .map_or(0, |(_, n)| *n)
    };
    Ok(StatusCounts {
        counts: QuoteStatus::ALL
            .into_iter()
            .map(|status| (status, count(status)))
            .collect(),
    })
}

/// `quote.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<QuoteView> {
    let sheet = sheet::read(open, &by.id)?;
    let Sheet {
        quote,
        deleted_at,
        rows,
        basis,
        view,
    } = &*sheet;
    let (customer, contacts) = match &quote.customer_id {
        Some(id) => open.store.read(|conn| {
            let (customer, _) = customers_of::get(conn, id)?;
            Ok::<_, AppError>((Some(customer), customers_of::contacts(conn, id)?))
        })?,
        None => (None, Vec::new()),
    };
    Ok(QuoteView {
        editable: quote.status.is_editable() && deleted_at.is_none(),
        commands: if deleted_at.is_none() {
            quote.status.commands()
        } else {
            Vec::new()
        },
        customer,
        contacts,
        lines: line_views(rows, &view.amounts, 0, FIRST_LINES),
        row_count: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        totals: view.totals.clone(),
        terms: view.terms.clone(),
        warnings: view.warnings.clone(),
        rates: basis.rates.clone(),
        vat_rates: view.vat_rates.clone(),
        deleted_at: deleted_at.clone(),
        quote: quote.clone(),
    })
}

/// `quote.lines`.
pub(crate) fn lines(open: &Open, request: QuoteLines) -> Result<LinePage> {
    let sheet = sheet::read(open, &request.id)?;
    let limit = (request.limit as usize).min(PAGE_LINES);
    let offset = request.offset as usize;
    let lines = line_views(&sheet.rows, &sheet.view.amounts, offset, limit);
    Ok(LinePage { lines })
}

/// The last day of validity of a quote of this date.
fn validity(date: Date, days: u32) -> Option<Date> {
    date.checked_add(i64::from(days).days()).ok()
}

/// The VAT of a new quote: what the seller has set; the standard rate follows the table.
fn vat_rate(tx: &WriteTx<'_>, seller: &Organisation, today: Date) -> Result<Option<Dec>> {
    let Some(set) = seller.vat_rate else {
        return Ok(None);
    };
    let defaults = terms_of::find(tx.conn(), ORGANISATION_TERMS)?;
    let region = terms::resolve(None, defaults.as_ref()).seller_region.value;
    let tables = dated::tables(tx.conn())?;
    Ok(Some(tables.vat_to_begin_with(&region, set, today)))
}

/// A new draft as the settings of the seller have it.
pub(crate) fn new_quote(tx: &WriteTx<'_>, seller: &Organisation, today: Date) -> Result<Quote> {
    Ok(Quote {
        id: tx.new_id(),
        label: quotes_of::next_label(tx.conn())?,
        number: None,
        title: String::new(),
        customer_id: None,
        contact_id: None,
        status: QuoteStatus::Draft,
        currency: seller.currency.clone(),
        vat_rate: vat_rate(tx, seller, today)?,
        discount_rate: None,
        discount_amount: None,
        policy: Policy::Invoice,
        quote_date: today,
        valid_until: validity(today, seller.valid_days),
        language: Language::Ru,
        delivery_text: seller.delivery_text.clone(),
        payment_text: seller.payment_text.clone(),
        note: String::new(),
        net: Dec::default(),
        vat: Dec::default(),
        gross: Dec::default(),
        line_count: 0,
    })
}

/// A new line with its defaults: quantity 1, price 0.
pub(crate) fn new_line(tx: &WriteTx<'_>, quote_id: &str, pos: String) -> QuoteLine {
    QuoteLine {
        id: tx.new_id(),
        quote_id: quote_id.to_owned(),
        pos,
        kind: LineKind::Line,
        product_id: None,
        article: String::new(),
        brand: String::new(),
        name: String::new(),
        unit: String::new(),
        quantity: Dec(rust_decimal::Decimal::ONE),
        unit_price: Dec::default(),
        discount: None,
        vat_rate: None,
        optional: false,
        weight_kg: None,
        hs_code: String::new(),
        note: String::new(),
        purchase_price: None,
        purchase_currency: None,
        price_includes_vat: None,
        supplier_country: None,
        supplier_vat: None,
        supplier_discount: None,
        internal_markup: None,
        duty_rate: None,
        excise_per_kg: None,
        markup: None,
        alternative_of: None,
        calculated: false,
    }
}

/// Takes a product over into a line, but for its price.
pub(crate) fn take_product(line: &mut QuoteLine, product: &Product) {
    line.product_id = Some(product.id.clone());
    line.article = product.article.clone();
    line.brand = product.brand.clone();
    line.name = product.name.clone();
    line.unit = product.unit.clone();
    line.weight_kg = product.weight_kg;
    line.hs_code = product.hs_code.clone();
}

/// The price of a product becomes what the line is bought for, and its price follows from that. Returns false when the
/// product has no price.
pub(crate) fn buy_product(
    conn: &Connection,
    line: &mut QuoteLine,
    product: &Product,
) -> Result<bool> {
    line.unit_price = Dec::default();
    line.calculated = true;
    line.purchase_price = product.price;
    line.purchase_currency = Some(product.currency.clone());
    if let Some(supplier_id) = &product.supplier_id {
        let country = suppliers_of::get(conn, supplier_id)?.country;
        line.supplier_country = Some(country).filter(|country| !country.is_empty());
    }
    Ok(product.price.is_some())
}

/// `quote.create`.
pub(crate) fn create(open: &Open, request: QuoteCreate) -> Result<QuoteView> {
    check_count(request.product_ids.len())?;
    let seller = workspace::organisation(open, Nothing {})?;
    let today = open.host.today();
    let (id, _) = open.store.write(open.now_ms(), |tx| {
        let mut quote = new_quote(tx, &seller, today)?;
        quote.title = request.title.trim().to_owned();
        if let Some(customer_id) = &request.customer_id {
            tx.current(Customer::TABLE, customer_id)?;
            let (customer, _) = customers_of::get(tx.conn(), customer_id)?;
            quote.customer_id = Some(customer.id);
            quote.contact_id = customer.primary_contact_id;
        }
        if let Some(fault) = quote.faults().into_iter().next() {
            return Err(fault.into());
        }
        tx.insert(&quote)?;
        let mut rows = Vec::with_capacity(request.product_ids.len());
        let mut kept = Vec::new();
        let positions = quote_edit::positions(None, None, request.product_ids.len());
        for (product_id, pos) in request.product_ids.iter().zip(positions) {
            let mut line = new_line(tx, &quote.id, pos);
            let product = products_of::get(tx.conn(), product_id)?;
            take_product(&mut line, &product);
            let price = rates::list_price(open, tx.conn(), &quote, &mut kept, &product)?;
            line.unit_price = price.unwrap_or_default();
            tx.insert(&line)?;
            rows.push(line);
        }
        kept.iter().try_for_each(|rate| tx.insert(rate))?;
        let totals = view(&quote, &rows, &Basis::default())?.totals;
        store_totals(tx, &mut quote, &totals)?;
        let step = Step::new("quote.create", "quote", Some(&quote.id), &quote.label);
        Ok::<_, AppError>((quote.id, step))
    })?;
    get(open, ById { id })
}

/// `quote.duplicate`.
pub(crate) fn duplicate(open: &Open, by: ById) -> Result<QuoteView> {
    let seller = workspace::organisation(open, Nothing {})?;
    let today = open.host.today();
    let (id, _) = open.store.write(open.now_ms(), |tx| {
        let (original, _) = quotes_of::get(tx.conn(), &by.id)?;
        let rows = quotes_of::lines(tx.conn(), &by.id)?;
        let mut copy = Quote {
            id: tx.new_id(),
            label: quotes_of::next_label(tx.conn())?,
            number: None,
            status: QuoteStatus::Draft,
            quote_date: today,
            valid_until: validity(today, seller.valid_days),
            ..original
        };
        tx.insert(&copy)?;
        let ids: HashMap<String, String> = rows
            .iter()
            .map(|row| (row.id.clone(), tx.new_id()))
            .collect();
        let mut copies = Vec::with_capacity(rows.len());
        for row in rows {
            let main = row.alternative_of.and_then(|id| ids.get(&id).cloned());
            let row = QuoteLine {
                id: ids[&row.id].clone(),
                quote_id: copy.id.clone(),
                alternative_of: main,
                ..row
            };
            tx.insert(&row)?;
            copies.push(row);
        }
        copy_basis(tx, &by.id, &copy.id)?;
        let basis = Basis::read(tx.conn(), &copy)?;
        let totals = view(&copy, &copies, &basis)?.totals;
        store_totals(tx, &mut copy, &totals)?;
        let step = Step::new("quote.duplicate", "quote", Some(&copy.id), &copy.label);
        Ok::<_, AppError>((copy.id, step))
    })?;
    get(open, ById { id })
}

/// Copies terms, cost blocks and rates of a quote to its copy.
fn copy_basis(tx: &mut WriteTx<'_>, from: &str, to: &str) -> Result<()> {
    if let Some(own) = terms_of::find(tx.conn(), from)? {
        tx.insert(&Terms {
            id: to.to_owned(),
            ..own
        })?;
        let costs = terms_of::costs(tx.conn(), from)?;
        terms::copy_costs(tx, &costs, to)?;
    }
    for rate in terms_of::rates(tx.conn(), from)? {
        tx.insert(&QuoteRate {
            id: quote_edit::rate_id(to, &rate.currency),
            quote_id: to.to_owned(),
            ..rate
        })?;
    }
    Ok(())
}

/// `quote.set_status`.
pub(crate) fn set_status(open: &Open, request: SetStatus) -> Result<QuoteView> {
    open.store.write(open.now_ms(), |tx| {
        let (quote, deleted) = quotes_of::get(tx.conn(), &request.id)?;
        if deleted.is_some() {
            return Err(AppError::new(Code::InBin));
        }
        let next = quote
            .status
            .after(request.command)
            .ok_or_else(|| AppError::new(Code::CommandNotAllowed))?;
        if matches!(request.command, QuoteCommand::Submit | QuoteCommand::Send) {
            if quote.customer_id.is_none() {
                return Err(AppError::new(Code::CustomerNeeded).at("customer_id"));
            }
            if quote.line_count == 0 {
                return Err(AppError::new(Code::QuoteEmpty));
            }
        }
        let action = match request.command {
            QuoteCommand::Submit => "quote.submit",
            QuoteCommand::Approve => "quote.approve",
            QuoteCommand::Send => "quote.send",
            QuoteCommand::Accept => "quote.accept",
            QuoteCommand::Reject => "quote.reject",
            QuoteCommand::Expire => "quote.expire",
            QuoteCommand::Reopen => "quote.reopen",
        };
        let status = serde_json::to_value(next).map_err(AppError::internal)?;
        let rows = quotes_of::lines(tx.conn(), &quote.id)?;
        let basis = Basis::read(tx.conn(), &quote)?;
        if matches!(request.command, QuoteCommand::Submit | QuoteCommand::Send) {
            check_priced(&rows, &view(&quote, &rows, &basis)?.unpriced)?;
        }
        let hash = quotes_of::content_hash(&quote, &rows, basis.landed())?;
        let set = Fields::from_iter([("status".to_owned(), status)]);
        tx.command(Quote::TABLE, &quote.id, action, Some(&hash), set)?;
        match request.command {
            QuoteCommand::Submit | QuoteCommand::Send => {
                revision::make(tx, &quote, &rows, &basis, next, hash)?;
            }
            // A draft follows defaults and tables as they are now.
            QuoteCommand::Reopen if basis.own.is_some() => refresh_totals(tx, &quote.id)?,
            _ => {}
        }
        Ok((
            (),
            Step::new(action, "quote", Some(&quote.id), &quote.label),
        ))
    })?;
    get(open, ById { id: request.id })
}

/// `quote.edit`.
pub(crate) fn edit(
    open: &Open,
    request: crate::api::quote::QuoteEdit,
) -> Result<crate::api::quote::QuoteDelta> {
    quote_edit::edit(open, &request)
}

/// `quote.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "quote.delete",
        Quote::TABLE,
        "label",
        &by.ids,
        Bin::Delete,
    )
}

/// `quote.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "quote.restore",
        Quote::TABLE,
        "label",
        &by.ids,
        Bin::Restore,
    )
}
