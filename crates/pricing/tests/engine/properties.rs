//! What holds for every quote.

use oferta_pricing::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::quotes::{hostile, line, quote};

fn near(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= Decimal::new(1, 9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_wholes(input in quote(12)) {
        let Ok(priced) = price(&input) else { return Ok(()) };
        let counted = || input.lines.iter().zip(&priced.lines).filter(|(line, _)| input.takes_part(line)).map(|(_, r)| r);
        for (name, cell) in SUM_CELLS {
            let sum: Decimal = counted().map(cell).sum();
            prop_assert!(near(sum, cell(&priced.totals.sums)), "{}", name);
        }
        let sums = &priced.totals.sums;
        prop_assert_eq!(priced.totals.by_rate.iter().map(|r| r.net).sum::<Decimal>(), sums.net);
        prop_assert_eq!(priced.totals.by_rate.iter().map(|r| r.vat).sum::<Decimal>(), sums.vat);
        prop_assert!(priced.totals.by_rate.is_sorted_by(|a, b| a.rate > b.rate));
        for result in &priced.lines {
            prop_assert_eq!(result.net + result.vat, result.gross);
            prop_assert_eq!(result.gross_price - result.line_discount - result.header_discount, result.net);
        }
        prop_assert_eq!(price(&input).unwrap(), priced);
    }

    #[test]
    fn the_order_of_lines_moves_no_total_but_by_ties(input in quote(12)) {
        let mut turned = input.clone();
        turned.lines.reverse();
        let (Ok(priced), Ok(turned_priced)) = (price(&input), price(&turned)) else { return Ok(()) };
        let (a, b) = (&priced.totals, &turned_priced.totals);
        for (name, cell) in [("purchase", a.sums.purchase - b.sums.purchase), ("internal_total", a.sums.internal_total - b.sums.internal_total), ("insurance", a.insurance - b.insurance), ("freight", a.sums.freight_to_border - b.sums.freight_to_border)] {
            prop_assert!(near(cell, Decimal::ZERO), "{}", name);
        }
        // Nothing is shared out by remainders there: no order can show.
        if input.policy == Policy::Reference {
            for (name, cell) in SUM_CELLS {
                prop_assert!(near(cell(&a.sums), cell(&b.sums)), "{}", name);
            }
            for (name, cell) in [("financing", a.financing_cost - b.financing_cost), ("deferral", a.deferral_cost - b.deferral_cost), ("profit", a.profit - b.profit)] {
                prop_assert!(near(cell, Decimal::ZERO), "{}", name);
            }
            let by_id = |priced: &Priced, input: &QuoteInput, id: &str| priced.lines[input.lines.iter().position(|line| line.id == id).unwrap()];
            for line in &input.lines {
                let (one, other) = (by_id(&priced, &input, &line.id), by_id(&turned_priced, &turned, &line.id));
                for (name, cell) in LINE_CELLS {
                    prop_assert!(near(cell(&one), cell(&other)), "{} of {}", name, line.id);
                }
            }
        }
    }

    #[test]
    fn an_edit_gives_what_pricing_anew_gives(input in quote(12), edits in prop::collection::vec((any::<prop::sample::Index>(), line(), 0usize..8), 1..8)) {
        prop_assume!(!input.lines.is_empty());
        let Ok(mut calculation) = Calculation::new(input) else { return Ok(()) };
        for (at, new, kind) in edits {
            let at = at.index(calculation.input().lines.len());
            let mut edited = calculation.input().lines[at].clone();
            match kind {
                0 => edited = LineInput { id: edited.id, ..new },
                1 => edited.unit_price = new.unit_price,
                2 => edited.markup = new.markup,
                3 => edited.vat_rate = new.vat_rate,
                4 => edited.discount = new.discount,
                5 => edited.sale_price = new.sale_price,
                6 => edited.duty_rate = new.duty_rate,
                _ => edited.quantity = new.quantity,
            }
            let mut input = calculation.input().clone();
            input.lines[at] = edited.clone();
            let before = calculation.priced().clone();
            match (price(&input), calculation.set_line(at, edited)) {
                (Ok(priced), Ok(changed)) => {
                    prop_assert_eq!(&priced, calculation.priced());
                    let different = (0..input.lines.len()).filter(|i| before.lines[*i] != priced.lines[*i]);
                    prop_assert_eq!(different.collect::<Vec<_>>(), changed);
                    prop_assert_eq!(&input, calculation.input());
                }
                (Err(faults), Err(found)) => {
                    prop_assert_eq!(faults, found);
                    prop_assert_eq!(&before, calculation.priced());
                }
                (priced, changed) => prop_assert!(false, "{:?} {:?}", priced.is_ok(), changed),
            }
        }
    }

    #[test]
    fn a_trace_tells_what_was_computed(input in quote(6)) {
        let Ok(priced) = price(&input) else { return Ok(()) };
        let all = Traces::new(&input, &priced);
        for (i, (line, result)) in input.lines.iter().zip(&priced.lines).enumerate() {
            let trace = trace(&input, &priced, i);
            prop_assert_eq!(&trace.steps, &all.line(i));
            let told = |steps: &[Step], key: &str| {
                let step = steps.iter().find(|step| step.name.key() == key);
                step.map_or(Decimal::ZERO, |step| step.result)
            };
            for (name, cell) in LINE_CELLS {
                prop_assert_eq!(told(&trace.steps, name), cell(result), "{}", name);
            }
            let shares = ["value_share", "split_share"].map(|name| told(&trace.steps, name));
            if input.takes_part(line) {
                prop_assert_eq!(&trace.quote, &all.quote());
                prop_assert!(shares.iter().all(|share| *share <= Decimal::ONE));
            } else {
                prop_assert!(trace.quote.is_empty());
                prop_assert_eq!(shares, [Decimal::ZERO; 2]);
            }
            for steps in [&trace.steps, &trace.quote] {
                for step in steps {
                    for operand in &step.operands {
                        let Origin::Step(from) = operand.origin else { continue };
                        let earlier = steps.iter().take_while(|s| s.name != step.name).find(|s| s.name == from);
                        prop_assert_eq!(earlier.map(|s| s.result), Some(operand.value));
                    }
                }
            }
        }
    }

    #[test]
    fn the_amounts_of_the_whole_quote_follow_from_what_is_told(input in quote(6)) {
        let Ok(priced) = price(&input) else { return Ok(()) };
        let steps = Traces::new(&input, &priced).quote();
        let step = |key: &str| steps.iter().find(|step| step.name.key() == format!("quote.{key}"));
        for (name, cell) in HEADER_CELLS {
            let lent = *name != "insurance" && *name != "profit";
            if *name == "profit" || (lent && input.terms.loan_rate.is_zero()) {
                prop_assert!(step(name).is_none(), "{}", name);
                continue;
            }
            let told = step(name).map_or(Decimal::ZERO, |step| step.result);
            prop_assert_eq!(told, cell(&priced.totals), "{}", name);
        }
        let of = |key: &str, operand: &str| {
            let found = step(key).and_then(|s| s.operands.iter().find(|o| o.name == operand));
            found.map_or(Decimal::ZERO, |o| o.value)
        };
        let close = |a: Decimal, b: Decimal| (a - b).abs() <= Decimal::new(1, 6).max(b.abs() * Decimal::new(1, 12));
        if step("supplier_outlay").is_some() {
            let key = "supplier_outlay";
            let paid = of(key, "supplier_payable") * of(key, "terms.supplier_advance") * (Decimal::ONE + of(key, "terms.agent_fee_rate"));
            prop_assert!(close(paid, priced.totals.supplier_outlay), "{} {:?}", paid, step(key));
        }
        if let Some(told) = step("revenue_estimate") {
            let key = "revenue_estimate";
            let cost = ["purchase", "freight_to_border", "freight_after_border", "duty", "excise"].map(|name| of(key, name)).iter().sum::<Decimal>();
            let rate = told.operands.iter().find(|o| matches!(o.unit, Unit::Exchange(_))).map_or(Decimal::ONE, |o| o.value);
            let income = cost * (Decimal::ONE + of(key, "mean_markup") + of(key, "terms.forex_reserve_rate")) + of(key, "commission.amount") * rate;
            let income = income * (Decimal::ONE + of(key, "vat_rate"));
            prop_assert!(close(income, priced.totals.revenue_estimate), "{} {:?}", income, told);
        }
        for (key, gap, days) in [("supplier_gap_interest", "quote.supplier_gap", "terms.delivery_days"), ("operations_gap_interest", "quote.operations_gap", "terms.customs_term_days"), ("deferral_cost", "quote.receivable_gap", "terms.deferral_days")] {
            let told = step(key).map_or(Decimal::ZERO, |step| step.result);
            let interest = of(key, gap) * of(key, "terms.loan_rate") / Decimal::from(365) * of(key, days);
            prop_assert!(close(interest, told), "{} {:?}", interest, step(key));
        }
    }

    /// An amount of ten times the money, rounded to a unit ten times as large, has the same digits. The insurance alone
    /// is rounded to one decimal whatever the money is.
    #[test]
    fn amounts_scale_with_the_money(mut input in quote(8)) {
        input.terms.insurance_rate = Decimal::ZERO;
        input.minor_units = input.minor_units.max(1);
        let mut scaled = input.clone();
        scaled.minor_units -= 1;
        let ten = |amount: &mut Decimal| *amount *= Decimal::TEN;
        for line in &mut scaled.lines {
            ten(&mut line.unit_price);
            ten(&mut line.excise_per_kg);
            line.sale_price.iter_mut().for_each(ten);
        }
        scaled.costs.iter_mut().for_each(|cost| ten(&mut cost.amount));
        if let Some(Discount::Amount(amount)) = &mut scaled.discount {
            ten(amount);
        }
        if let Some(Commission { size: CommissionSize::Amount(amount, _), .. }) = &mut scaled.commission {
            ten(amount);
        }
        let (priced, scaled) = match (price(&input), price(&scaled)) {
            (Ok(priced), Ok(scaled)) => (priced, scaled),
            (priced, scaled) => {
                prop_assert_eq!(priced.is_ok(), scaled.is_ok());
                return Ok(());
            }
        };
        for (one, other) in priced.lines.iter().zip(&scaled.lines) {
            for (name, cell) in LINE_CELLS {
                prop_assert!(near(cell(one) * Decimal::TEN, cell(other)), "{}: {} {}", name, cell(one), cell(other));
            }
        }
        for (name, cell) in HEADER_CELLS {
            let (one, other) = (cell(&priced.totals), cell(&scaled.totals));
            prop_assert!(near(one * Decimal::TEN, other), "{}: {} {}", name, one, other);
        }
    }

    #[test]
    fn whatever_is_asked_is_answered_or_refused_by_name(input in hostile(), at in any::<prop::sample::Index>()) {
        match price(&input) {
            Ok(priced) => {
                prop_assert_eq!(priced.lines.len(), input.lines.len());
                prop_assert!(!write(&input, &priced).is_empty());
                let at = at.index(input.lines.len());
                trace(&input, &priced, at);
                let mut calculation = Calculation::new(input.clone()).unwrap();
                let line = LineInput { id: input.lines[at].id.clone(), ..input.lines[0].clone() };
                let mut edited = input;
                edited.lines[at] = line.clone();
                match (price(&edited), calculation.set_line(at, line)) {
                    (Ok(priced), Ok(_)) => prop_assert_eq!(&priced, calculation.priced()),
                    (Err(faults), Err(found)) => prop_assert_eq!(faults, found),
                    (priced, found) => prop_assert!(false, "{:?} {:?}", priced.is_ok(), found),
                }
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| !fault.field.is_empty()), "{:?}", faults);
            }
        }
    }
}
