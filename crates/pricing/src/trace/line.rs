//! The derivation of one line.

use rust_decimal::Decimal;

use super::derivation::Derivation;
use super::{Operand, Origin, StepName, Trace, Unit};
use crate::input::{
    CommissionSize, Deal, Discount, Incoterms, LineInput, Policy, QuoteInput, Region,
};
use crate::result::Priced;

/// How the price of the line at an index arose.
///
/// `priced` is the result of `input`. Shares and exchange rates are shown to 28 digits; the result was computed from
/// the exact fractions.
///
/// # Panics
/// When there is no line at the index.
pub fn trace(input: &QuoteInput, priced: &Priced, index: usize) -> Trace {
    let mut derivation = Derivation {
        input,
        line: &input.lines[index],
        result: &priced.lines[index],
        steps: Vec::with_capacity(28),
    };
    derivation.purchase(priced);
    derivation.landed(priced);
    derivation.price(priced);
    derivation.sale();
    Trace {
        steps: derivation.steps,
    }
}

impl Derivation<'_> {
    fn purchase(&mut self, priced: &Priced) {
        let (line, result) = (self.line, self.result);
        let price = Unit::Money(line.currency.unwrap_or(self.input.currency));
        let mut operands = vec![
            self.own("unit_price", line.unit_price, price),
            self.own("supplier_discount", line.supplier_discount, Unit::Share),
        ];
        let supplier_vat = self.own("supplier_vat", line.supplier_vat, Unit::Share);
        if line.price_includes_vat {
            operands.push(supplier_vat);
        }
        operands.extend(self.exchange(line.currency));
        operands.push(self.quantity());
        self.put(StepName::Purchase, result.purchase, operands);
        let inner = self.own("internal_markup", line.internal_markup, Unit::Share);
        let purchase = self.step(StepName::Purchase);
        self.put(
            StepName::InternalUnit,
            result.internal_unit,
            [purchase, inner, self.quantity()],
        );
        let unit = self.step(StepName::InternalUnit);
        self.put(
            StepName::InternalTotal,
            result.internal_total,
            [unit, self.quantity()],
        );
        let payable = Decimal::ONE
            .checked_add(line.supplier_vat)
            .and_then(|vat| vat.checked_mul(result.purchase))
            .map(|payable| payable.round_dp(10));
        self.put(
            StepName::SupplierPayable,
            payable.unwrap_or_default(),
            [purchase, supplier_vat],
        );
        if !self.input.takes_part(line) {
            return;
        }
        let whole = priced.totals.sums.purchase;
        let share = result.purchase.checked_div(whole).unwrap_or_default();
        let total = self.total("purchase", whole);
        self.put_in(StepName::ValueShare, share, Unit::Share, [purchase, total]);
        let weight = |line: &LineInput| {
            line.weight_kg
                .checked_mul(line.quantity)
                .unwrap_or_default()
        };
        let counted = self
            .input
            .lines
            .iter()
            .filter(|line| self.input.takes_part(line));
        let heavy = counted.fold(Decimal::ZERO, |sum, line| {
            sum.checked_add(weight(line)).unwrap_or(sum)
        });
        if heavy.is_zero() {
            let share = self.step(StepName::ValueShare);
            self.put_in(StepName::SplitShare, share.value, Unit::Share, [share]);
        } else {
            let own = self.own("weight_kg", line.weight_kg, Unit::Kilograms);
            let total = Operand {
                origin: Origin::Total,
                ..self.own("weight", heavy, Unit::Kilograms)
            };
            let share = weight(line).checked_div(heavy).unwrap_or_default();
            self.put_in(
                StepName::SplitShare,
                share,
                Unit::Share,
                [own, self.quantity(), total],
            );
        }
    }

    fn landed(&mut self, priced: &Priced) {
        let (input, line, result) = (self.input, self.line, self.result);
        let totals = &priced.totals;
        let split = self.step(StepName::SplitShare);
        let leg = self.total("freight_to_border", totals.sums.freight_to_border);
        self.put(
            StepName::FreightToBorder,
            result.freight_to_border,
            [leg, split],
        );
        let leg = self.total("freight_after_border", totals.sums.freight_after_border);
        self.put(
            StepName::FreightAfterBorder,
            result.freight_after_border,
            [leg, split],
        );
        let purchase = self.step(StepName::Purchase);
        let inner = self.own("internal_markup", line.internal_markup, Unit::Share);
        let freight = self.step(StepName::FreightToBorder);
        let rate = self.own("duty_rate", line.duty_rate, Unit::Share);
        self.put(
            StepName::Duty,
            result.duty,
            [purchase, inner, freight, rate],
        );
        let excise = [
            self.own("excise_per_kg", line.excise_per_kg, self.money()),
            self.own("weight_kg", line.weight_kg, Unit::Kilograms),
            self.quantity(),
        ];
        self.put(StepName::Excise, result.excise, excise);
        let base = [
            self.step(StepName::InternalTotal),
            self.step(StepName::Duty),
            self.step(StepName::Excise),
            freight,
            self.vat_rate(),
        ];
        self.put(StepName::ImportVat, result.import_vat, base);
        let share = self.step(StepName::ValueShare);
        let cost = self.total("financing_cost", totals.financing_cost);
        self.put(StepName::Financing, result.financing, [cost, share]);
        let cost = self.total("deferral_cost", totals.deferral_cost);
        let days = self.quote("terms.deferral_days", input.terms.deferral_days, Unit::Days);
        self.put(StepName::Deferral, result.deferral, [cost, share, days]);
        let parts = [
            StepName::Purchase,
            StepName::FreightToBorder,
            StepName::FreightAfterBorder,
            StepName::Duty,
            StepName::Excise,
            StepName::Financing,
            StepName::Deferral,
        ];
        self.put(
            StepName::Cost,
            result.cost,
            parts.map(|part| self.step(part)),
        );
    }

    fn price(&mut self, priced: &Priced) {
        let (input, line, result) = (self.input, self.line, self.result);
        let transit = matches!(input.deal, Deal::Transit | Deal::FinTransit);
        let base = self.step(if transit {
            StepName::Purchase
        } else {
            StepName::Cost
        });
        let markup = self.markup();
        self.put(StepName::MarkupAmount, result.markup_amount, [base, markup]);
        let price = [base, markup, self.quantity()];
        self.put(
            StepName::PriceBeforeReserves,
            result.price_before_reserves,
            price,
        );
        if input.seller_region != Some(Region::TR) {
            let fee = [
                self.step(StepName::SupplierPayable),
                self.own("internal_markup", line.internal_markup, Unit::Share),
                self.step(StepName::FreightToBorder),
                self.quote(
                    "terms.agent_fee_rate",
                    input.terms.agent_fee_rate,
                    Unit::Share,
                ),
            ];
            self.put(StepName::AgentFee, result.agent_fee, fee);
        }
        let commission = match input.commission.as_ref().map(|c| c.size) {
            Some(CommissionSize::Rate(rate)) => vec![
                self.total("cost", priced.totals.sums.cost),
                self.quote("commission.rate", rate, Unit::Share),
            ],
            Some(CommissionSize::Amount(amount, currency)) => {
                let money = Unit::Money(currency.unwrap_or(input.currency));
                let amount = self.quote("commission.amount", amount, money);
                [amount]
                    .into_iter()
                    .chain(self.exchange(currency))
                    .collect()
            }
            None => Vec::new(),
        };
        let share = self.step(StepName::ValueShare);
        self.put(
            StepName::Commission,
            result.commission,
            commission.into_iter().chain([share]),
        );
        let reserve = [
            self.step(StepName::PriceBeforeReserves),
            self.quantity(),
            self.step(StepName::Commission),
            self.step(StepName::AgentFee),
            self.quote(
                "terms.forex_reserve_rate",
                input.terms.forex_reserve_rate,
                Unit::Share,
            ),
        ];
        self.put(StepName::ForexReserve, result.forex_reserve, reserve);
        let parts = match line.sale_price {
            Some(price) if input.policy == Policy::Invoice => {
                let money = Unit::Money(line.sale_currency.unwrap_or(input.currency));
                let price = self.own("sale_price", price, money);
                [price]
                    .into_iter()
                    .chain(self.exchange(line.sale_currency))
                    .collect()
            }
            _ => vec![
                self.step(StepName::Cost),
                self.step(StepName::MarkupAmount),
                self.step(StepName::Commission),
                self.step(StepName::ForexReserve),
                self.step(StepName::AgentFee),
                self.quantity(),
            ],
        };
        self.put(StepName::UnitPrice, result.unit_price, parts);
        let unit = self.step(StepName::UnitPrice);
        self.put(
            StepName::GrossPrice,
            result.gross_price,
            [unit, self.quantity()],
        );
        let gross_price = self.step(StepName::GrossPrice);
        let rate = self.own("discount", line.discount, Unit::Share);
        self.put(
            StepName::LineDiscount,
            result.line_discount,
            [gross_price, rate],
        );
        let mut shared = vec![self.total("header_discount", priced.totals.sums.header_discount)];
        if let Some(Discount::Rate(rate)) = input.discount {
            shared.push(self.quote("discount.rate", rate, Unit::Share));
        }
        shared.extend([gross_price, self.step(StepName::LineDiscount)]);
        self.put(StepName::HeaderDiscount, result.header_discount, shared);
    }

    fn sale(&mut self) {
        let (input, result) = (self.input, self.result);
        let parts = [
            StepName::GrossPrice,
            StepName::LineDiscount,
            StepName::HeaderDiscount,
        ];
        self.put(StepName::Net, result.net, parts.map(|part| self.step(part)));
        let net = self.step(StepName::Net);
        match input.policy {
            Policy::Invoice => {
                self.put(StepName::Vat, result.vat, [net, self.vat_rate()]);
                let vat = self.step(StepName::Vat);
                self.put(StepName::Gross, result.gross, [net, vat]);
                let gross = self.step(StepName::Gross);
                self.put(
                    StepName::UnitGross,
                    result.unit_gross,
                    [gross, self.quantity()],
                );
            }
            Policy::Reference => {
                let unit = self.step(StepName::UnitPrice);
                let taxed = input.incoterms == Incoterms::Ddp && input.deal != Deal::Export;
                let rate = taxed.then(|| self.vat_rate());
                let operands = [unit].into_iter().chain(rate);
                self.put(StepName::UnitGross, result.unit_gross, operands);
                let unit = self.step(StepName::UnitGross);
                self.put(StepName::Gross, result.gross, [unit, self.quantity()]);
                let gross = self.step(StepName::Gross);
                self.put(StepName::Vat, result.vat, [gross, net]);
            }
        }
        let parts = [self.step(StepName::Vat), self.step(StepName::ImportVat)];
        self.put(StepName::VatPayable, result.vat_payable, parts);
    }
}
