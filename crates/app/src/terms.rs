//! Terms: the defaults of the organisation, what a person types, what applies.

mod resolve;

use oferta_domain::Dec;
use oferta_domain::entity::{Cost, Leg, ORGANISATION_TERMS, Terms, TermsKind};
use oferta_domain::field::Entity;
use oferta_store::{Step, WriteTx, stable_id, terms as terms_of};
use serde_json::Value;

use crate::api::common::Nothing;
use crate::api::terms::{SetDefaults, TermsDefaults};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, check_count, empty_as_none, overlay, put};
use crate::quote_edit::positions;
use crate::quote_view::refresh_changed_totals;

pub(crate) use resolve::{margin_of, markup_of, resolve, share};

/// Fields of terms that a choice can leave without a value.
const OPTIONAL: [&str; 5] = [
    "seller_region",
    "deal",
    "incoterms",
    "commission_currency",
    "commission_party",
];

/// Terms that inherit everything.
pub(crate) fn blank(id: &str, kind: TermsKind) -> Terms {
    Terms {
        id: id.to_owned(),
        kind,
        name: String::new(),
        seller_region: None,
        deal: None,
        incoterms: None,
        markup: None,
        client_advance: None,
        supplier_advance: None,
        milestones: None,
        delivery_days: None,
        deferral_days: None,
        customs_term_days: None,
        loan_rate: None,
        agent_fee_rate: None,
        forex_reserve_rate: None,
        insurance_rate: None,
        commission_rate: None,
        commission_amount: None,
        commission_currency: None,
        commission_party: None,
    }
}

/// A typed margin becomes the markup it stands for.
///
/// # Errors
/// [`Code::FieldType`] when it is no number, [`Code::BadMargin`] when it is not below 1.
pub(crate) fn margin_as_markup(set: &mut Fields) -> Result<()> {
    let Some(margin) = set.shift_remove("margin") else {
        return Ok(());
    };
    let markup = match margin {
        Value::Null => Value::Null,
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::String(text) => {
            let margin: Dec = text
                .trim()
                .parse()
                .map_err(|_| AppError::new(Code::FieldType).at("margin"))?;
            let markup =
                markup_of(margin).ok_or_else(|| AppError::new(Code::BadMargin).at("margin"))?;
            Value::from(markup.to_string())
        }
        _ => return Err(AppError::new(Code::FieldType).at("margin")),
    };
    set.insert("markup".to_owned(), markup);
    Ok(())
}

/// Terms with what a person typed put over them. Typing one kind of commission replaces the other.
pub(crate) fn changed(terms: &Terms, set: &Fields) -> Result<Terms> {
    let mut set = empty_as_none(set, &OPTIONAL);
    margin_as_markup(&mut set)?;
    for (typed, other) in [
        ("commission_rate", "commission_amount"),
        ("commission_amount", "commission_rate"),
    ] {
        if set.get(typed).is_some_and(|v| !v.is_null() && v != "") && !set.contains_key(other) {
            set.insert(other.to_owned(), Value::Null);
            break;
        }
    }
    overlay(terms, &set, by_hand)
}

/// Terms that others will use: an amount without a currency is in that of where it was typed, whatever the quote is in.
pub(crate) fn with_currency(mut terms: Terms, currency: &str) -> Terms {
    if terms.commission_amount.is_some() && terms.commission_currency.is_none() {
        terms.commission_currency = Some(currency.to_owned());
    }
    terms
}

/// A cost block with its defaults.
pub(crate) fn blank_cost(tx: &WriteTx<'_>, terms_id: &str, pos: String, currency: &str) -> Cost {
    Cost {
        id: tx.new_id(),
        terms_id: terms_id.to_owned(),
        pos,
        name: String::new(),
        amount: Dec::default(),
        currency: currency.to_owned(),
        leg: Leg::BeforeBorder,
    }
}

