//! What a screen has to change after an edit.

use std::collections::{BTreeMap, HashMap};

use oferta_domain::Dec;

use super::Draft;
use crate::api::quote::{Landed, LandedLine, LineAmounts, LineView};
use crate::api::quote_edit::SumColumns;

/// The rows and sums on the screen before the edit.
pub(super) struct Shown {
    pub ids: Vec<String>,
    pub amounts: Vec<LineAmounts>,
}

/// Rows that are new or look different now, and the ids of those that are gone.
pub(super) struct Difference {
    pub lines: Vec<LineView>,
    pub sums: SumColumns,
    pub removed: Vec<String>,
}

/// The sums of a row before and now.
type Change<'a> = (&'a LineAmounts, &'a LineAmounts);

/// The name of a sum, and where it stands.
type Column = (&'static str, fn(&LineAmounts) -> Option<Dec>);

impl Shown {
    pub(super) fn against(&self, draft: &Draft<'_, '_>, now: &[LineAmounts]) -> Difference {
        let shown = self.ids.iter().map(String::as_str).zip(&self.amounts);
        let mut old: HashMap<&str, &LineAmounts> = shown.collect();
        let mut lines = Vec::new();
        let (mut ids, mut changes) = (Vec::new(), Vec::new());
        for (row, now) in draft.rows.iter().zip(now) {
            let was = old.remove(row.id.as_str());
            match was.filter(|_| !draft.touched.contains(&row.id)) {
                Some(was) if was == now => {}
                Some(was) if beside_sums(was) == beside_sums(now) => {
                    ids.push(row.id.clone());
                    changes.push((was, now));
                }
                _ => lines.push(LineView {
                    line: row.clone(),
                    amounts: now.clone(),
                }),
            }
        }
        let gone = self.ids.iter().filter(|id| old.contains_key(id.as_str()));
        Difference {
            lines,
            sums: sums(ids, &changes),
            removed: gone.cloned().collect(),
        }
    }
}

/// What the amounts of a row say beside the numbers of [`sums`]. Every field is named, so that a new one is not forgotten.
fn beside_sums(amounts: &LineAmounts) -> impl PartialEq + '_ {
    let LineAmounts {
        gross_price: _,
        line_discount: _,
        header_discount: _,
        net: _,
        vat_rate,
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
    (vat_rate, unit_price.is_some(), landed)
}

fn sums(ids: Vec<String>, changes: &[Change<'_>]) -> SumColumns {
    fn landed(it: &LineAmounts) -> Option<&Landed> {
        it.landed.as_deref()
    }
    fn line(it: &LineAmounts) -> Option<&LandedLine> {
        landed(it)?.line.as_ref()
    }
    let amounts: [Column; 7] = [
        ("gross_price", |it| Some(it.gross_price)),
        ("line_discount", |it| Some(it.line_discount)),
        ("header_discount", |it| Some(it.header_discount)),
        ("net", |it| Some(it.net)),
        ("vat", |it| Some(it.vat)),
        ("gross", |it| Some(it.gross)),
        ("unit_price", |it| it.unit_price),
    ];
    let earned: [Column; 4] = [
        ("cost", |it| Some(landed(it)?.cost)),
        ("profit", |it| landed(it)?.profit),
        ("markup", |it| landed(it)?.markup),
        ("margin", |it| landed(it)?.margin),
    ];
    let of_unit: [Column; 2] = [
        ("unit_cost", |it| Some(line(it)?.unit_cost)),
        ("unit_gross", |it| Some(line(it)?.unit_gross)),
    ];
    SumColumns {
        ids,
        amounts: changed(changes, &amounts),
        landed: changed(changes, &earned),
        line: changed(changes, &of_unit),
    }
}

/// The columns in which a row differs.
fn changed(changes: &[Change<'_>], columns: &[Column]) -> BTreeMap<&'static str, Vec<Option<Dec>>> {
    let differs = |of: fn(&LineAmounts) -> _| changes.iter().any(|(was, now)| of(was) != of(now));
    let columns = columns.iter().filter(|(_, of)| differs(*of));
    columns
        .map(|(name, of)| (*name, changes.iter().map(|(_, now)| of(now)).collect()))
        .collect()
}
