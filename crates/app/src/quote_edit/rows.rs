//! Rows of a draft: found by id, inserted, taken out; any number of them in one pass.

use std::collections::HashMap;

use oferta_domain::entity::{QuoteLine, QuoteRate};
use oferta_store::product as products_of;

use super::{Draft, positions};
use crate::api::quote_edit::Converted;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, check_count};
use crate::quote::{buy_product, new_line, take_product};
use crate::rates::list_price;

/// The most rows of a quote.
const MAX_ROWS: usize = 10_000;

impl Draft<'_, '_> {
    pub(super) fn index(&self, id: &str) -> Result<usize> {
        let next = self.found.get() + 1;
        let found = match self.rows.get(next) {
            Some(row) if row.id == id => Some(next),
            _ => self.rows.iter().position(|row| row.id == id),
        };
        self.found.set(found.unwrap_or_default());
        found.ok_or_else(|| not_found(id))
    }

    /// Where the rows stand, in the order of the ids.
    pub(super) fn indices(&self, ids: &[String]) -> Result<Vec<usize>> {
        let rows = self.rows.iter().map(|row| row.id.as_str());
        let known: HashMap<&str, usize> = rows.zip(0..).collect();
        let found = ids.iter().map(|id| known.get(id.as_str()).copied());
        let found = ids.iter().zip(found);
        found
            .map(|(id, i)| i.ok_or_else(|| not_found(id)))
            .collect()
    }

    /// The index behind the row and its group; 0 for the beginning.
    pub(super) fn behind(&self, after: Option<&str>) -> Result<usize> {
        after.map_or(Ok(0), |id| Ok(self.end_of_group(self.index(id)?)))
    }

    pub(super) fn room_for(&self, count: usize) -> Result<()> {
        check_count(count)?;
        if self.rows.len() + count > MAX_ROWS {
            return Err(AppError::new(Code::TooManyLines).param("limit", MAX_ROWS));
        }
        Ok(())
    }

    pub(super) fn positions_at(&self, at: usize, count: usize) -> Vec<String> {
        let pos = |i: usize| self.rows.get(i).map(|row| row.pos.as_str());
        positions(at.checked_sub(1).and_then(pos), pos(at), count)
    }

    pub(super) fn put(&mut self, at: usize, rows: Vec<QuoteLine>) -> Result<()> {
        for row in &rows {
            self.tx.insert(row)?;
        }
        self.rows.splice(at..at, rows);
        self.reordered = true;
        Ok(())
    }

    pub(super) fn insert(&mut self, after: Option<&str>, lines: &[Fields]) -> Result<()> {
        self.room_for(lines.len())?;
        let at = self.behind(after)?;
        let mut rows = Vec::with_capacity(lines.len());
        let mut refused = Vec::new();
        for (i, (set, pos)) in lines
            .iter()
            .zip(self.positions_at(at, lines.len()))
            .enumerate()
        {
            let blank = new_line(self.tx, &self.quote.id, pos);
            for fixed in ["id", "quote_id", "pos"] {
                if set.contains_key(fixed) {
                    return Err(AppError::new(Code::FieldFixed).at(fixed));
                }
            }
            let row = self
                .line_fields(None, set)
                .and_then(|set| build(&blank, &set));
            match row {
                Ok(row) => rows.push(row),
                Err(error) => refused.push(error.map_all(|mut error| {
                    error.field = error.field.map(|field| format!("lines.{i}.{field}"));
                    error
                })),
            }
        }
        AppError::fail_with_all(refused)?;
        self.put(at, rows)
    }

    pub(super) fn products(&mut self, after: Option<&str>, product_ids: &[String]) -> Result<()> {
        self.room_for(product_ids.len())?;
        let at = self.behind(after)?;
        let mut rows = Vec::with_capacity(product_ids.len());
        let known = self.basis.rates.len();
        let mut converted = Vec::new();
        for (product_id, pos) in product_ids
            .iter()
            .zip(self.positions_at(at, product_ids.len()))
        {
            let product = products_of::get(self.tx.conn(), product_id)?;
            let mut row = new_line(self.tx, &self.quote.id, pos);
            take_product(&mut row, &product);
            let priced = if self.basis.own.is_some() {
                buy_product(self.tx.conn(), &mut row, &product)?
            } else {
                let (conn, kept) = (self.tx.conn(), &mut self.basis.rates);
                let price = list_price(self.open, Some(conn), &self.quote, kept, &product)?;
                row.unit_price = price.unwrap_or_default();
                if price.is_some() && product.currency != self.quote.currency {
                    converted.push(product.currency);
                }
                price.is_some()
            };
            if !priced {
                self.without_price.push(row.id.clone());
            }
            rows.push(row);
        }
        for rate in self.basis.rates.split_off(known) {
            self.keep_rate(rate)?;
        }
        self.tell_converted(&converted);
        self.put(at, rows)
    }

    /// Says how many prices were converted, and at which rates.
    fn tell_converted(&mut self, from: &[String]) {
        if from.is_empty() {
            return;
        }
        let used = |rate: &&QuoteRate| {
            rate.currency == self.quote.currency || from.contains(&rate.currency)
        };
        let rates = self.basis.rates.iter().filter(used).cloned().collect();
        let before = self.converted.take().map_or(0, |it| it.lines);
        let lines = before + u32::try_from(from.len()).unwrap_or(u32::MAX);
        self.converted = Some(Converted { lines, rates });
    }

    /// Takes rows out, in the order of the ids.
    pub(super) fn take_out(&mut self, ids: &[String]) -> Result<Vec<QuoteLine>> {
        let wanted = self.indices(ids)?;
        let rows = std::mem::take(&mut self.rows);
        let mut rows: Vec<Option<QuoteLine>> = rows.into_iter().map(Some).collect();
        let taken: Option<Vec<_>> = wanted.into_iter().map(|i| rows[i].take()).collect();
        self.rows = rows.into_iter().flatten().collect();
        taken.ok_or_else(|| AppError::new(Code::BadRequest).detail("a row is named twice"))
    }
}

fn not_found(id: &str) -> AppError {
    AppError::new(Code::NotFound).detail(format!("quote_line {id}"))
}
