//! The dated tables: what is seeded, what a person changes, and what holds on a day.

mod lookup;

use oferta_domain::Dec;
use oferta_domain::entity::{DatedKind, DatedValue, Deal, PaymentTerms, VatCategory};
use oferta_domain::field::Entity;
use oferta_store::{Connection, Step, StoreError, dated as dated_of, stable_id};
use serde::Deserialize;

use crate::api::common::{ByIds, Changed, Create, Patch};
use crate::api::terms::{DatedQuery, DatedValues, DatedView};
use crate::app::Open;
use crate::catalog::Bin;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, check_count, overlay, written};
use crate::terms::refresh_drafts;

pub(crate) use lookup::{Change, Tables, in_one_customs_territory};

/// The figures a store begins with: those that were verified.
const SEED: &str = include_str!("dated/seed.json");
/// The most rows all tables have together.
const MAX_ROWS: usize = 5_000;

/// Every table.
const KINDS: [DatedKind; 5] = [
    DatedKind::Vat,
    DatedKind::SupplierVat,
    DatedKind::InternalMarkup,
    DatedKind::CustomsFee,
    DatedKind::MinimumMarkup,
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    kind: DatedKind,
    #[serde(default)]
    country: String,
    #[serde(default)]
    region: String,
    category: Option<VatCategory>,
    terms: Option<PaymentTerms>,
    deal: Option<Deal>,
    above: Option<Dec>,
    up_to: Option<Dec>,
    value: Dec,
    valid_from: Option<jiff::civil::Date>,
    valid_until: Option<jiff::civil::Date>,
    source: String,
}

impl Seed {
    /// The row; its id follows from what it is about, so that two devices seed the same rows.
    fn row(self) -> Result<DatedValue> {
        let mut row = DatedValue {
            id: String::new(),
            kind: self.kind,
            country: self.country,
            region: self.region,
            category: self.category,
            terms: self.terms,
            deal: self.deal,
            above: self.above,
            up_to: self.up_to,
            value: self.value,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            source: self.source,
        };
        let about = (
            (row.kind, &row.country, &row.region),
            (row.terms, row.deal, row.above, row.valid_from),
        );
        let about = serde_json::to_string(&about).map_err(AppError::internal)?;
        // Rows without a category keep the ids they had before there were any.
        let category = row.category.map(serde_json::to_value).transpose();
        let category = category.map_err(AppError::internal)?;
        let mut parts = vec!["dated_value", about.as_str()];
        parts.extend(category.as_ref().and_then(|category| category.as_str()));
        row.id = stable_id(&parts);
        Ok(row)
    }
}

/// Puts the figures that a store does not know yet into its tables; those a person removed stay removed.
pub(crate) fn seed(open: &Open) -> Result<()> {
    let known = open.store.read(dated_of::ids)?;
    let seeds: Vec<Seed> = serde_json::from_str(SEED).map_err(AppError::internal)?;
    let rows = seeds
        .into_iter()
        .map(Seed::row)
        .collect::<Result<Vec<_>>>()?;
    let missing: Vec<DatedValue> = rows
        .into_iter()
        .filter(|row| !known.contains(&row.id))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    open.store.write(open.now_ms(), |tx| {
        for row in &missing {
            tx.insert(row)?;
        }
        let mut step = Step::new("dated.seed", "dated_value", None, "");
        step.undoable = false;
        Ok::<_, AppError>(((), step))
    })?;
    Ok(())
}

/// Every table as it stands.
pub(crate) fn tables(conn: &Connection) -> Result<Tables> {
    let mut rows = Vec::new();
    for kind in KINDS {
        rows.extend(dated_of::table(conn, kind)?);
    }
    Ok(Tables::new(rows))
}

/// `dated.list`.
pub(crate) fn list(open: &Open, query: DatedQuery) -> Result<DatedValues> {
    open.store.read(|conn| {
        let values = match (query.bin, query.kind) {
            (true, None) => dated_of::bin(conn)?,
            (true, Some(kind)) => {
                let mut removed = dated_of::bin(conn)?;
                removed.retain(|row| row.kind == kind);
                removed
            }
            (false, Some(kind)) => dated_of::table(conn, kind)?,
            (false, None) => tables(conn)?.rows,
        };
        let standings = lookup::standings(&values, query.on.unwrap_or_else(|| open.host.today()));
        let views = values.into_iter().zip(standings);
        Ok(DatedValues {
            values: views
                .map(|(row, standing)| DatedView { row, standing })
                .collect(),
        })
    })
}

/// What a row is called in the history.
fn label(row: &DatedValue) -> String {
    [row.country.as_str(), row.region.as_str()]
        .join(" ")
        .trim()
        .to_owned()
}

/// `dated.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<DatedValue> {
    let (made, _) = open.store.write(open.now_ms(), |tx| {
        if dated_of::ids(tx.conn())?.len() >= MAX_ROWS {
            return Err(AppError::new(Code::TooManyRows).param("limit", MAX_ROWS));
        }
        let blank = DatedValue {
            id: tx.new_id(),
            kind: DatedKind::default(),
            country: String::new(),
            region: String::new(),
            category: None,
            terms: None,
            deal: None,
            above: None,
            up_to: None,
            value: Dec::default(),
            valid_from: None,
            valid_until: None,
            source: String::new(),
        };
        for needed in ["kind", "value"] {
            if !request.set.contains_key(needed) {
                return Err(AppError::new(Code::Required).at(needed));
            }
        }
        if request.set.contains_key("id") {
            return Err(AppError::new(Code::UnknownField)
                .param("field", "id")
                .at("id"));
        }
        let row = build(&blank, &named(&request.set))?;
        tx.insert(&row)?;
        refresh_drafts(tx)?;
        let step = Step::new("dated.create", "dated_value", Some(&row.id), &label(&row));
        Ok::<_, AppError>((row, step))
    })?;
    Ok(made)
}

/// An empty choice is none.
fn named(set: &Fields) -> Fields {
    crate::patch::empty_as_none(
        set,
        &["category", "terms", "deal", "valid_from", "valid_until"],
    )
}

/// `dated.set`.
pub(crate) fn set(open: &Open, patch: Patch) -> Result<DatedValue> {
    let (changed, _) = open.store.write(open.now_ms(), |tx| {
        let current = dated_of::get(tx.conn(), &patch.id)?;
        let set = named(&patch.set);
        let changed = overlay(&current, &set, by_hand)?;
        tx.patch(DatedValue::TABLE, &patch.id, written(&changed, &set)?)?;
        refresh_drafts(tx)?;
        let step = Step::new(
            "dated.set",
            "dated_value",
            Some(&patch.id),
            &label(&changed),
        );
        Ok::<_, AppError>((changed, step))
    })?;
    Ok(changed)
}

/// `dated.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "dated.delete", &by, Bin::Delete)
}

/// `dated.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    moved(open, "dated.restore", &by, Bin::Restore)
}

fn moved(open: &Open, action: &'static str, by: &ByIds, way: Bin) -> Result<Changed> {
    check_count(by.ids.len())?;
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let mut name = String::new();
        for id in &by.ids {
            name = label(&dated_of::get(tx.conn(), id)?);
            match way {
                Bin::Restore => {
                    tx.restore(DatedValue::TABLE, id)?;
                }
                Bin::Delete => match tx.delete(DatedValue::TABLE, id) {
                    Err(StoreError::InBin { .. }) => {}
                    other => other?,
                },
            }
        }
        refresh_drafts(tx)?;
        let one = (by.ids.len() == 1).then(|| by.ids[0].as_str());
        Ok::<_, AppError>(((), Step::new(action, "dated_value", one, &name)))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}
