//! `quote.duplicate`: a new draft of today from a quote, with its prices or with those of the catalogue; and what a draft
//! from a template has in common with it.

use std::collections::HashMap;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{
    Contact, Customer, LineVat, ORGANISATION_TERMS, Organisation, Quote, QuoteLine, QuoteRate,
    RateSource, Terms,
};
use oferta_domain::field::Entity;
use oferta_domain::status::QuoteStatus;
use oferta_store::{Connection, Step, WriteTx, is_living, quote as quotes_of, terms as terms_of};

use crate::api::common::{ById, Nothing};
use crate::api::compare::Pair;
use crate::api::copy::{PriceChange, QuoteCopy, QuoteDuplicate};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Result};
use crate::line_template::Content;
use crate::prices::{self, Lookup};
use crate::quote::{get, validity};
use crate::quote_edit::rate_id;
use crate::quote_view::{View, choice, store_totals, view};
use crate::rates::snapshots;
use crate::terms::{copy_costs, resolve};
use crate::{dated, sheet, workspace};

/// A copy in the making: as it will be, under the ids of the original.
struct Plan {
    /// The date of the original.
    quoted_on: Date,
    quote: Quote,
    rows: Vec<QuoteLine>,
    basis: Basis,
    prices: Vec<PriceChange>,
    vat_rate: Option<Pair<Dec>>,
}

/// `quote.duplicate`.
pub(crate) fn duplicate(open: &Open, request: QuoteDuplicate) -> Result<QuoteCopy> {
    let seller = workspace::organisation(open, Nothing {})?;
    let today = open.host.today();
    let original = sheet::read(open, &request.id)?.view.totals.clone();
    let (keep, fresh) = open.store.read(|conn| {
        let keep = Plan::make(conn, &request.id, &seller, today)?;
        let fresh = Plan::make(conn, &request.id, &seller, today)?;
        let fresh = fresh.refreshed(open, conn, today)?;
        Ok::<_, AppError>((keep, fresh))
    })?;
    let (keep_totals, keep_refused) = choice(keep.view())?;
    let (fresh_totals, refresh_refused) = choice(fresh.view())?;
    let found = prices::to_look_at(fresh.prices.clone());
    let vat_rate = fresh.vat_rate.clone();
    let quote = if request.preview {
        None
    } else {
        let plan = if request.refresh { fresh } else { keep };
        let (id, _) = open.store.write(open.now_ms(), |tx| {
            let (quote, step) = plan.put(tx)?;
            Ok::<_, AppError>((quote.id, step))
        })?;
        Some(get(open, ById { id })?)
    };
    Ok(QuoteCopy {
        original,
        keep: keep_totals,
        keep_refused,
        refresh: fresh_totals,
        refresh_refused,
        found,
        vat_rate,
        quote,
    })
}

impl Plan {
    /// A draft of today with everything the quote has, but for a customer or contact in the bin.
    fn make(conn: &Connection, id: &str, seller: &Organisation, today: Date) -> Result<Plan> {
        let (mut original, _) = quotes_of::get(conn, id)?;
        let is_gone = |table, id: &Option<String>| match id {
            Some(id) => Ok::<_, AppError>(!is_living(conn, table, id)?),
            None => Ok(false),
        };
        if is_gone(Customer::TABLE, &original.customer_id)? {
            original.customer_id = None;
            original.contact_id = None;
        }
        if is_gone(Contact::TABLE, &original.contact_id)? {
            original.contact_id = None;
        }
        Ok(Plan {
            quoted_on: original.quote_date,
            quote: Quote {
                number: None,
                status: QuoteStatus::Draft,
                quote_date: today,
                valid_until: validity(today, seller.valid_days),
                ..original
            },
            rows: quotes_of::lines(conn, id)?,
            // Rates go along as the quote keeps them.
            basis: Basis::of_draft(conn, id)?,
            prices: Vec::new(),
            vat_rate: None,
        })
    }

    /// The same with the prices of the catalogue, the rates of today but for those that a person set, and the VAT that
    /// holds today where that of the quote no longer does.
    fn refreshed(mut self, open: &Open, conn: &Connection, today: Date) -> Result<Plan> {
        let days = (self.quoted_on, today);
        let Plan {
            quote, rows, basis, ..
        } = &mut self;
        self.vat_rate = renew(open, None, quote, rows, basis, days)?;
        let lookup = Lookup {
            open,
            conn,
            in_step: false,
            quote: &self.quote,
            landed: self.basis.own.is_some(),
        };
        self.prices = prices::refresh(&lookup, &mut self.basis.rates, &mut self.rows)?;
        Ok(self)
    }

    fn view(&self) -> Result<View> {
        view(&self.quote, &self.rows, &self.basis)
    }

