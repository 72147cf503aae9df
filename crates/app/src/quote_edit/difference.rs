//! What a screen has to change after an edit.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oferta_domain::Dec;
use oferta_domain::entity::QuoteLine;
use oferta_domain::field::Entity;

use super::Draft;
use crate::api::quote::{Landed, LandedLine, LineAmounts, LineView};
use crate::api::quote_edit::RowColumns;
use crate::sheet::Sheet;

/// The rows and sums on the screen before the edit.
pub(super) struct Shown {
    pub ids: Vec<String>,
    pub amounts: Vec<LineAmounts>,
}

/// Rows that are new or look different now, and the ids of those that are gone.
pub(super) struct Difference {
    pub lines: Vec<LineView>,
    pub columns: Vec<RowColumns>,
    /// Sums of other rows changed as well.
    pub sums_changed: bool,
    pub removed: Vec<String>,
}

/// A row that was there before, and its sums before and now.
type Change<'a> = (&'a QuoteLine, &'a LineAmounts, &'a LineAmounts);

/// Where a sum stands.
type Sum = fn(&LineAmounts) -> Option<Dec>;

/// The name of a sum, and where it stands.
type Column = (&'static str, Sum);

impl Shown {
    /// `sight`: rows that are in sight, every one where there is none.
    pub(super) fn against(
        &self,
        draft: &Draft<'_, '_>,
        now: &[LineAmounts],
        sight: Option<&[String]>,
    ) -> serde_json::Result<Difference> {
        let shown = self.ids.iter().map(String::as_str).zip(&self.amounts);
        let mut old: HashMap<&str, &LineAmounts> = shown.collect();
        let mut lines = Vec::new();
        let (mut edited, mut followed) = (Vec::new(), Vec::new());
        let seen: Option<HashSet<&str>> = sight.map(|ids| ids.iter().map(String::as_str).collect());
        let unseen = |id: &str| seen.as_ref().is_some_and(|seen| !seen.contains(id));
        let mut sums_changed = false;
        for (row, now) in draft.rows.iter().zip(now) {
            let touched = draft.touched.contains(&row.id);
            match old.remove(row.id.as_str()) {
                Some(was) if !touched && was == now => {}
                Some(was) if beside_sums(was) == beside_sums(now) => {
                    if !touched && unseen(&row.id) {
                        sums_changed = true;
                        continue;
                    }
                    let changes = if touched { &mut edited } else { &mut followed };
                    changes.push((row, was, now));
                }
                _ => lines.push(LineView {
                    line: row.clone(),
                    amounts: now.clone(),
                }),
            }
        }
        let gone = self.ids.iter().filter(|id| old.contains_key(id.as_str()));
        let mut columns = Vec::new();
        if !edited.is_empty() {
            columns.push(row_columns(&edited, &draft.named)?);
        }
        if !followed.is_empty() {
            columns.push(row_columns(&followed, &BTreeSet::new())?);
        }
        Ok(Difference {
            lines,
            columns,
            sums_changed,
            removed: gone.cloned().collect(),
        })
    }
}

/// What the amounts of a row say beside the numbers of [`row_columns`]. Every field is named, so that a new one is not
/// forgotten.
fn beside_sums(amounts: &LineAmounts) -> impl PartialEq + '_ {
    let LineAmounts {
        gross_price: _,
        line_discount: _,
        header_discount: _,
        net: _,
        vat_rate: _,
        vat: _,
        gross: _,
        unit_price,
        landed,
    } = amounts;
    let landed = landed.as_deref().map(|landed| {
        let Landed {
            cost: _,
            profit: _,
            markup: _,
            margin: _,
            line,
        } = landed;
        line.as_ref().map(|line| {
            let LandedLine {
                unit_cost: _,
                unit_gross: _,
                purchase_currency,
                price_includes_vat,
                supplier_vat,
                internal_markup,
                markup,
                margin,
                missing,
            } = line;
            let purchase = (purchase_currency, price_includes_vat, supplier_vat);
            (purchase, internal_markup, markup, margin, missing)
        })
    });
    (unit_price.is_some(), landed)
}

/// The columns in which the rows differ. `named`: their own fields that an edit wrote.
fn row_columns(
    changes: &[Change<'_>],
    named: &BTreeSet<&'static str>,
) -> serde_json::Result<RowColumns> {
    let written = |name: &&'static str| {
        let values = changes.iter().map(|(row, ..)| row.field_value(name));
        Ok((*name, values.collect::<serde_json::Result<_>>()?))
    };
    let differs = |of: Sum| changes.iter().any(|(_, was, now)| of(was) != of(now));
    let changed = |columns: &[Column]| {
        let columns = columns.iter().filter(|(_, of)| differs(*of));
        columns
            .map(|(name, of)| (*name, changes.iter().map(|(.., now)| of(now)).collect()))
            .collect()
    };
    Ok(RowColumns {
        ids: changes.iter().map(|(row, ..)| row.id.clone()).collect(),
        fields: named
            .iter()
            .map(written)
            .collect::<serde_json::Result<_>>()?,
        amounts: changed(&AMOUNTS),
        landed: changed(&EARNED),
        line: changed(&OF_UNIT),
    })
}

/// The sums of every row.
pub(crate) fn sums(sheet: &Sheet) -> RowColumns {
    let column = |of: Sum| sheet.view.amounts.iter().map(of).collect();
    let all = |columns: &[Column]| {
        let columns = columns.iter();
        columns.map(|(name, of)| (*name, column(*of))).collect()
    };
    let of_cost = |columns: &[Column]| match sheet.view.terms {
        Some(_) => all(columns),
        None => BTreeMap::new(),
    };
    RowColumns {
        ids: sheet.rows.iter().map(|row| row.id.clone()).collect(),
        fields: BTreeMap::new(),
        amounts: all(&AMOUNTS),
        landed: of_cost(&EARNED),
        line: of_cost(&OF_UNIT),
    }
}

fn landed(it: &LineAmounts) -> Option<&Landed> {
    it.landed.as_deref()
}

fn line(it: &LineAmounts) -> Option<&LandedLine> {
    landed(it)?.line.as_ref()
}

const AMOUNTS: [Column; 8] = [
    ("gross_price", |it| Some(it.gross_price)),
    ("line_discount", |it| Some(it.line_discount)),
    ("header_discount", |it| Some(it.header_discount)),
    ("net", |it| Some(it.net)),
    ("vat_rate", |it| it.vat_rate),
    ("vat", |it| Some(it.vat)),
    ("gross", |it| Some(it.gross)),
    ("unit_price", |it| it.unit_price),
];
const EARNED: [Column; 4] = [
    ("cost", |it| Some(landed(it)?.cost)),
    ("profit", |it| landed(it)?.profit),
    ("markup", |it| landed(it)?.markup),
    ("margin", |it| landed(it)?.margin),
];
const OF_UNIT: [Column; 2] = [
    ("unit_cost", |it| Some(line(it)?.unit_cost)),
    ("unit_gross", |it| Some(line(it)?.unit_gross)),
];
