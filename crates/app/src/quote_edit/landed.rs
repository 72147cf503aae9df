//! Edits of what a draft is priced from: terms, cost blocks, rates, and prices that follow from the cost.

use oferta_domain::Dec;
use oferta_domain::entity::{
    Cost, LineKind, ORGANISATION_TERMS, QuoteLine, QuoteRate, RateSource, Terms, TermsKind,
};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::{stable_id, terms as terms_of};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Draft, positions};
use crate::api::terms::RateSet;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, by_hand, check_count, empty_as_none, overlay, put, written};
use crate::quote_view::view;
use crate::rates::snapshots;
use crate::terms::{blank, blank_cost, built_cost, changed, copy_costs, margin_as_markup};

/// The most cost blocks of a quote.
pub(super) const MAX_COSTS: usize = 200;

/// Fields of a line that a choice can leave without a value.
const OPTIONAL: [&str; 3] = ["purchase_currency", "supplier_country", "alternative_of"];

/// The id of the rate a quote keeps for a currency: one on every device.
pub(crate) fn rate_id(quote_id: &str, currency: &str) -> String {
    stable_id(&["quote_rate", quote_id, currency])
}

impl Draft<'_, '_> {
    /// What a person typed into a line, with what follows from it: a price that is typed is no longer calculated.
    /// `row` is the index of the line, none for a new one.
    pub(super) fn line_fields(&self, row: Option<usize>, set: &Fields) -> Result<Fields> {
        let mut set = empty_as_none(set, &OPTIONAL);
        margin_as_markup(&mut set)?;
        if let Some(main) = set.get("alternative_of").and_then(Value::as_str) {
            self.check_main(row, main)?;
        }
        let landed = self.basis.own.is_some();
        if set.get("calculated") == Some(&Value::Bool(true)) && !landed {
            return Err(AppError::new(Code::TermsNeeded).at("calculated"));
        }
        if landed && !set.contains_key("calculated") {
            let typed = set.contains_key("unit_price");
            let section = set.get("kind").is_some_and(|kind| kind == "section");
            match row {
                Some(i) if typed && self.rows[i].calculated => {
                    set.insert("calculated".into(), Value::Bool(false));
                }
                None if !typed && !section => {
                    set.insert("calculated".into(), Value::Bool(true));
                }
                _ => {}
            }
        }
        Ok(set)
    }

    /// A line can be an alternative of another line of the quote that is none itself.
    fn check_main(&self, row: Option<usize>, main: &str) -> Result<()> {
        let own = row.map(|i| self.rows[i].id.as_str());
        let found = self.rows.iter().find(|other| other.id == main);
        let holds = found.is_some_and(|other| {
            other.kind == LineKind::Line
                && other.alternative_of.is_none()
                && Some(other.id.as_str()) != own
        });
        let has_alternatives = own.is_some_and(|own| {
            let of_own = |other: &QuoteLine| other.alternative_of.as_deref() == Some(own);
            self.rows
                .iter()
                .any(|other| of_own(other) && other.id != main)
        });
        if holds && !has_alternatives {
            return Ok(());
        }
        Err(AppError::new(Code::BadAlternative).at("alternative_of"))
    }

    /// The terms of the quote; a plain quote gets some that inherit everything, or those it had before.
    fn own(&mut self) -> Result<Terms> {
        if let Some(own) = &self.basis.own {
            return Ok(own.clone());
        }
        let id = self.quote.id.clone();
        let fresh = blank(&id, TermsKind::Quote);
        let own = match self.tx.restore(Terms::TABLE, &id) {
            Ok(_) => terms_of::find(self.tx.conn(), &id)?.unwrap_or(fresh),
            Err(oferta_store::StoreError::NotFound { .. }) => {
                self.tx.insert(&fresh)?;
                fresh
            }
            Err(error) => return Err(error.into()),
        };
        self.basis.costs = terms_of::costs(self.tx.conn(), &id)?;
        self.basis.own = Some(own.clone());
        Ok(own)
    }

    pub(super) fn terms(&mut self, set: &Fields) -> Result<()> {
        if set.contains_key("name") {
            return Err(AppError::new(Code::FieldFixed).at("name"));
        }
        let own = changed(&self.own()?, set)?;
        self.keep_terms(own)
    }

    pub(crate) fn keep_terms(&mut self, own: Terms) -> Result<()> {
        put(self.tx, &own)?;
        self.basis.own = Some(own);
        Ok(())
    }

    /// Computed prices become fixed ones in the same step.
    pub(super) fn terms_off(&mut self) -> Result<()> {
        if self.basis.own.is_none() {
            return Ok(());
        }
        let view = view(&self.quote, &self.rows, &self.basis)?;
        for (i, amounts) in view.amounts.iter().enumerate() {
            let row = &self.rows[i];
            if !row.calculated {
                continue;
            }
            let price = amounts.unit_price.unwrap_or(row.unit_price);
            let set = Fields::from_iter([
                ("unit_price".to_owned(), Value::from(price.to_string())),
                ("calculated".to_owned(), Value::Bool(false)),
            ]);
            self.set_row(i, &set)?;
        }
        self.tx.delete(Terms::TABLE, &self.quote.id)?;
        self.basis.own = None;
        self.basis.costs.clear();
        Ok(())
    }

    /// Changes a row in the store and here.
    pub(crate) fn set_row(&mut self, i: usize, set: &Fields) -> Result<()> {
        let changed: QuoteLine = overlay(&self.rows[i], set, by_hand)?;
        let (was, now) = (written(&self.rows[i], set)?, written(&changed, set)?);
        self.tx
            .patch_from(QuoteLine::TABLE, &changed.id, was, now)?;
        let fields = set.keys().filter_map(|name| QuoteLine::TABLE.field(name));
        self.named.extend(fields.map(|field| field.name));
        self.touched.insert(changed.id.clone());
        self.rows[i] = changed;
        Ok(())
    }

