//! The engine against the model, on random quotes: amounts of money to the last digit, the others to ten decimals.
//! `make oracle` runs 100,000 of them, `make test` 2,000.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use oferta_pricing::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;

use super::model::model;
use super::quotes::quote;

fn close(found: Decimal, expected: &BigRational, what: &str, input: &QuoteInput) {
    let found = BigRational::new(found.mantissa().into(), BigInt::from(10).pow(found.scale()));
    let off = (&found - expected).abs();
    // An amount of money has no other digits, so a tolerance of this size lets none of it pass.
    let tolerance = BigRational::new(3.into(), BigInt::from(10).pow(10));
    assert!(
        off <= tolerance,
        "{what} is {found}, not {expected}: {input:#?}"
    );
}

fn agrees(input: &QuoteInput) {
    assert_eq!(check(input), []);
    let model = model(input);
    let priced = match price(input) {
        Ok(priced) => priced,
        Err(faults) => {
            let too_large = |f: &Fault| matches!(f.key, FaultKey::DiscountTooLarge(_));
            assert!(
                model.too_large && faults.iter().all(too_large),
                "{faults:?}"
            );
            return;
        }
    };
    assert!(!model.too_large);
    for (i, (line, expected)) in priced.lines.iter().zip(&model.lines).enumerate() {
        for (name, cell) in LINE_CELLS {
            close(
                cell(line),
                &expected[name],
                &format!("{name} of line {i}"),
                input,
            );
        }
    }
    for (name, cell) in SUM_CELLS {
        close(cell(&priced.totals.sums), &model.totals[name], name, input);
    }
    for (name, cell) in HEADER_CELLS {
        close(cell(&priced.totals), &model.totals[name], name, input);
    }
}

#[test]
fn the_engine_agrees_with_the_model() {
    let cases = std::env::var("OFERTA_ORACLE_QUOTES").ok();
    let cases = cases.map_or(2_000, |cases| cases.parse().unwrap());
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&quote(8), |input| {
            agrees(&input);
            Ok(())
        })
        .unwrap();
}
