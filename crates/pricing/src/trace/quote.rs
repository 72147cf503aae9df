//! The derivation of what is computed once for the whole quote: insurance, cost blocks, what is paid out and in, the
//! interest.

use rust_decimal::Decimal;

use super::derivation::Derivation;
use super::{Step, StepName, Unit};
use crate::input::{CommissionSize, Leg, LineInput, QuoteInput, Region};
use crate::result::{LineResult, Priced, Totals};

/// What the lines that take part add up to, beside the sums of the result.
pub(super) struct Sums {
    /// How many they are.
    pub(super) lines: u32,
    /// Kilograms.
    pub(super) weight: Decimal,
    /// With the VAT of the suppliers.
    payable: Decimal,
    /// A share.
    mean_markup: Decimal,
}

/// The weight of a line.
pub(super) fn weight(line: &LineInput) -> Decimal {
    let weight = line.weight_kg.checked_mul(line.quantity);
    weight.unwrap_or_default()
}

/// What the supplier gets for a line, its VAT included.
pub(super) fn payable(line: &LineInput, result: &LineResult) -> Option<Decimal> {
    let factor = Decimal::ONE.checked_add(line.supplier_vat)?;
    Some(factor.checked_mul(result.purchase)?.round_dp(10))
}

impl Sums {
    /// Of a quote and its result. What does not fit is left out: it would not have been priced.
    pub(super) fn of(input: &QuoteInput, priced: &Priced) -> Sums {
        let all = input.lines.iter().zip(&priced.lines);
        let taking = || all.clone().filter(|(line, _)| input.takes_part(line));
        let sum = |of: &dyn Fn(&LineInput, &LineResult) -> Option<Decimal>| {
            let parts = taking().filter_map(|(line, result)| of(line, result));
            parts.fold(Decimal::ZERO, |sum, part| {
                sum.checked_add(part).unwrap_or(sum)
            })
        };
        let lines = u32::try_from(taking().count()).unwrap_or(u32::MAX);
        let markups = sum(&|line, _| Some(input.markup_of(line)));
        Sums {
            lines,
            weight: sum(&|line, _| Some(weight(line))),
            payable: sum(&payable),
            mean_markup: markups.checked_div(lines.into()).unwrap_or_default(),
        }
    }
}

/// The steps of the whole quote.
pub(super) fn steps(input: &QuoteInput, totals: &Totals, sums: &Sums) -> Vec<Step> {
    let mut derivation = Derivation {
        input,
        steps: Vec::with_capacity(14),
    };
    derivation.insured(totals);
    let (to_border, after_border) = (
        totals.sums.freight_to_border,
        totals.sums.freight_after_border,
    );
    derivation.shipped(StepName::AllFreightToBorder, Leg::BeforeBorder, to_border);
    derivation.shipped(
        StepName::AllFreightAfterBorder,
        Leg::AfterBorder,
        after_border,
    );
    // Where no loan bears interest, what is lent costs nothing and explains no price.
    if !input.terms.loan_rate.is_zero() {
        derivation.paid(totals, sums);
        derivation.lent(totals);
        derivation.owed(totals);
    }
    derivation.steps
}

