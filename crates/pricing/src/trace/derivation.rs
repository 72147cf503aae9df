//! The pieces that derivations are made of: operands by where they come from, and steps.

use rust_decimal::Decimal;

use super::{Operand, Origin, Step, StepName, Unit};
use crate::input::{Currency, QuoteInput};
use crate::rates;

/// The steps as far as they are told.
pub(super) struct Derivation<'a> {
    pub(super) input: &'a QuoteInput,
    pub(super) steps: Vec<Step>,
}

impl Derivation<'_> {
    pub(super) fn money(&self) -> Unit {
        Unit::Money(self.input.currency)
    }

    pub(super) fn quote(&self, name: &'static str, value: Decimal, unit: Unit) -> Operand {
        let origin = Origin::Quote;
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    pub(super) fn total(&self, name: &'static str, value: Decimal) -> Operand {
        self.total_in(name, value, self.money())
    }

    pub(super) fn total_in(&self, name: &'static str, value: Decimal, unit: Unit) -> Operand {
        let origin = Origin::Total;
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    /// An earlier step as an operand; zero where that step was nothing.
    pub(super) fn step(&self, name: StepName) -> Operand {
        let found = self.steps.iter().find(|step| step.name == name);
        Operand {
            name: name.key(),
            value: found.map_or(Decimal::ZERO, |step| step.result),
            unit: found.map_or(self.money(), |step| step.unit),
            origin: Origin::Step(name),
        }
    }

    /// What a currency is worth; nothing where it is the quote's own.
    pub(super) fn exchange(&self, currency: Option<Currency>) -> Option<Operand> {
        let currency = currency.filter(|c| *c != self.input.currency)?;
        let factor = rates::factor(&self.input.rates, currency, self.input.currency).ok()?;
        let top = factor.top[0].checked_mul(factor.top[1])?;
        let bottom = factor.bottom[0].checked_mul(factor.bottom[1])?;
        let value = top.checked_div(bottom)?;
        Some(self.quote("rates", value, Unit::Exchange(currency)))
    }

    pub(super) fn put(
        &mut self,
        name: StepName,
        result: Decimal,
        operands: impl IntoIterator<Item = Operand>,
    ) {
        let unit = self.money();
        self.put_in(name, result, unit, operands);
    }

    pub(super) fn put_in(
        &mut self,
        name: StepName,
        result: Decimal,
        unit: Unit,
        operands: impl IntoIterator<Item = Operand>,
    ) {
        let telling = [
            StepName::Net,
            StepName::SupplierGap,
            StepName::OperationsGap,
        ];
        if result.is_zero() && !telling.contains(&name) {
            return;
        }
        // What changes nothing is not worth a row: a zero amount or rate, and steps that were left out.
        let operands = operands
            .into_iter()
            .filter(|o| !o.value.is_zero())
            .collect();
        self.steps.push(Step {
            name,
            operands,
            result,
            unit,
        });
    }
}
