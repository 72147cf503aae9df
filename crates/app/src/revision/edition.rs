//! A quote with its sums, as a revision keeps it or as it stands now: what is looked at, printed and compared.
//!
//! The sums of a revision are those it keeps: they are not computed again, whatever the engine or a table has become.

use std::collections::HashSet;
use std::sync::Arc;

use oferta_domain::Dec;
use oferta_domain::entity::{Deal, Incoterms, LineKind, LineVat, Policy, Quote, QuoteLine};
use oferta_store::{Connection, revision as revisions_of};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Kept;
use crate::api::compare::{self, EditionOf};
use crate::api::quote::{Landed, LineAmounts, QuoteTotals};
use crate::api::revision::RevisionRow;
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::parties::Parties;
use crate::quote_view::input::given_away;
use crate::quote_view::line_views;
use crate::sheet::{self, Sheet};
use crate::terms::share;

/// The most rows of a page.
pub(super) const PAGE_LINES: usize = 500;

/// A quote as it stood, or stands.
pub(crate) struct Edition {
    /// None for the quote as it is now.
    pub revision: Option<RevisionRow>,
    pub quote: Quote,
    pub rows: Vec<QuoteLine>,
    pub basis: Basis,
    pub parties: Parties,
    /// The sums of every row.
    pub amounts: Vec<LineAmounts>,
    pub totals: QuoteTotals,
    /// What applies, by the name of the term; empty for a plain quote.
    pub terms: Map<String, Value>,
}

/// How many rows a page has: those that were asked for, or as many as fit.
pub(super) fn page_size(limit: u32) -> usize {
    match limit as usize {
        0 => PAGE_LINES,
        asked => asked.min(PAGE_LINES),
    }
}

/// `quote.edition`.
pub(crate) fn look(open: &Open, request: EditionOf) -> Result<compare::Edition> {
    let edition = Edition::read(open, &request.id, Some(&request.revision_id))?;
    let revision = edition
        .revision
        .ok_or_else(|| AppError::new(Code::NotFound).at("revision_id"))?;
    let (offset, limit) = (request.offset as usize, page_size(request.limit));
    Ok(compare::Edition {
        revision,
        customer: edition.parties.customer_name().to_owned(),
        contact: edition.parties.contact_name(),
        terms: edition.terms,
        costs: edition.basis.costs,
        rates: edition.basis.rates,
        totals: edition.totals,
        row_count: u32::try_from(edition.rows.len()).unwrap_or(u32::MAX),
        lines: line_views(&edition.rows, &edition.amounts, offset, limit),
        quote: edition.quote,
    })
}

impl Edition {
    /// A revision of a quote, or the quote as it is now.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a revision of another quote; whatever the calculation finds wrong with the present one.
    pub(crate) fn read(open: &Open, id: &str, revision_id: Option<&str>) -> Result<Edition> {
        let Some(revision_id) = revision_id else {
            let sheet = sheet::read(open, id)?;
            return open.store.read(|conn| Edition::now(conn, &sheet));
        };
        open.store.read(|conn| Edition::kept(conn, id, revision_id))
    }

    fn now(conn: &Connection, sheet: &Arc<Sheet>) -> Result<Edition> {
        let Sheet {
            quote,
            rows,
            basis,
            view,
            ..
        } = &**sheet;
        let resolved = match &view.terms {
            Some(terms) => serde_json::to_value(&terms.resolved).map_err(AppError::internal)?,
            None => Value::Null,
        };
        Ok(Edition {
            revision: None,
            parties: Parties::read(conn, quote)?,
            quote: quote.clone(),
            rows: rows.clone(),
            basis: basis.clone(),
            amounts: view.amounts.clone(),
            totals: view.totals.clone(),
            terms: values(resolved.as_object()),
        })
    }

    /// What a revision keeps.
    pub(crate) fn kept(conn: &Connection, id: &str, revision_id: &str) -> Result<Edition> {
        let (revision, kept) = Kept::read(conn, id, revision_id)?;
        let rows = revisions_of::list::<RevisionRow>(conn, id)?;
        let sums = Sums::of(&kept);
        let amounts = sums.of_rows(&kept.rows);
        let totals = sums.totals(&kept);
        let parties = match kept.parties {
            Some(parties) => parties,
            None => Parties::read(conn, &kept.quote)?,
        };
        Ok(Edition {
            revision: rows.into_iter().find(|row| row.id == revision_id),
            parties,
            // It was a draft when it was kept; what it became then is the status of the revision.
            quote: Quote {
                status: revision.status,
                ..kept.quote
            },
            rows: kept.rows,
            basis: kept.basis.unwrap_or_default(),
            amounts,
            totals,
            terms: values(kept.resolved.as_ref()),
        })
    }

