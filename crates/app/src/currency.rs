//! Another currency for a quote: the prices are converted, or the numbers stay.

use oferta_domain::Dec;
use oferta_domain::currency::minor_units;
use oferta_domain::entity::{LineKind, Quote, QuoteLine, QuoteRate, RateSource, Terms};
use oferta_domain::validate::Validate;
use oferta_pricing::{Currency, FaultKey, convert};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::api::terms::{CurrencyChange, RateSet, SetCurrency};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;
use crate::quote_edit::{Draft, change, rate_id};
use crate::quote_view::{choice, input::rates, view};
use crate::rates::snapshots;
use crate::sheet;

/// How finely an excise is converted.
pub(crate) const FINE: u32 = 6;

/// `quote.set_currency`.
pub(crate) fn set_currency(open: &Open, request: SetCurrency) -> Result<CurrencyChange> {
    let to = Currency::parse(&request.currency)
        .ok_or_else(|| AppError::new(Code::BadCurrency).at("currency"))?;
    let answer = preview(open, &request, to)?;
    if request.preview {
        return Ok(answer);
    }
    let delta = change(open, "quote.set_currency", &request.id, |draft| {
        request.rates.iter().try_for_each(|rate| draft.rate(rate))?;
        if request.convert {
            convert_draft(draft, to)
        } else {
            draft.header(&currency_field(to))
        }
    })?;
    Ok(CurrencyChange {
        delta: Some(delta),
        ..answer
    })
}

fn currency_field(to: Currency) -> Fields {
    Fields::from_iter([("currency".to_owned(), Value::from(to.code()))])
}

/// What would come of it; nothing is written.
fn preview(open: &Open, request: &SetCurrency, to: Currency) -> Result<CurrencyChange> {
    let sheet = sheet::read(open, &request.id)?;
    let mut basis = sheet.basis.clone();
    for rate in &request.rates {
        keep_rate(&mut basis, &sheet.quote.id, rate)?;
    }
    let lacking = missing(&sheet.quote, &basis, to);
    let lacking: Vec<&str> = lacking.iter().map(String::as_str).collect();
    let known = snapshots(open, None, &sheet.quote, &lacking)?;
    basis.rates.extend(known);
    let mut kept = sheet.quote.clone();
    to.code().clone_into(&mut kept.currency);
    let (keep, keep_refused) = choice(view(&kept, &sheet.rows, &basis))?;
    let missing_rates = missing(&sheet.quote, &basis, to);
    let (convert, convert_refused) = if missing_rates.is_empty() {
        let converted = converted(&sheet.quote, &sheet.rows, &basis, to);
        choice(converted.and_then(|(quote, rows, own)| {
            basis.own = own;
            view(&quote, &rows, &basis)
        }))?
    } else {
        (None, None)
    };
    Ok(CurrencyChange {
        before: sheet.view.totals.clone(),
        keep,
        keep_refused,
        convert,
        convert_refused,
        missing_rates,
        rates: used(&basis, &sheet.quote.currency, to),
        delta: None,
    })
}

/// The rates a conversion takes.
fn used(basis: &Basis, from: &str, to: Currency) -> Vec<QuoteRate> {
    let used = |rate: &&QuoteRate| rate.currency == from || rate.currency == to.code();
    basis.rates.iter().filter(used).cloned().collect()
}

fn keep_rate(basis: &mut Basis, quote_id: &str, set: &RateSet) -> Result<()> {
    basis.rates.retain(|rate| rate.currency != set.currency);
    let Some(value) = set.value else {
        return Ok(());
    };
    let rate = QuoteRate {
        id: rate_id(quote_id, &set.currency),
        quote_id: quote_id.to_owned(),
        currency: set.currency.clone(),
        value,
        nominal: set.nominal.unwrap_or(Dec(Decimal::ONE)),
        rate_date: set.rate_date,
        source: RateSource::Manual,
    };
    if let Some(fault) = rate.faults().into_iter().next() {
        return Err(fault.into());
    }
    basis.rates.push(rate);
    Ok(())
}

/// Currencies whose rate is missing for the conversion.
fn missing(quote: &Quote, basis: &Basis, to: Currency) -> Vec<String> {
    if quote.currency == to.code() {
        return Vec::new();
    }
    let kept = rates(basis);
    let sides = [Currency::parse(&quote.currency), Some(to)];
    let lacking = sides.into_iter().flatten();
    lacking
        .filter(|side| *side != Currency::RUB && !kept.contains_key(side))
        .map(|side| side.code().to_owned())
        .collect()
}

type Converted = (Quote, Vec<QuoteLine>, Option<Terms>);

/// The quote in another currency. Fixed prices, the discount and the commission are converted and rounded to the
/// minor unit; what is bought stays in the currency it is bought in.
fn converted(quote: &Quote, rows: &[QuoteLine], basis: &Basis, to: Currency) -> Result<Converted> {
    let rates = rates(basis);
    let from = Currency::parse(&quote.currency).unwrap_or(Currency::RUB);
    let minor = minor_units(to.code());
    let amount = |amount: Dec, decimals: u32| match convert(*amount, from, to, &rates, decimals) {
        Ok(converted) => Ok(Dec(converted.normalize())),
        Err(FaultKey::NoRate) => {
            Err(AppError::new(Code::RateMissing).param("currency", from.code()))
        }
        Err(_) => Err(AppError::new(Code::AmountOverflow).param("line", "—")),
    };
    let some = |value: Option<Dec>, decimals| value.map(|v| amount(v, decimals)).transpose();
    let mut quote = quote.clone();
    quote.discount_amount = some(quote.discount_amount, minor)?;
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter(|row| row.kind == LineKind::Line) {
        if !row.calculated {
            row.unit_price = amount(row.unit_price, minor)?;
        }
        if row.purchase_price.is_some() && row.purchase_currency.is_none() {
            row.purchase_currency = Some(quote.currency.clone());
        }
        row.excise_per_kg = some(row.excise_per_kg, FINE)?;
    }
    let mut own = basis.own.clone();
    if let Some(terms) = own.as_mut().filter(|t| t.commission_currency.is_none()) {
        terms.commission_amount = some(terms.commission_amount, minor)?;
    }
    to.code().clone_into(&mut quote.currency);
    Ok((quote, rows, own))
}

fn convert_draft(draft: &mut Draft<'_, '_>, to: Currency) -> Result<()> {
    draft.take_rates(&missing(&draft.quote, &draft.basis, to))?;
    if let Some(currency) = missing(&draft.quote, &draft.basis, to).into_iter().next() {
        return Err(AppError::new(Code::RateMissing).param("currency", currency));
    }
    let (quote, rows, own) = converted(&draft.quote, &draft.rows, &draft.basis, to)?;
    for (i, row) in rows.iter().enumerate() {
        if *row != draft.rows[i] {
            draft.set_row(
                i,
                &Fields::from_iter([
                    text("unit_price", Some(row.unit_price)),
                    text("excise_per_kg", row.excise_per_kg),
                    text("purchase_currency", row.purchase_currency.as_ref()),
                ]),
            )?;
        }
    }
    if let Some(own) = own
        && draft.basis.own.as_ref() != Some(&own)
    {
        draft.keep_terms(own)?;
    }
    let mut header = currency_field(to);
    if quote.discount_amount.is_some() {
        header.extend([text("discount_amount", quote.discount_amount)]);
    }
    draft.header(&header)
}

fn text(name: &str, value: Option<impl ToString>) -> (String, Value) {
    (name.to_owned(), Value::from(value.map(|v| v.to_string())))
}
