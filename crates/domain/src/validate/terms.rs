//! Faults of terms, costs, rates and dated tables.

use rust_decimal::Decimal;

use super::{Checks, Fault, Rule, Validate};
use crate::Dec;
use crate::entity::{
    Cost, DatedKind, DatedValue, LineTemplate, OrganisationRate, QuoteLine, QuoteRate, Terms,
    TermsKind,
};

/// The most days of a term.
const MAX_DAYS: u32 = 3_650;
/// The largest markup, as a fraction.
const MAX_MARKUP: i64 = 1_000;
/// The most digits after the point of a markup or a rate: a margin of 30 % is a markup of 3/7.
pub const RATIO_SCALE: u32 = 12;

impl Checks {
    fn markup(&mut self, field: &'static str, value: Option<Dec>) {
        let Some(value) = value else { return };
        self.that(field, *value >= Decimal::ZERO, Rule::Negative);
        self.that(field, *value <= Decimal::from(MAX_MARKUP), Rule::TooLarge);
        self.that(
            field,
            value.normalize().scale() <= RATIO_SCALE,
            Rule::TooFine,
        );
    }

    fn days(&mut self, field: &'static str, days: Option<u32>) {
        self.that(
            field,
            days.is_none_or(|days| days <= MAX_DAYS),
            Rule::TooLarge,
        );
    }

    fn maybe_amount(&mut self, field: &'static str, value: Option<Dec>) {
        if let Some(value) = value {
            self.amount(field, value);
        }
    }

    fn maybe_currency(&mut self, field: &'static str, code: Option<&str>) {
        if let Some(code) = code {
            self.money(field, code);
        }
    }

    fn country(&mut self, field: &'static str, code: &str) {
        let holds = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_uppercase());
        self.form(field, code, holds, Rule::Country);
    }

    /// Roubles for so many units of a currency.
    fn rate(&mut self, currency: &str, value: Dec, nominal: Dec) {
        self.currency("currency", currency);
        for (field, number) in [("value", value), ("nominal", nominal)] {
            self.that(field, *number > Decimal::ZERO, Rule::NotPositive);
            self.that(
                field,
                *number <= Decimal::from(super::MAX_QUANTITY),
                Rule::TooLarge,
            );
            self.that(
                field,
                number.normalize().scale() <= RATIO_SCALE,
                Rule::TooFine,
            );
        }
    }

    /// What a line is bought for and how its price follows.
    pub(super) fn purchase(&mut self, line: &QuoteLine) {
        self.maybe_amount("purchase_price", line.purchase_price);
        self.maybe_currency("purchase_currency", line.purchase_currency.as_deref());
        self.country(
            "supplier_country",
            line.supplier_country.as_deref().unwrap_or_default(),
        );
        self.share("supplier_vat", line.supplier_vat);
        self.share("supplier_discount", line.supplier_discount);
        self.share("internal_markup", line.internal_markup);
        self.share("duty_rate", line.duty_rate);
        self.maybe_amount("excise_per_kg", line.excise_per_kg);
        self.markup("markup", line.markup);
        self.that(
            "alternative_of",
            line.alternative_of.as_deref() != Some(&line.id),
            Rule::Alternative,
        );
    }
}

impl Validate for Terms {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        if self.kind == TermsKind::Template {
            c.required("name", &self.name);
        } else {
            c.text("name", &self.name);
        }
        c.country(
            "seller_region",
            self.seller_region.as_deref().unwrap_or_default(),
        );
        c.markup("markup", self.markup);
        c.share("client_advance", self.client_advance);
        c.share("supplier_advance", self.supplier_advance);
        c.share("milestones", self.milestones);
        let paid = [self.client_advance, self.milestones].into_iter().flatten();
        c.that(
            "milestones",
            paid.map(|share| *share).sum::<Decimal>() <= Decimal::ONE,
            Rule::Advances,
        );
        c.days("delivery_days", self.delivery_days);
        c.days("deferral_days", self.deferral_days);
        c.days("customs_term_days", self.customs_term_days);
        c.share("loan_rate", self.loan_rate);
        c.share("agent_fee_rate", self.agent_fee_rate);
        c.share("forex_reserve_rate", self.forex_reserve_rate);
        c.share("insurance_rate", self.insurance_rate);
        c.share("commission_rate", self.commission_rate);
        c.maybe_amount("commission_amount", self.commission_amount);
        c.that(
            "commission_amount",
            self.commission_rate.is_none() || self.commission_amount.is_none(),
            Rule::TwoCommissions,
        );
        c.maybe_currency("commission_currency", self.commission_currency.as_deref());
        c.text(
            "commission_party",
            self.commission_party.as_deref().unwrap_or_default(),
        );
        c.0
    }
}

impl Validate for Cost {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("name", &self.name);
        c.amount("amount", self.amount);
        c.money("currency", &self.currency);
        c.0
    }
}

impl Validate for QuoteRate {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.rate(&self.currency, self.value, self.nominal);
        c.0
    }
}

impl Validate for OrganisationRate {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.rate(&self.currency, self.value, self.nominal);
        c.that("currency", self.currency != "RUB", Rule::Currency);
        c.that(
            "valid_until",
            self.valid_until
                .is_none_or(|until| until >= self.valid_from),
            Rule::EndsBeforeStart,
        );
        c.required("reason", &self.reason);
        c.0
    }
}

impl Validate for LineTemplate {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.required("name", &self.name);
        c.0
    }
}

impl Validate for DatedValue {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.country("country", &self.country);
        c.country("region", &self.region);
        let by_terms = self.kind == DatedKind::MinimumMarkup;
        c.that("terms", !by_terms || self.terms.is_some(), Rule::Required);
        c.that("deal", !by_terms || self.deal.is_some(), Rule::Required);
        c.maybe_amount("above", self.above);
        c.maybe_amount("up_to", self.up_to);
        let bounds = self.above.unwrap_or_default()..self.up_to.unwrap_or(Dec(Decimal::MAX));
        c.that("up_to", !bounds.is_empty(), Rule::TooLarge);
        match self.kind {
            DatedKind::CustomsFee => c.amount("value", self.value),
            DatedKind::MinimumMarkup | DatedKind::InternalMarkup => {
                c.markup("value", Some(self.value));
            }
            DatedKind::Vat | DatedKind::SupplierVat => c.share("value", Some(self.value)),
        }
        let dates = (self.valid_from, self.valid_until);
        c.that(
            "valid_until",
            !matches!(dates, (Some(from), Some(until)) if until < from),
            Rule::EndsBeforeStart,
        );
        c.text("source", &self.source);
        c.0
    }
}
