//! Quotes: list, open, make, copy, move between states, bin.

mod status;

use jiff::ToSpan;
use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{
    Customer, Language, LineKind, ORGANISATION_TERMS, Organisation, Policy, Product, Quote,
    QuoteLine,
};
use oferta_domain::field::Entity;
use oferta_domain::status::QuoteStatus;
use oferta_domain::validate::Validate;
use oferta_store::list::ListRequest;
use oferta_store::{
    Connection, Step, WriteTx, customer as customers_of, line_template as templates_of,
    product as products_of, quote as quotes_of, supplier as suppliers_of, terms as terms_of,
};

use crate::api::common::{ById, ByIds, Changed, ListQuery, Nothing, Page};
use crate::api::quote::{LinePage, QuoteCreate, QuoteLines, QuoteRow, QuoteView, StatusCounts};
use crate::api::quote_edit::{QuoteDelta, QuoteEdit, QuoteSums};
use crate::app::Open;
use crate::basis::Basis;
use crate::catalog::{Bin, asked, bin, page};
use crate::copy::{from_template, put_basis};
use crate::error::{AppError, Result};
use crate::line_template::Content;
use crate::patch::check_count;
use crate::quote_view::{line_views, store_totals, view};
use crate::revision::standing;
use crate::sheet::{self, Sheet};
use crate::{dated, quote_edit, rates, terms, workspace};

pub(crate) use status::{set_status, set_status_on};

/// Rows of a quote that come with it at once: more than any screen shows.
const FIRST_LINES: usize = 100;
/// The most rows of a page.
const PAGE_LINES: usize = 500;

/// `quote.list`.
pub(crate) fn list(open: &Open, query: ListQuery) -> Result<Page<QuoteRow>> {
    let today = open.host.today();
    let text = today.to_string();
    let request = ListRequest {
        today: &text,
        ..asked(&query)
    };
    let listed = open.store.read(|conn| quotes_of::list(conn, &request))?;
    let mut page = page(listed);
    stand(&mut page.rows, today);
    Ok(page)
}

/// Shows where quotes stand on a day: the store keeps what was done, not what time did.
pub(crate) fn stand(rows: &mut [QuoteRow], today: Date) {
    for row in rows {
        let last = row.valid_until.as_ref().and_then(|day| day.parse().ok());
        row.status = row.status.on(today, last);
    }
}

/// `quote.counts`.
pub(crate) fn counts(open: &Open, _: Nothing) -> Result<StatusCounts> {
    let today = open.host.today().to_string();
    let found = open.store.read(|conn| quotes_of::counts(conn, &today))?;
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
    let today = open.host.today();
    let standing = open.store.read(|conn| standing(conn, quote, today))?;
    let status = quote.status;
    Ok(QuoteView {
        editable: (status.is_editable() || status.is_revisable()) && deleted_at.is_none(),
        commands: if deleted_at.is_none() {
            standing.status.commands()
        } else {
            Vec::new()
        },
        standing,
        customer,
        contacts,
        lines: line_views(rows, &view.amounts, 0, FIRST_LINES),
        row_count: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        totals: view.totals.clone(),
        terms: view.terms.clone(),
        warnings: [
            &view.warnings[..],
            &rates::outdated(open, quote, &basis.rates),
        ]
        .concat(),
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
pub(crate) fn validity(date: Date, days: u32) -> Option<Date> {
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
        let template = match &request.template_id {
            Some(id) => Some(Content::read(&templates_of::get(tx.conn(), id)?)?),
            None => None,
        };
        if let Some(content) = &template {
            quote = content.header_over(&quote)?;
        }
        if !request.title.trim().is_empty() {
            request.title.trim().clone_into(&mut quote.title);
        }
        if let Some(customer_id) = &request.customer_id {
            tx.current(Customer::TABLE, customer_id)?;
            let (customer, _) = customers_of::get(tx.conn(), customer_id)?;
            quote.customer_id = Some(customer.id);
            quote.contact_id = customer.primary_contact_id;
        }
        if let Some(fault) = quote.faults().into_iter().next() {
            return Err(fault.into());
        }
        let (mut rows, basis) = match template {
            Some(content) => from_template(open, tx, &mut quote, content, request.refresh)?,
            None => Default::default(),
        };
        tx.insert(&quote)?;
        put_basis(tx, &basis, &quote.id)?;
        let mut kept = basis.rates;
        let known = kept.len();
        for product_id in &request.product_ids {
            let mut line = new_line(tx, &quote.id, String::new());
            let product = products_of::get(tx.conn(), product_id)?;
            take_product(&mut line, &product);
            let price = rates::list_price(open, Some(tx.conn()), &quote, &mut kept, &product)?;
            line.unit_price = price.unwrap_or_default();
            rows.push(line);
        }
        kept[known..].iter().try_for_each(|rate| tx.insert(rate))?;
        let positions = quote_edit::positions(None, None, rows.len());
        for (row, pos) in rows.iter_mut().zip(positions) {
            row.pos = pos;
            tx.insert(row)?;
        }
        let basis = Basis::read(tx.conn(), &quote)?;
        let totals = view(&quote, &rows, &basis)?.totals;
        store_totals(tx, &mut quote, &totals)?;
        let step = Step::new("quote.create", "quote", Some(&quote.id), &quote.label);
        Ok::<_, AppError>((quote.id, step))
    })?;
    get(open, ById { id })
}

/// `quote.edit`.
pub(crate) fn edit(open: &Open, request: QuoteEdit) -> Result<QuoteDelta> {
    quote_edit::edit(open, &request)
}

/// `quote.sums`.
pub(crate) fn sums(open: &Open, request: ById) -> Result<QuoteSums> {
    Ok(QuoteSums {
        columns: quote_edit::sums(&*sheet::read(open, &request.id)?),
    })
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