impl Derivation<'_> {
    /// Step 4.
    fn insured(&mut self, totals: &Totals) {
        let rate = self.input.terms.insurance_rate;
        let rate = self.quote("terms.insurance_rate", rate, Unit::Share);
        let insured = self.total("internal_total", totals.sums.internal_total);
        self.put(StepName::Insurance, totals.insurance, [insured, rate]);
    }

    /// Step 5: the cost blocks of a leg as they were typed, each of its currencies once, and the insurance.
    fn shipped(&mut self, name: StepName, leg: Leg, result: Decimal) {
        let costs = self.input.costs.iter().filter(|cost| cost.leg == leg);
        let (mut operands, mut exchanges) = (Vec::new(), Vec::new());
        for cost in costs {
            let money = Unit::Money(cost.currency.unwrap_or(self.input.currency));
            operands.push(self.quote("cost_block", cost.amount, money));
            let exchange = self.exchange(cost.currency);
            exchanges.extend(exchange.filter(|it| !exchanges.contains(it)));
        }
        operands.append(&mut exchanges);
        if leg == Leg::BeforeBorder {
            operands.push(self.step(StepName::Insurance));
        }
        self.put(name, result, operands);
    }

    /// Steps 8 and 9: what is paid out, and what the client is expected to pay.
    fn paid(&mut self, totals: &Totals, sums: &Sums) {
        let (input, all) = (self.input, &totals.sums);
        let terms = &input.terms;
        let payable = self.total("supplier_payable", sums.payable);
        let advance = terms.supplier_advance;
        let advance = self.quote("terms.supplier_advance", advance, Unit::Share);
        let fee = self.quote("terms.agent_fee_rate", terms.agent_fee_rate, Unit::Share);
        let supplier = [payable, advance, fee];
        self.put(StepName::SupplierOutlay, totals.supplier_outlay, supplier);
        let to_border = self.total("freight_to_border", all.freight_to_border);
        let (duty, excise) = (
            self.total("duty", all.duty),
            self.total("excise", all.excise),
        );
        let import_vat = self.total("import_vat", all.import_vat);
        let outlay = [payable, to_border, fee, duty, excise, import_vat];
        self.put(StepName::TotalOutlay, totals.total_outlay, outlay);
        let mut income = vec![
            self.total("purchase", all.purchase),
            to_border,
            self.total("freight_after_border", all.freight_after_border),
            duty,
            excise,
            self.total_in("mean_markup", sums.mean_markup, Unit::Share),
            self.quote(
                "terms.forex_reserve_rate",
                terms.forex_reserve_rate,
                Unit::Share,
            ),
        ];
        if let Some(CommissionSize::Amount(amount, currency)) =
            input.commission.as_ref().map(|c| c.size)
        {
            let money = Unit::Money(currency.unwrap_or(input.currency));
            income.push(self.quote("commission.amount", amount, money));
            income.extend(self.exchange(currency));
        }
        if input.seller_region == Some(Region::RU) {
            income.push(self.quote("vat_rate", input.vat_rate.rate(), Unit::Share));
        }
        self.put(StepName::RevenueEstimate, totals.revenue_estimate, income);
    }

    /// Step 10: what neither the client nor the own means cover until delivery.
    fn lent(&mut self, totals: &Totals) {
        let terms = &self.input.terms;
        let revenue = self.step(StepName::RevenueEstimate);
        let share = self.quote("terms.client_advance", terms.client_advance, Unit::Share);
        self.put(
            StepName::ClientAdvance,
            totals.client_advance,
            [revenue, share],
        );
        let supplier = self.step(StepName::SupplierOutlay);
        let advance = self.step(StepName::ClientAdvance);
        self.put(
            StepName::SupplierGap,
            totals.supplier_gap,
            [supplier, advance],
        );
        let outlay = self.step(StepName::TotalOutlay);
        let milestones = self.quote("terms.milestones", terms.milestones, Unit::Share);
        self.put(
            StepName::OperationsGap,
            totals.operations_gap,
            [outlay, supplier, milestones, revenue, advance],
        );
        let loan = self.quote("terms.loan_rate", terms.loan_rate, Unit::Share);
        let gap = self.step(StepName::SupplierGap);
        let days = self.quote("terms.delivery_days", terms.delivery_days, Unit::Days);
        self.put(
            StepName::SupplierGapInterest,
            totals.supplier_gap_interest,
            [gap, loan, days],
        );
        let gap = self.step(StepName::OperationsGap);
        let days = terms.customs_term_days;
        let days = self.quote("terms.customs_term_days", days, Unit::Days);
        self.put(
            StepName::OperationsGapInterest,
            totals.operations_gap_interest,
            [gap, loan, days],
        );
        let interest = [
            self.step(StepName::SupplierGapInterest),
            self.step(StepName::OperationsGapInterest),
        ];
        self.put(StepName::FinancingCost, totals.financing_cost, interest);
    }

    /// Step 11: what the client still owes at delivery.
    fn owed(&mut self, totals: &Totals) {
        let terms = &self.input.terms;
        let outlay = self.step(StepName::TotalOutlay);
        let advance = self.step(StepName::ClientAdvance);
        self.put(
            StepName::ReceivableGap,
            totals.receivable_gap,
            [outlay, advance],
        );
        let gap = self.step(StepName::ReceivableGap);
        let loan = self.quote("terms.loan_rate", terms.loan_rate, Unit::Share);
        let days = self.quote("terms.deferral_days", terms.deferral_days, Unit::Days);
        self.put(
            StepName::DeferralCost,
            totals.deferral_cost,
            [gap, loan, days],
        );
    }
}
