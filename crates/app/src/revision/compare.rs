//! `quote.compare`: two states of a quote side by side.

use std::collections::{HashMap, HashSet};

use oferta_domain::entity::{LineKind, Policy, Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_domain::{Dec, FieldClass};
use serde_json::{Map, Value};

use super::edition::{Edition, page_size};
use crate::api::compare::{
    ChangeCounts, CompareOf, Comparison, Difference, FieldChange, LineChange, Pair, RowChange,
    TotalsChange,
};
use crate::api::quote::QuoteTotals;
use crate::app::Open;
use crate::error::{AppError, Result};

/// Fields of a row that say where it stands or whose it is, not what is offered.
const PLACE: [&str; 3] = ["id", "quote_id", "pos"];

/// `quote.compare`.
pub(crate) fn compare(open: &Open, request: CompareOf) -> Result<Comparison> {
    let from = Edition::read(open, &request.id, request.from.as_deref())?;
    let to = Edition::read(open, &request.id, request.to.as_deref())?;
    let mut lines = lines(&from, &to)?;
    let count = |is: fn(&LineChange) -> bool| {
        u32::try_from(lines.iter().filter(|line| is(line)).count()).unwrap_or(u32::MAX)
    };
    let counts = ChangeCounts {
        added: count(|line| line.change == RowChange::Added),
        removed: count(|line| line.change == RowChange::Removed),
        // A heading whose sum alone differs says only that its lines do.
        changed: count(|line| {
            let own = line.kind == LineKind::Line || !line.fields.is_empty();
            own && line.change == RowChange::Changed
        }),
        moved: count(|line| line.moved),
    };
    if request.only_changes {
        lines.retain(|line| line.moved || line.change != RowChange::Same);
    }
    Ok(Comparison {
        header: header(&from, &to)?,
        terms: fields(&from.terms, &to.terms),
        costs: pairs(&from.basis.costs, &to.basis.costs, |cost| &cost.id),
        rates: pairs(&from.basis.rates, &to.basis.rates, |rate| &rate.currency),
        totals: TotalsChange {
            currency: both(from.quote.currency.clone(), to.quote.currency.clone()),
            difference: comparable(&from, &to).then(|| difference(&from.totals, &to.totals)),
            sums: both(from.totals, to.totals),
        },
        counts,
        row_count: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        lines: lines
            .into_iter()
            .skip(request.offset as usize)
            .take(page_size(request.limit))
            .collect(),
        from: from.revision,
        to: to.revision,
    })
}

fn both<T>(from: T, to: T) -> Pair<T> {
    Pair {
        from: Some(from),
        to: Some(to),
    }
}

/// Sums of two currencies have no difference.
fn comparable(from: &Edition, to: &Edition) -> bool {
    from.quote.currency == to.quote.currency
}

fn difference(from: &QuoteTotals, to: &QuoteTotals) -> Difference {
    let less = |to: Dec, from: Dec| Dec((*to - *from).normalize());
    let some = |to: Option<Dec>, from: Option<Dec>| Some(less(to?, from?));
    Difference {
        net: less(to.net, from.net),
        vat: less(to.vat, from.vat),
        gross: less(to.gross, from.gross),
        cost: some(to.cost, from.cost),
        profit: some(to.profit, from.profit),
    }
}

/// Fields with another value, in the order of the one side; a missing one is nothing.
fn fields(from: &Map<String, Value>, to: &Map<String, Value>) -> Vec<FieldChange> {
    let added = to.keys().filter(|name| !from.contains_key(*name));
    let names = from.keys().chain(added);
    let value = |side: &Map<String, Value>, name: &str| side.get(name).cloned().unwrap_or_default();
    names
        .map(|name| FieldChange {
            from: value(from, name),
            to: value(to, name),
            field: name.clone(),
        })
        .filter(|change| change.from != change.to)
        .collect()
}

fn header(from: &Edition, to: &Edition) -> Result<Vec<FieldChange>> {
    let side = |edition: &Edition| {
        let mut all = object(&edition.quote)?;
        all.retain(|name, _| {
            let field = Quote::TABLE.field(name);
            field.is_some_and(|f| matches!(f.class, FieldClass::Free | FieldClass::Money))
        });
        Ok::<_, AppError>(all)
    };
    let mut changes = fields(&side(from)?, &side(to)?);
    for change in &mut changes {
        let name: fn(&Edition) -> String = match change.field.as_str() {
            "customer_id" => |edition| edition.parties.customer_name().to_owned(),
            "contact_id" => |edition| edition.parties.contact_name(),
            _ => continue,
        };
        (change.from, change.to) = (Value::from(name(from)), Value::from(name(to)));
    }
    Ok(changes)
}

fn object(of: &impl serde::Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(of).map_err(AppError::internal)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(AppError::internal("an entity is an object")),
    }
}