    /// Whether every line counts, optional ones and alternatives too.
    pub(crate) fn all_count(&self) -> bool {
        self.basis.own.is_some() && self.quote.policy == Policy::Reference
    }

    /// Its number, as far as it is more than the first: of the quote as it is now that of the draft.
    pub(crate) fn number(&self, conn: &Connection) -> Result<u32> {
        match &self.revision {
            Some(revision) => Ok(revision.number),
            None => {
                let last = revisions_of::newest(conn, &self.quote.id)?;
                super::number(conn, &self.quote, last.as_ref())
            }
        }
    }
}

/// The values of resolved terms, whoever they come from.
fn values(resolved: Option<&Map<String, Value>>) -> Map<String, Value> {
    let terms = resolved.into_iter().flatten();
    terms
        .map(|(name, term)| {
            let value = match term {
                Value::Object(term) => term.get("value").cloned().unwrap_or_default(),
                other => other.clone(),
            };
            (name.clone(), value)
        })
        .collect()
}

/// Reads the amounts that a revision keeps.
struct Sums<'a> {
    lines: &'a Map<String, Value>,
    landed: bool,
    /// On an export 0 % is charged, whatever the quote says.
    export: bool,
    /// Whether VAT is charged: in the reference policy under DDP only.
    charges_vat: bool,
    vat_rate: Option<Dec>,
    /// Lines whose cost was not known.
    unknown_cost: &'a HashSet<String>,
    /// In the reference policy every line counts.
    all_count: bool,
}

