//! What holds for every quote.

use oferta_pricing::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::quotes::{line, quote};

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
        let (Ok(priced), Ok(turned)) = (price(&input), price(&turned)) else { return Ok(()) };
        let (a, b) = (&priced.totals, &turned.totals);
        for (name, cell) in [("purchase", a.sums.purchase - b.sums.purchase), ("internal_total", a.sums.internal_total - b.sums.internal_total), ("insurance", a.insurance - b.insurance), ("freight", a.sums.freight_to_border - b.sums.freight_to_border)] {
            prop_assert!(near(cell, Decimal::ZERO), "{}", name);
        }
        if input.policy == Policy::Reference {
            prop_assert_eq!(a.sums.gross, b.sums.gross);
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
        for (i, result) in priced.lines.iter().enumerate() {
            let trace = trace(&input, &priced, i);
            for (name, cell) in LINE_CELLS {
                let step = trace.steps.iter().find(|step| step.name.key() == *name);
                let told = step.map_or(Decimal::ZERO, |step| step.result);
                prop_assert_eq!(told, cell(result), "{}", name);
            }
            for step in &trace.steps {
                for operand in &step.operands {
                    let Origin::Step(from) = operand.origin else { continue };
                    let earlier = trace.steps.iter().take_while(|s| s.name != step.name).find(|s| s.name == from);
                    prop_assert_eq!(earlier.map(|s| s.result), Some(operand.value));
                }
            }
        }
    }
}
