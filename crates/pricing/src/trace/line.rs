//! The derivation of one line.

use rust_decimal::Decimal;

use super::derivation::Derivation;
use super::quote::{Sums, payable, weight};
use super::{Operand, Origin, Step, StepName, Unit};
use crate::input::{CommissionSize, Deal, Discount, LineInput, Policy, QuoteInput, Region};
use crate::result::{LineResult, Priced, Totals};

/// The steps of the line at an index.
pub(super) fn steps(input: &QuoteInput, priced: &Priced, sums: &Sums, index: usize) -> Vec<Step> {
    let of = Line {
        input,
        line: &input.lines[index],
        result: &priced.lines[index],
        totals: &priced.totals,
    };
    let mut derivation = Derivation {
        input,
        steps: Vec::with_capacity(28),
    };
    derivation.purchase(&of);
    if input.takes_part(of.line) {
        derivation.shares(&of, sums);
    }
    derivation.landed(&of);
    derivation.price(&of);
    derivation.sale(&of);
    derivation.steps
}

/// The line that is told about.
struct Line<'a> {
    input: &'a QuoteInput,
    line: &'a LineInput,
    result: &'a LineResult,
    totals: &'a Totals,
}

impl Line<'_> {
    fn own(&self, name: &'static str, value: Decimal, unit: Unit) -> Operand {
        let origin = Origin::Line;
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    fn quantity(&self) -> Operand {
        self.own("quantity", self.line.quantity, Unit::Quantity)
    }

    fn markup(&self) -> Operand {
        Operand {
            name: "markup",
            value: self.input.markup_of(self.line),
            unit: Unit::Share,
            origin: overridden(self.line.markup.is_some()),
        }
    }

    fn vat_rate(&self) -> Operand {
        Operand {
            name: "vat_rate",
            value: self.input.vat_of(self.line).rate(),
            unit: Unit::Share,
            origin: overridden(self.line.vat_rate.is_some()),
        }
    }
}

fn overridden(own: bool) -> Origin {
    if own {
        Origin::Overridden
    } else {
        Origin::Inherited
    }
}