impl<'a> Sums<'a> {
    fn of(kept: &'a Kept) -> Sums<'a> {
        let term = |name: &str| Some(&kept.resolved.as_ref()?.get(name)?["value"]);
        let deal = term("deal").and_then(|deal| Deal::deserialize(deal).ok());
        let incoterms = term("incoterms").and_then(|it| Incoterms::deserialize(it).ok());
        let landed = kept.basis.is_some();
        let all_count = landed && kept.quote.policy == Policy::Reference;
        Sums {
            lines: &kept.lines,
            landed,
            export: deal == Some(Deal::Export),
            charges_vat: !all_count || incoterms == Some(Incoterms::Ddp),
            vat_rate: kept.quote.vat_rate,
            unknown_cost: &kept.unknown_cost,
            all_count,
        }
    }

    fn counts(&self, row: &QuoteLine) -> bool {
        self.all_count || !row.is_extra()
    }

    fn of_rows(&self, rows: &[QuoteLine]) -> Vec<LineAmounts> {
        let mut out: Vec<LineAmounts> = Vec::with_capacity(rows.len());
        let mut section: Option<usize> = None;
        for row in rows {
            let sums = match row.kind {
                LineKind::Section => {
                    section = Some(out.len());
                    LineAmounts {
                        landed: self.landed.then(Box::default),
                        ..LineAmounts::default()
                    }
                }
                LineKind::Line => {
                    let sums = self.of_line(row);
                    let heading = section.filter(|_| self.counts(row));
                    if let Some(heading) = heading.and_then(|at| out.get_mut(at)) {
                        add(heading, &sums);
                    }
                    sums
                }
            };
            out.push(sums);
        }
        for landed in out.iter_mut().filter_map(|sums| sums.landed.as_mut()) {
            let earned = landed.profit.map(|profit| (*profit, *landed.cost));
            landed.markup = earned.and_then(|(profit, cost)| share(profit, cost));
            landed.margin = earned.and_then(|(profit, cost)| share(profit, profit + cost));
        }
        out
    }

    /// The rate that was charged; none is "without VAT".
    fn vat_charged(&self, row: &QuoteLine) -> Option<Dec> {
        let rate = row.vat_rate.map_or(self.vat_rate, LineVat::rate);
        match self.export {
            true => Some(Dec::default()),
            false if self.charges_vat => rate,
            false => rate.map(|_| Dec::default()),
        }
    }

    fn of_line(&self, row: &QuoteLine) -> LineAmounts {
        let none = Map::new();
        let kept = self.lines.get(&row.id).and_then(Value::as_object);
        let kept = kept.unwrap_or(&none);
        let net = amount(kept, "net");
        let price = amount(kept, "unit_price");
        LineAmounts {
            gross_price: amount(kept, "gross_price"),
            line_discount: amount(kept, "line_discount"),
            header_discount: amount(kept, "header_discount"),
            net,
            vat_rate: self.vat_charged(row),
            vat: amount(kept, "vat"),
            gross: amount(kept, "gross"),
            unit_price: (*price != *row.unit_price).then_some(price),
            landed: self.landed.then(|| {
                let cost = amount(kept, "cost");
                Box::new(Landed {
                    cost,
                    profit: (!self.unknown_cost.contains(&row.id)).then(|| Dec(*net - *cost)),
                    ..Landed::default()
                })
            }),
        }
    }

    fn totals(&self, kept: &Kept) -> QuoteTotals {
        let lines = || kept.rows.iter().filter(|row| row.kind == LineKind::Line);
        let counted = || lines().filter(|row| self.counts(row));
        let gross_price = counted().map(|row| *self.of_line(row).gross_price).sum();
        let count = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
        let extra = || lines().filter(|row| !self.counts(row));
        let of = |name| amount(&kept.totals, name);
        let earning = self.landed.then(|| self.earning(counted())).flatten();
        let unknown = counted().filter(|row| self.unknown_cost.contains(&row.id));
        let unpriced = lines().filter(|row| match self.landed {
            true => (row.calculated || self.all_count) && self.unknown_cost.contains(&row.id),
            false => self.counts(row) && given_away(row),
        });
        QuoteTotals {
            gross_price: Dec(gross_price),
            line_discount: of("line_discount"),
            header_discount: of("header_discount"),
            net: of("net"),
            vat: of("vat"),
            gross: of("gross"),
            by_rate: kept.by_rate.clone(),
            lines: count(counted().count()),
            optional_lines: count(extra().count()),
            alternative_lines: count(extra().filter(|row| row.alternative_of.is_some()).count()),
            cost: self.landed.then(|| of("cost")),
            unknown_cost_lines: self.landed.then(|| count(unknown.count())),
            unpriced_lines: count(unpriced.count()),
            profit: earning.map(|(net, cost)| Dec(net - cost)),
            markup: earning.and_then(|(net, cost)| share(net - cost, cost)),
            margin: earning.and_then(|(net, cost)| share(net - cost, net)),
        }
    }

    /// Net and cost of the lines whose cost was known; none where that was of no line.
    fn earning<'r>(
        &self,
        counted: impl Iterator<Item = &'r QuoteLine>,
    ) -> Option<(Decimal, Decimal)> {
        let (known, unknown): (Vec<_>, Vec<_>) =
            counted.partition(|row| !self.unknown_cost.contains(&row.id));
        let sums = known.iter().map(|row| self.of_line(row));
        let sums = sums.fold((Decimal::ZERO, Decimal::ZERO), |(net, cost), line| {
            let own = line.landed.map_or(Decimal::ZERO, |landed| *landed.cost);
            (net + *line.net, cost + own)
        });
        (!known.is_empty() || unknown.is_empty()).then_some(sums)
    }
}

/// An amount that is nothing was left out.
fn amount(kept: &Map<String, Value>, name: &str) -> Dec {
    let text = kept.get(name).and_then(Value::as_str);
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Sums of a section are sums of sums that fitted the total, so they cannot overflow.
fn add(total: &mut LineAmounts, line: &LineAmounts) {
    total.gross_price.0 += *line.gross_price;
    total.line_discount.0 += *line.line_discount;
    total.header_discount.0 += *line.header_discount;
    total.net.0 += *line.net;
    total.vat.0 += *line.vat;
    total.gross.0 += *line.gross;
    let landed = total.landed.as_mut().zip(line.landed.as_ref());
    if let Some((total, (cost, profit))) =
        landed.and_then(|(total, line)| Some((total, (line.cost, line.profit?))))
    {
        total.cost.0 += *cost;
        total.profit.get_or_insert_default().0 += *profit;
    }
}