/// What differs of two lists, known by a key.
fn pairs<T: Clone + PartialEq>(from: &[T], to: &[T], key: fn(&T) -> &String) -> Vec<Pair<T>> {
    let of = |side: &[T], wanted: &T| side.iter().find(|one| key(one) == key(wanted)).cloned();
    let known = from.iter().map(|one| Pair {
        from: Some(one.clone()),
        to: of(to, one),
    });
    let added = to.iter().filter(|one| of(from, one).is_none());
    let added = added.map(|one| Pair {
        from: None,
        to: Some(one.clone()),
    });
    known
        .chain(added)
        .filter(|pair| pair.from != pair.to)
        .collect()
}

/// One side of the rows: where each stands, and its number among the lines.
struct Rows<'a> {
    edition: &'a Edition,
    at: HashMap<&'a str, usize>,
    numbers: Vec<u32>,
}

impl<'a> Rows<'a> {
    fn of(edition: &'a Edition) -> Rows<'a> {
        let rows = &edition.rows;
        let mut number = 0;
        Rows {
            edition,
            at: rows
                .iter()
                .enumerate()
                .map(|(i, row)| (row.id.as_str(), i))
                .collect(),
            numbers: rows
                .iter()
                .map(|row| {
                    number += u32::from(row.kind == LineKind::Line);
                    number
                })
                .collect(),
        }
    }

    fn number(&self, at: usize) -> Option<u32> {
        let line = self.edition.rows[at].kind == LineKind::Line;
        line.then(|| self.numbers[at])
    }

    /// Price of one unit as it is printed.
    fn price(&self, at: usize) -> Dec {
        let printed = self.edition.amounts[at].unit_price;
        printed.unwrap_or(self.edition.rows[at].unit_price)
    }

    fn net(&self, at: usize) -> Dec {
        self.edition.amounts[at].net
    }

    fn counts(&self, at: usize) -> bool {
        let reference = self.edition.quote.policy == Policy::Reference;
        let all = reference && self.edition.basis.own.is_some();
        all || !self.edition.rows[at].is_extra()
    }

    /// The fields of a row that are offered, its price as it is printed.
    fn fields(&self, at: usize) -> Result<Map<String, Value>> {
        let mut all = object(&self.edition.rows[at])?;
        all.retain(|name, _| !PLACE.contains(&name.as_str()));
        if let Some(price) = self.edition.amounts[at].unit_price {
            all.insert("unit_price".to_owned(), Value::from(price.to_string()));
        }
        Ok(all)
    }
}

/// Every row of both sides: those of `to` in its order, each removed one behind the one it followed.
fn lines(from: &Edition, to: &Edition) -> Result<Vec<LineChange>> {
    let money = comparable(from, to);
    let (from, to) = (Rows::of(from), Rows::of(to));
    let moved = moved(&from, &to);
    let mut removed: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    let mut last: Option<&str> = None;
    for (at, row) in from.edition.rows.iter().enumerate() {
        if to.at.contains_key(row.id.as_str()) {
            last = Some(row.id.as_str());
        } else {
            removed.entry(last.map(str::to_owned)).or_default().push(at);
        }
    }
    let mut out = Vec::with_capacity(to.edition.rows.len());
    let mut take = |behind: Option<&String>| removed.remove(&behind.cloned()).unwrap_or_default();
    let gone = |at: usize| one_sided(&from, at, RowChange::Removed, money);
    out.extend(take(None).into_iter().map(gone));
    for (at, row) in to.edition.rows.iter().enumerate() {
        out.push(match from.at.get(row.id.as_str()) {
            Some(before) => two_sided(&from, *before, &to, at, money, moved.contains(&at))?,
            None => one_sided(&to, at, RowChange::Added, money),
        });
        out.extend(take(Some(&row.id)).into_iter().map(gone));
    }
    Ok(out)
}

fn one_sided(side: &Rows<'_>, at: usize, change: RowChange, money: bool) -> LineChange {
    let row = &side.edition.rows[at];
    let added = change == RowChange::Added;
    fn pair<T>(value: Option<T>, added: bool) -> Pair<T> {
        match added {
            true => Pair {
                from: None,
                to: value,
            },
            false => Pair {
                from: value,
                to: None,
            },
        }
    }
    let net = side.net(at);
    let line = row.kind == LineKind::Line;
    LineChange {
        id: row.id.clone(),
        kind: row.kind,
        change,
        moved: false,
        article: row.article.clone(),
        name: row.name.clone(),
        number: pair(side.number(at), added),
        quantity: pair(line.then_some(row.quantity), added),
        unit_price: pair(line.then(|| side.price(at)), added),
        net: pair(Some(net), added),
        counts: pair(Some(side.counts(at)), added),
        difference: money.then(|| if added { net } else { Dec(-*net) }),
        fields: Vec::new(),
    }
}

fn two_sided(
    from: &Rows<'_>,
    before: usize,
    to: &Rows<'_>,
    at: usize,
    money: bool,
    moved: bool,
) -> Result<LineChange> {
    let (old, row) = (&from.edition.rows[before], &to.edition.rows[at]);
    let fields = if alike(old, row)
        && from.edition.amounts[before].unit_price == to.edition.amounts[at].unit_price
    {
        Vec::new()
    } else {
        fields(&from.fields(before)?, &to.fields(at)?)
    };
    let (was, now) = (from.net(before), to.net(at));
    let change = match fields.is_empty() && was == now {
        true => RowChange::Same,
        false => RowChange::Changed,
    };
    Ok(LineChange {
        id: row.id.clone(),
        kind: row.kind,
        change,
        moved,
        article: row.article.clone(),
        name: row.name.clone(),
        number: Pair {
            from: from.number(before),
            to: to.number(at),
        },
        quantity: both(old.quantity, row.quantity),
        unit_price: both(from.price(before), to.price(at)),
        net: both(was, now),
        counts: both(from.counts(before), to.counts(at)),
        difference: money.then(|| Dec((*now - *was).normalize())),
        fields,
    })
}

/// Whether two rows offer the same, wherever they stand. Most do, and this is quick.
fn alike(a: &QuoteLine, b: &QuoteLine) -> bool {
    if a.pos == b.pos {
        return a == b;
    }
    let there = QuoteLine {
        pos: b.pos.clone(),
        ..a.clone()
    };
    there == *b
}

/// The places on the other side of rows that stand elsewhere among the rows of both sides: the fewest whose move
/// explains the new order, which leaves the longest run of rows that kept theirs.
fn moved(from: &Rows<'_>, to: &Rows<'_>) -> HashSet<usize> {
    let common: Vec<(usize, usize)> = to
        .edition
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((at, *from.at.get(row.id.as_str())?)))
        .collect();
    let kept = longest_rising(&common.iter().map(|(_, before)| *before).collect::<Vec<_>>());
    let kept: HashSet<usize> = kept.into_iter().collect();
    let elsewhere = common.iter().enumerate().filter(|(i, _)| !kept.contains(i));
    elsewhere.map(|(_, (at, _))| *at).collect()
}

/// The indices of a longest rising run of different numbers, in O(n log n).
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // The index of the smallest number that ends a run of each length, and what stands before each number in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (i, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut run: Vec<usize> = std::iter::successors(ends.last().copied(), |i| before[*i]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_longest_rising_run_is_found() {
        let check = |numbers: &[usize], run: &[usize]| assert_eq!(longest_rising(numbers), run);
        check(&[], &[]);
        check(&[0, 1, 2], &[0, 1, 2]);
        check(&[2, 0, 1], &[1, 2]);
        check(&[1, 2, 3, 0], &[0, 1, 2]);
        check(&[3, 2, 1, 0], &[3]);
        check(&[0, 4, 1, 2, 3], &[0, 2, 3, 4]);
    }
}
