//! The organisation's own rates, over the bank's.

use oferta_domain::Dec;
use oferta_domain::entity::OrganisationRate;
use oferta_domain::field::Entity;
use oferta_store::{Step, rate as rates_of};
use rust_decimal::Decimal;

use super::today;
use crate::api::common::{ByIds, Changed};
use crate::api::rates::{OwnRates, OwnRatesQuery, SetManualRate};
use crate::app::Open;
use crate::catalog::{Bin, bin};
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, empty_as_none, overlay, written};

/// The most rates there may be.
const MAX_RATES: usize = 1_000;

/// `rates.own`.
pub(crate) fn own(open: &Open, query: OwnRatesQuery) -> Result<OwnRates> {
    let rates = open.store.read(|conn| rates_of::own(conn, query.bin))?;
    Ok(OwnRates { rates })
}

/// `rates.set_manual`.
pub(crate) fn set_manual(open: &Open, request: SetManualRate) -> Result<OrganisationRate> {
    let set = empty_as_none(&request.set, &["valid_until"]);
    match request.id {
        Some(id) => changed(open, &id, &set),
        None => made(open, &set),
    }
}

fn made(open: &Open, set: &Fields) -> Result<OrganisationRate> {
    for needed in ["currency", "value", "reason"] {
        if set.get(needed).is_none_or(|value| value.is_null()) {
            return Err(AppError::new(Code::Required).at(needed));
        }
    }
    if set.contains_key("id") {
        return Err(AppError::new(Code::FieldFixed).at("id"));
    }
    let (rate, _) = open.store.write(open.now_ms(), |tx| {
        if rates_of::own(tx.conn(), false)?.len() >= MAX_RATES {
            return Err(AppError::new(Code::TooManyRows).param("limit", MAX_RATES));
        }
        let blank = OrganisationRate {
            id: tx.new_id(),
            currency: String::new(),
            value: Dec::default(),
            nominal: Dec(Decimal::ONE),
            valid_from: today(open),
            valid_until: None,
            reason: String::new(),
        };
        let rate = build(&blank, set)?;
        tx.insert(&rate)?;
        let step = step("rates.set_manual", &rate);
        Ok::<_, AppError>((rate, step))
    })?;
    Ok(rate)
}

fn changed(open: &Open, id: &str, set: &Fields) -> Result<OrganisationRate> {
    let (rate, _) = open.store.write(open.now_ms(), |tx| {
        let current = rates_of::get(tx.conn(), id)?;
        let rate = overlay(&current, set, by_hand)?;
        tx.patch(OrganisationRate::TABLE, id, written(&rate, set)?)?;
        let step = step("rates.set_manual", &rate);
        Ok::<_, AppError>((rate, step))
    })?;
    Ok(rate)
}

fn step(action: &'static str, rate: &OrganisationRate) -> Step {
    Step::new(action, "organisation_rate", Some(&rate.id), &rate.currency)
}

/// `rates.delete_manual`.
pub(crate) fn delete_manual(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "rates.delete_manual", &by, Bin::Delete)
}

/// `rates.restore_manual`.
pub(crate) fn restore_manual(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "rates.restore_manual", &by, Bin::Restore)
}

fn moved(open: &Open, action: &'static str, by: &ByIds, way: Bin) -> Result<Changed> {
    bin(
        open,
        action,
        OrganisationRate::TABLE,
        "currency",
        &by.ids,
        way,
    )
}