    /// A template replaces the terms, and the cost blocks if it has any; of the organisation's defaults, whose terms
    /// are inherited anyway, the cost blocks alone are taken.
    pub(super) fn template(&mut self, id: &str) -> Result<()> {
        self.own()?;
        if id != ORGANISATION_TERMS {
            let template = terms_of::template(self.tx.conn(), id)?;
            self.keep_terms(Terms {
                id: self.quote.id.clone(),
                kind: TermsKind::Quote,
                name: String::new(),
                ..template
            })?;
        }
        let costs = terms_of::costs(self.tx.conn(), id)?;
        if !costs.is_empty() {
            self.basis.costs = copy_costs(self.tx, &costs, &self.quote.id)?;
        }
        Ok(())
    }

    pub(super) fn cost_insert(&mut self, after: Option<&str>, set: &Fields) -> Result<()> {
        self.own()?;
        if self.basis.costs.len() >= MAX_COSTS {
            return Err(AppError::new(Code::TooManyRows).param("limit", MAX_COSTS));
        }
        let at = match after {
            Some(id) => self.cost(id)? + 1,
            None => 0,
        };
        let costs = &self.basis.costs;
        let pos = |i: usize| costs.get(i).map(|cost| cost.pos.as_str());
        let pos = positions(at.checked_sub(1).and_then(pos), pos(at), 1).remove(0);
        let blank = blank_cost(self.tx, &self.quote.id, pos, &self.quote.currency);
        let cost = built_cost(&blank, set)?;
        self.tx.insert(&cost)?;
        self.basis.costs.insert(at, cost);
        Ok(())
    }

    fn cost(&self, id: &str) -> Result<usize> {
        let found = self.basis.costs.iter().position(|cost| cost.id == id);
        found.ok_or_else(|| AppError::new(Code::NotFound).detail(format!("cost {id}")))
    }

    pub(super) fn cost_set(&mut self, id: &str, set: &Fields) -> Result<()> {
        let i = self.cost(id)?;
        let changed = overlay(&self.basis.costs[i], set, by_hand)?;
        self.tx.patch(Cost::TABLE, id, written(&changed, set)?)?;
        self.basis.costs[i] = changed;
        Ok(())
    }

    pub(super) fn cost_delete(&mut self, ids: &[String]) -> Result<()> {
        check_count(ids.len())?;
        for id in ids {
            let i = self.cost(id)?;
            self.tx.delete(Cost::TABLE, id)?;
            self.basis.costs.remove(i);
        }
        Ok(())
    }

    /// The rate of the rouble is 1 by definition.
    pub(crate) fn rate(&mut self, set: &RateSet) -> Result<()> {
        if set.currency == "RUB" {
            return Err(AppError::new(Code::BadCurrency).at("currency"));
        }
        let id = rate_id(&self.quote.id, &set.currency);
        let kept = self.basis.rates.iter().position(|rate| rate.id == id);
        let Some(value) = set.value else {
            if let Some(i) = kept {
                self.tx.delete(QuoteRate::TABLE, &id)?;
                self.basis.rates.remove(i);
                self.removed_rates.insert(set.currency.clone());
            }
            return Ok(());
        };
        let rate = QuoteRate {
            id,
            quote_id: self.quote.id.clone(),
            currency: set.currency.clone(),
            value,
            nominal: set.nominal.unwrap_or(Dec(Decimal::ONE)),
            rate_date: set.rate_date,
            source: RateSource::Manual,
        };
        if let Some(fault) = rate.faults().into_iter().next() {
            return Err(fault.into());
        }
        self.keep_rate(rate)
    }

    /// Puts a rate in the place of the one that is kept for its currency, or beside the others.
    pub(crate) fn keep_rate(&mut self, rate: QuoteRate) -> Result<()> {
        put(self.tx, &rate)?;
        let rates = &mut self.basis.rates;
        match rates.iter_mut().find(|kept| kept.id == rate.id) {
            Some(kept) => *kept = rate,
            None => {
                rates.push(rate);
                rates.sort_by(|a, b| a.currency.cmp(&b.currency));
            }
        }
        Ok(())
    }

    /// Takes the rates of the bank for currencies the quote lacks, but for those a person just removed. Answers
    /// whether there was any.
    pub(crate) fn take_rates(&mut self, missing: &[String]) -> Result<bool> {
        let lacking: Vec<&str> = missing
            .iter()
            .filter(|code| !self.removed_rates.contains(*code))
            .map(String::as_str)
            .collect();
        if lacking.is_empty() {
            return Ok(false);
        }
        let found = snapshots(self.open, Some(self.tx.conn()), &self.quote, &lacking)?;
        let any = !found.is_empty();
        found
            .into_iter()
            .try_for_each(|rate| self.keep_rate(rate))?;
        Ok(any)
    }

    pub(super) fn recalculate(&mut self, ids: &[String]) -> Result<()> {
        check_count(ids.len())?;
        if self.basis.own.is_none() {
            return Err(AppError::new(Code::TermsNeeded).at("calculated"));
        }
        let set = Fields::from_iter([("calculated".to_owned(), Value::Bool(true))]);
        for i in self.indices(ids)? {
            if self.rows[i].kind == LineKind::Line {
                self.set_row(i, &set)?;
            }
        }
        Ok(())
    }
}