/// Makes a cost block of what a person typed.
pub(crate) fn built_cost(blank: &Cost, set: &Fields) -> Result<Cost> {
    for fixed in ["id", "terms_id", "pos"] {
        if set.contains_key(fixed) {
            return Err(AppError::new(Code::FieldFixed).at(fixed));
        }
    }
    build(blank, set)
}

/// The id of the block that holds the customs fee of some terms: one on every device.
pub(crate) fn customs_fee_id(terms_id: &str) -> String {
    stable_id(&["customs_fee", terms_id])
}

/// Replaces the cost blocks of some terms by copies of others.
pub(crate) fn copy_costs(tx: &mut WriteTx<'_>, from: &[Cost], terms_id: &str) -> Result<Vec<Cost>> {
    for old in terms_of::costs(tx.conn(), terms_id)? {
        tx.delete(Cost::TABLE, &old.id)?;
    }
    let mut copies = Vec::with_capacity(from.len());
    for cost in from {
        let copy = Cost {
            id: if cost.id == customs_fee_id(&cost.terms_id) {
                customs_fee_id(terms_id)
            } else {
                tx.new_id()
            },
            terms_id: terms_id.to_owned(),
            ..cost.clone()
        };
        put(tx, &copy)?;
        copies.push(copy);
    }
    Ok(copies)
}

/// `terms.defaults`.
pub(crate) fn defaults(open: &Open, _: Nothing) -> Result<TermsDefaults> {
    open.store.read(|conn| {
        let own = terms_of::find(conn, ORGANISATION_TERMS)?;
        Ok(TermsDefaults {
            resolved: resolve(None, own.as_ref()),
            costs: terms_of::costs(conn, ORGANISATION_TERMS)?,
            own: own.unwrap_or_else(|| blank(ORGANISATION_TERMS, TermsKind::Organisation)),
        })
    })
}

/// `terms.set_defaults`.
pub(crate) fn set_defaults(open: &Open, request: SetDefaults) -> Result<TermsDefaults> {
    check_count(request.costs.as_ref().map_or(0, Vec::len))?;
    let seller = crate::workspace::organisation(open, Nothing {})?;
    open.store.write(open.now_ms(), |tx| {
        let known = terms_of::find(tx.conn(), ORGANISATION_TERMS)?;
        let current = known.unwrap_or_else(|| blank(ORGANISATION_TERMS, TermsKind::Organisation));
        if request.set.contains_key("name") {
            return Err(AppError::new(Code::FieldFixed).at("name"));
        }
        let changed = changed(&current, &request.set)?;
        put(tx, &with_currency(changed, &seller.currency))?;
        if let Some(sets) = &request.costs {
            let mut costs = Vec::with_capacity(sets.len());
            for (i, (set, pos)) in sets
                .iter()
                .zip(positions(None, None, sets.len()))
                .enumerate()
            {
                let blank = blank_cost(tx, ORGANISATION_TERMS, pos, &seller.currency);
                let cost = built_cost(&blank, set).map_err(|mut error| {
                    error.field = error.field.map(|field| format!("costs.{i}.{field}"));
                    error
                })?;
                costs.push(cost);
            }
            copy_costs(tx, &costs, ORGANISATION_TERMS)?;
        }
        refresh_drafts(tx)?;
        let step = Step::new("terms.set_defaults", "terms", Some(ORGANISATION_TERMS), "");
        Ok::<_, AppError>(((), step))
    })?;
    defaults(open, Nothing {})
}

/// Brings the stored totals of drafts in step after something they inherit has changed.
pub(crate) fn refresh_drafts(tx: &mut WriteTx<'_>) -> Result<()> {
    let drafts = terms_of::landed_drafts(tx.conn())?;
    drafts.iter().try_for_each(|id| refresh(tx, id))
}

/// Brings the stored totals of a quote in step. One that cannot be priced any more keeps its totals: it says what is
/// wrong when it is opened.
pub(crate) fn refresh(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    match refresh_changed_totals(tx, id) {
        Err(error) if error.code == Code::AmountOverflow => Ok(()),
        other => other,
    }
}