impl Derivation<'_> {
    fn purchase(&mut self, of: &Line<'_>) {
        let (line, result) = (of.line, of.result);
        let price = Unit::Money(line.currency.unwrap_or(self.input.currency));
        let mut operands = vec![
            of.own("unit_price", line.unit_price, price),
            of.own("supplier_discount", line.supplier_discount, Unit::Share),
        ];
        let supplier_vat = of.own("supplier_vat", line.supplier_vat, Unit::Share);
        if line.price_includes_vat {
            operands.push(supplier_vat);
        }
        operands.extend(self.exchange(line.currency));
        operands.push(of.quantity());
        self.put(StepName::Purchase, result.purchase, operands);
        let inner = of.own("internal_markup", line.internal_markup, Unit::Share);
        let purchase = self.step(StepName::Purchase);
        self.put(
            StepName::InternalUnit,
            result.internal_unit,
            [purchase, inner, of.quantity()],
        );
        let unit = self.step(StepName::InternalUnit);
        self.put(
            StepName::InternalTotal,
            result.internal_total,
            [unit, of.quantity()],
        );
        self.put(
            StepName::SupplierPayable,
            payable(line, result).unwrap_or_default(),
            [purchase, supplier_vat],
        );
    }

    /// Step 2, of a line that takes part. Where nothing was bought the shares are equal, and told if any amount is
    /// shared out by them.
    fn shares(&mut self, of: &Line<'_>, sums: &Sums) {
        let all = &of.totals.sums;
        let shared = [
            all.freight_to_border,
            all.freight_after_border,
            all.financing,
            all.deferral,
            all.commission,
        ];
        let whole = all.purchase;
        if whole.is_zero() && shared.iter().all(Decimal::is_zero) {
            return;
        }
        let purchase = self.step(StepName::Purchase);
        let (share, operands) = if whole.is_zero() {
            let lines = Decimal::from(sums.lines);
            let all = self.total_in("lines", lines, Unit::Quantity);
            (Decimal::ONE.checked_div(lines), vec![all])
        } else {
            let all = self.total("purchase", whole);
            (of.result.purchase.checked_div(whole), vec![purchase, all])
        };
        let share = share.unwrap_or_default();
        self.put_in(StepName::ValueShare, share, Unit::Share, operands);
        if sums.weight.is_zero() {
            let share = self.step(StepName::ValueShare);
            self.put_in(StepName::SplitShare, share.value, Unit::Share, [share]);
            return;
        }
        let own = of.own("weight_kg", of.line.weight_kg, Unit::Kilograms);
        let all = self.total_in("weight", sums.weight, Unit::Kilograms);
        let share = weight(of.line).checked_div(sums.weight);
        self.put_in(
            StepName::SplitShare,
            share.unwrap_or_default(),
            Unit::Share,
            [own, of.quantity(), all],
        );
    }

    fn landed(&mut self, of: &Line<'_>) {
        let (line, result, totals) = (of.line, of.result, of.totals);
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
        let inner = of.own("internal_markup", line.internal_markup, Unit::Share);
        let freight = self.step(StepName::FreightToBorder);
        let rate = of.own("duty_rate", line.duty_rate, Unit::Share);
        self.put(
            StepName::Duty,
            result.duty,
            [purchase, inner, freight, rate],
        );
        let excise = [
            of.own("excise_per_kg", line.excise_per_kg, self.money()),
            of.own("weight_kg", line.weight_kg, Unit::Kilograms),
            of.quantity(),
        ];
        self.put(StepName::Excise, result.excise, excise);
        let base = [
            self.step(StepName::InternalTotal),
            self.step(StepName::Duty),
            self.step(StepName::Excise),
            freight,
            of.vat_rate(),
        ];
        self.put(StepName::ImportVat, result.import_vat, base);
        let share = self.step(StepName::ValueShare);
        let cost = self.total("financing_cost", totals.financing_cost);
        self.put(StepName::Financing, result.financing, [cost, share]);
        let cost = self.total("deferral_cost", totals.deferral_cost);
        self.put(StepName::Deferral, result.deferral, [cost, share]);
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

    fn price(&mut self, of: &Line<'_>) {
        let (input, line, result) = (self.input, of.line, of.result);
        let transit = matches!(input.deal, Deal::Transit | Deal::FinTransit);
        let base = self.step(if transit {
            StepName::Purchase
        } else {
            StepName::Cost
        });
        let markup = of.markup();
        self.put(StepName::MarkupAmount, result.markup_amount, [base, markup]);
        let price = [base, markup, of.quantity()];
        self.put(
            StepName::PriceBeforeReserves,
            result.price_before_reserves,
            price,
        );
        if input.seller_region != Some(Region::TR) {
            let fee = [
                self.step(StepName::SupplierPayable),
                of.own("internal_markup", line.internal_markup, Unit::Share),
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
                self.total("cost", of.totals.sums.cost),
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
            of.quantity(),
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
                let price = of.own("sale_price", price, money);
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
                of.quantity(),
            ],
        };
        self.put(StepName::UnitPrice, result.unit_price, parts);
        let unit = self.step(StepName::UnitPrice);
        self.put(
            StepName::GrossPrice,
            result.gross_price,
            [unit, of.quantity()],
        );
        let gross_price = self.step(StepName::GrossPrice);
        let rate = of.own("discount", line.discount, Unit::Share);
        self.put(
            StepName::LineDiscount,
            result.line_discount,
            [gross_price, rate],
        );
        let mut shared = vec![self.total("header_discount", of.totals.sums.header_discount)];
        if let Some(Discount::Rate(rate)) = input.discount {
            shared.push(self.quote("discount.rate", rate, Unit::Share));
        }
        shared.extend([gross_price, self.step(StepName::LineDiscount)]);
        let all = &of.totals.sums;
        let base = all.gross_price.checked_sub(all.line_discount);
        shared.extend(base.map(|base| self.total("after_line_discounts", base)));
        self.put(StepName::HeaderDiscount, result.header_discount, shared);
    }

    fn sale(&mut self, of: &Line<'_>) {
        let (input, result) = (self.input, of.result);
        let parts = [
            StepName::GrossPrice,
            StepName::LineDiscount,
            StepName::HeaderDiscount,
        ];
        self.put(StepName::Net, result.net, parts.map(|part| self.step(part)));
        let net = self.step(StepName::Net);
        match input.policy {
            Policy::Invoice => {
                self.put(StepName::Vat, result.vat, [net, of.vat_rate()]);
                let vat = self.step(StepName::Vat);
                self.put(StepName::Gross, result.gross, [net, vat]);
                let gross = self.step(StepName::Gross);
                self.put(
                    StepName::UnitGross,
                    result.unit_gross,
                    [gross, of.quantity()],
                );
            }
            Policy::Reference => {
                let unit = self.step(StepName::UnitPrice);
                let rate = input.charges_vat().then(|| of.vat_rate());
                let operands = [unit].into_iter().chain(rate);
                self.put(StepName::UnitGross, result.unit_gross, operands);
                let unit = self.step(StepName::UnitGross);
                self.put(StepName::Gross, result.gross, [unit, of.quantity()]);
                let gross = self.step(StepName::Gross);
                self.put(StepName::Vat, result.vat, [gross, net]);
            }
        }
        let parts = [self.step(StepName::Vat), self.step(StepName::ImportVat)];
        self.put(StepName::VatPayable, result.vat_payable, parts);
    }
}