    /// Writes the copy under ids of its own.
    fn put(self, tx: &mut WriteTx<'_>) -> Result<(Quote, Step)> {
        let mut copy = Quote {
            id: tx.new_id(),
            label: quotes_of::next_label(tx.conn())?,
            ..self.quote
        };
        tx.insert(&copy)?;
        let mut rows = self.rows;
        new_ids(tx, &mut rows);
        for row in &mut rows {
            copy.id.clone_into(&mut row.quote_id);
            tx.insert(row)?;
        }
        put_basis(tx, &self.basis, &copy.id)?;
        let basis = Basis::read(tx.conn(), &copy)?;
        let totals = view(&copy, &rows, &basis)?.totals;
        store_totals(tx, &mut copy, &totals)?;
        let step = Step::new("quote.duplicate", "quote", Some(&copy.id), &copy.label);
        Ok((copy, step))
    }
}

/// Brings what a new draft took along up to date: the rates of banks, and VAT that has become another from the one day to
/// the other. Answers the change of VAT in the header. Inside a step its connection is given.
pub(crate) fn renew(
    open: &Open,
    step: Option<&Connection>,
    quote: &mut Quote,
    rows: &mut [QuoteLine],
    basis: &mut Basis,
    days: (Date, Date),
) -> Result<Option<Pair<Dec>>> {
    let kept = basis.rates.iter();
    let of_bank = kept.filter(|rate| rate.source != RateSource::Manual);
    let of_bank: Vec<&str> = of_bank.map(|rate| rate.currency.as_str()).collect();
    for rate in snapshots(open, step, quote, &of_bank)? {
        let mut kept = basis.rates.iter_mut();
        if let Some(kept) = kept.find(|kept| kept.currency == rate.currency) {
            *kept = rate;
        }
    }
    let region = match &basis.own {
        Some(own) => {
            resolve(Some(own), basis.defaults.as_ref())
                .seller_region
                .value
        }
        None => "RU".to_owned(),
    };
    let now = |rate: Option<Dec>| Some(basis.tables.vat_change(&region, rate?, days)?.to);
    for row in rows {
        let rate = row.vat_rate.and_then(LineVat::rate);
        row.vat_rate = now(rate).map(LineVat::Rate).or(row.vat_rate);
    }
    Ok(now(quote.vat_rate).map(|to| Pair {
        from: quote.vat_rate.replace(to),
        to: Some(to),
    }))
}

/// What a template brings along: rows for the new quote, and what they are priced from; where they are refreshed, VAT
/// moves with the rest. Nothing is written.
pub(crate) fn from_template(
    open: &Open,
    tx: &WriteTx<'_>,
    quote: &mut Quote,
    content: Content,
    refresh: bool,
) -> Result<(Vec<QuoteLine>, Basis)> {
    let landed = content.terms.is_some();
    let mut rows = content.rows_for(&quote.currency, landed).rows;
    let mut basis = Basis {
        own: content.terms,
        costs: content.costs,
        rates: content.rates,
        defaults: terms_of::find(tx.conn(), ORGANISATION_TERMS)?,
        tables: dated::tables(tx.conn())?,
        ..Basis::default()
    };
    if refresh {
        let days = (quote.quote_date, quote.quote_date);
        renew(open, Some(tx.conn()), quote, &mut rows, &mut basis, days)?;
        let lookup = Lookup {
            open,
            conn: tx.conn(),
            in_step: true,
            quote,
            landed,
        };
        prices::refresh(&lookup, &mut basis.rates, &mut rows)?;
    }
    new_ids(tx, &mut rows);
    for row in &mut rows {
        quote.id.clone_into(&mut row.quote_id);
    }
    Ok((rows, basis))
}

/// Gives rows ids of their own; alternatives among them follow the line they can replace, and without it stand alone.
pub(crate) fn new_ids(tx: &WriteTx<'_>, rows: &mut [QuoteLine]) {
    let ids: HashMap<String, String> = rows
        .iter()
        .map(|row| (row.id.clone(), tx.new_id()))
        .collect();
    for row in rows {
        if let Some(id) = ids.get(&row.id) {
            id.clone_into(&mut row.id);
        }
        row.alternative_of = row
            .alternative_of
            .take()
            .and_then(|id| ids.get(&id).cloned());
    }
}

/// Writes terms, cost blocks and rates under the id of a new quote.
pub(crate) fn put_basis(tx: &mut WriteTx<'_>, basis: &Basis, quote_id: &str) -> Result<()> {
    if let Some(own) = &basis.own {
        tx.insert(&Terms {
            id: quote_id.to_owned(),
            ..own.clone()
        })?;
        copy_costs(tx, &basis.costs, quote_id)?;
    }
    for rate in &basis.rates {
        tx.insert(&QuoteRate {
            id: rate_id(quote_id, &rate.currency),
            quote_id: quote_id.to_owned(),
            ..rate.clone()
        })?;
    }
    Ok(())
}
