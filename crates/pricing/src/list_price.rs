//! The list-price path: prices are given; discounts, VAT and sums follow (policy `invoice`).
//!
//! For each line g = R(quantity × unit price), line discount = R(g × discount); the discount of the header is
//! its amount, or R(rate × Σ(g − line discount)), shared out on g − line discount by largest remainder;
//! net = g − line discount − share; VAT = R(net × rate); gross = net + VAT. Optional lines are priced on their
//! own and take no part in shares or totals.

use rust_decimal::Decimal;

use crate::allocate::{Overflow, allocate, round};

/// A discount on the whole quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A fraction of the sum after line discounts.
    Rate(Decimal),
    /// An amount in the currency of the quote.
    Amount(Decimal),
}

/// A line to be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// How many units; greater than zero.
    pub quantity: Decimal,
    /// Price of one unit without VAT, before discounts; not negative.
    pub unit_price: Decimal,
    /// Discount as a fraction from 0 to 1.
    pub discount: Decimal,
    /// VAT rate as a fraction; none means "without VAT".
    pub vat_rate: Option<Decimal>,
    /// Priced, but not part of the totals.
    pub optional: bool,
}

/// A quote to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteInput {
    /// Decimals of the currency, 0 to 4.
    pub minor_units: u32,
    /// Discount on the whole quote.
    pub discount: Option<Discount>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The sums of a line, rounded to the minor unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineSums {
    /// R(quantity × unit price).
    pub gross_price: Decimal,
    /// R(gross price × discount).
    pub line_discount: Decimal,
    /// Its share of the discount on the quote.
    pub header_discount: Decimal,
    /// Without VAT, after discounts.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// With VAT.
    pub gross: Decimal,
}

/// What is taxed at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatAtRate {
    /// The rate; none means "without VAT".
    pub rate: Option<Decimal>,
    /// Without VAT.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
}

/// The sums of a quote, each the exact sum of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The sums over the lines that count.
    pub sums: LineSums,
    /// By VAT rate, highest first, "without VAT" last.
    pub by_rate: Vec<VatAtRate>,
}

/// A priced quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// The sums of every line, in the order of the input.
    pub lines: Vec<LineSums>,
    /// The totals.
    pub totals: Totals,
}

/// Why a quote cannot be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A sum of this line (index) does not fit.
    #[error("line {0}: the amount is too large")]
    Line(usize),
    /// A total does not fit.
    #[error("the total is too large")]
    Total,
    /// The discount amount exceeds the sum after line discounts, which is given.
    #[error("the discount exceeds {0}")]
    DiscountTooLarge(Decimal),
}

impl From<Overflow> for Fault {
    fn from(_: Overflow) -> Self {
        Fault::Total
    }
}

/// Prices a quote.
///
/// # Errors
/// See [`Fault`]; the input is expected to satisfy the ranges its fields name.
pub fn price(input: &QuoteInput) -> Result<Priced, Fault> {
    let minor = input.minor_units;
    let mut lines = Vec::with_capacity(input.lines.len());
    let mut base = Decimal::ZERO;
    for (i, line) in input.lines.iter().enumerate() {
        let gross_price = line
            .quantity
            .checked_mul(line.unit_price)
            .ok_or(Fault::Line(i))?;
        let gross_price = round(gross_price, minor);
        let line_discount = if line.discount.is_zero() {
            Decimal::ZERO
        } else {
            round(
                gross_price
                    .checked_mul(line.discount)
                    .ok_or(Fault::Line(i))?,
                minor,
            )
        };
        let net = gross_price - line_discount;
        if !line.optional {
            base = base.checked_add(net).ok_or(Fault::Total)?;
        }
        lines.push(LineSums {
            gross_price,
            line_discount,
            net,
            ..LineSums::default()
        });
    }
    share_header_discount(input, base, &mut lines)?;
    let mut totals = Totals::default();
    for (i, (line, sums)) in input.lines.iter().zip(&mut lines).enumerate() {
        if let Some(rate) = line.vat_rate.filter(|rate| !rate.is_zero()) {
            sums.vat = round(sums.net.checked_mul(rate).ok_or(Fault::Line(i))?, minor);
        }
        sums.gross = sums.net.checked_add(sums.vat).ok_or(Fault::Line(i))?;
        if !line.optional {
            add(&mut totals, line.vat_rate, sums)?;
        }
    }
    totals
        .by_rate
        .sort_by_key(|entry| std::cmp::Reverse(entry.rate));
    Ok(Priced { lines, totals })
}

fn share_header_discount(
    input: &QuoteInput,
    base: Decimal,
    lines: &mut [LineSums],
) -> Result<(), Fault> {
    let amount = match input.discount {
        None => return Ok(()),
        Some(Discount::Amount(amount)) => round(amount, input.minor_units),
        Some(Discount::Rate(rate)) => round(
            base.checked_mul(rate).ok_or(Fault::Total)?,
            input.minor_units,
        ),
    };
    if amount > base {
        return Err(Fault::DiscountTooLarge(base));
    }
    if amount.is_zero() {
        return Ok(());
    }
    let counting: Vec<usize> = (0..lines.len())
        .filter(|i| !input.lines[*i].optional)
        .collect();
    let weights: Vec<Decimal> = counting.iter().map(|i| lines[*i].net).collect();
    for (i, share) in counting
        .into_iter()
        .zip(allocate(amount, &weights, input.minor_units)?)
    {
        lines[i].header_discount = share;
        lines[i].net -= share;
    }
    Ok(())
}

fn add(totals: &mut Totals, rate: Option<Decimal>, line: &LineSums) -> Result<(), Fault> {
    let sum = |total: &mut Decimal, part: Decimal| {
        *total = total.checked_add(part).ok_or(Fault::Total)?;
        Ok::<(), Fault>(())
    };
    sum(&mut totals.sums.gross_price, line.gross_price)?;
    sum(&mut totals.sums.line_discount, line.line_discount)?;
    sum(&mut totals.sums.header_discount, line.header_discount)?;
    sum(&mut totals.sums.net, line.net)?;
    sum(&mut totals.sums.vat, line.vat)?;
    sum(&mut totals.sums.gross, line.gross)?;
    let entry = match totals.by_rate.iter_mut().find(|entry| entry.rate == rate) {
        Some(entry) => entry,
        None => {
            totals.by_rate.push(VatAtRate {
                rate,
                net: Decimal::ZERO,
                vat: Decimal::ZERO,
            });
            let last = totals.by_rate.len() - 1;
            &mut totals.by_rate[last]
        }
    };
    sum(&mut entry.net, line.net)?;
    sum(&mut entry.vat, line.vat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn line(quantity: &str, unit_price: &str, discount: &str, vat_rate: &str) -> Line {
        Line {
            quantity: d(quantity),
            unit_price: d(unit_price),
            discount: d(discount),
            vat_rate: (vat_rate != "-").then(|| d(vat_rate)),
            optional: false,
        }
    }

    fn check(
        lines: Vec<Line>,
        discount: Option<Discount>,
        net: &str,
        vat: &str,
        gross: &str,
    ) -> Priced {
        let priced = price(&QuoteInput {
            minor_units: 2,
            discount,
            lines,
        })
        .unwrap();
        let sums = &priced.totals.sums;
        assert_eq!((sums.net, sums.vat, sums.gross), (d(net), d(vat), d(gross)));
        priced
    }

    #[test]
    fn an_accountant_agrees() {
        check(vec![], None, "0", "0", "0");
        check(
            vec![line("3", "0.335", "0", "0.22")],
            None,
            "1.01",
            "0.22",
            "1.23",
        );
        check(
            vec![line("10", "1234.50", "0.05", "0.22")],
            None,
            "11727.75",
            "2580.11",
            "14307.86",
        );
        check(
            vec![line("1", "100", "0", "-"), line("1", "100", "0", "0")],
            None,
            "200",
            "0",
            "200",
        );
        check(
            vec![
                line("1", "100", "0", "0.22"),
                line("1", "100", "0", "0.10"),
                line("1", "100", "0", "-"),
            ],
            Some(Discount::Amount(d("100"))),
            "200",
            "21.34",
            "221.34",
        );
        check(
            vec![line("1", "0.05", "0", "0.22")],
            Some(Discount::Rate(d("0.1"))),
            "0.04",
            "0.01",
            "0.05",
        );
        check(
            vec![line("2", "50", "1", "0.22")],
            Some(Discount::Rate(d("0.1"))),
            "0",
            "0",
            "0",
        );
    }

    /// The vector prices two lines in EUR and JPY; their sale prices are converted and rounded here as step 17
    /// of the specification has it, because conversion belongs to the full engine.
    #[test]
    fn the_list_price_vector_holds() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../vectors/list_price.json")).unwrap();
        let (input, expected) = (
            &vectors["cases"][0]["input"],
            &vectors["cases"][0]["expected"],
        );
        let text = |v: &serde_json::Value| v.as_str().map(d);
        let lines = input["lines"].as_array().unwrap().iter().map(|line| {
            let rate = match line["sale_currency"].as_str() {
                Some(currency) => {
                    let rate = &input["rates"][currency];
                    text(&rate["value"]).unwrap() / text(&rate["nominal"]).unwrap()
                }
                None => Decimal::ONE,
            };
            Line {
                quantity: text(&line["quantity"]).unwrap(),
                unit_price: round(text(&line["sale_price"]).unwrap() * rate, 2),
                discount: text(&line["discount"]).unwrap_or_default(),
                vat_rate: text(&line["vat_rate"]).or(text(&input["vat_rate"])),
                optional: line["optional"] == true,
            }
        });
        let priced = price(&QuoteInput {
            minor_units: 2,
            discount: text(&input["discount"]["rate"]).map(Discount::Rate),
            lines: lines.collect(),
        })
        .unwrap();
        let check = |sums: &LineSums, expected: &serde_json::Value| {
            let found = [
                sums.net,
                sums.vat,
                sums.gross,
                sums.line_discount,
                sums.header_discount,
            ];
            for (found, name) in
                found
                    .iter()
                    .zip(["net", "vat", "gross", "line_discount", "header_discount"])
            {
                assert_eq!(Some(*found), text(&expected[name]), "{name} of {expected}");
            }
        };
        check(&priced.totals.sums, &expected["totals"]);
        let ids: Vec<&serde_json::Value> = input["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| &line["id"])
            .collect();
        for expected in expected["lines"].as_array().unwrap() {
            let i = ids.iter().position(|id| **id == expected["id"]).unwrap();
            check(&priced.lines[i], expected);
        }
    }

    #[test]
    fn the_discount_of_the_header_is_shared_to_the_kopeck() {
        let priced = check(
            vec![
                line("1", "1", "0", "0.22"),
                line("1", "1", "0", "0.22"),
                line("1", "1", "0", "0.22"),
            ],
            Some(Discount::Amount(d("1"))),
            "2",
            "0.45",
            "2.45",
        );
        let shares: Vec<_> = priced.lines.iter().map(|l| l.header_discount).collect();
        assert_eq!(shares, [d("0.34"), d("0.33"), d("0.33")]);
    }

    #[test]
    fn optional_lines_have_a_price_and_do_not_count() {
        let optional = Line {
            optional: true,
            ..line("1", "999", "0", "0.22")
        };
        let priced = check(
            vec![line("1", "100", "0", "0.22"), optional],
            Some(Discount::Amount(d("10"))),
            "90",
            "19.80",
            "109.80",
        );
        assert_eq!(priced.lines[1].gross, d("1218.78"));
        assert_eq!(priced.lines[1].header_discount, Decimal::ZERO);
    }

    #[test]
    fn faults_name_the_line_or_the_limit() {
        let huge = line("1000000000000000000", "1000000000000000000", "0", "0.22");
        let quote = |lines, discount| QuoteInput {
            minor_units: 2,
            discount,
            lines,
        };
        assert_eq!(
            price(&quote(vec![line("1", "1", "0", "-"), huge], None)),
            Err(Fault::Line(1))
        );
        let too_much = Some(Discount::Amount(d("1.01")));
        assert_eq!(
            price(&quote(vec![line("1", "1", "0", "-")], too_much)),
            Err(Fault::DiscountTooLarge(d("1")))
        );
    }

    #[test]
    fn the_largest_quote_fits() {
        let lines = vec![line("1000000", "1000000000000", "0.123456", "0.22"); 10_000];
        let quote = QuoteInput {
            minor_units: 2,
            discount: Some(Discount::Rate(d("0.05"))),
            lines,
        };
        let priced = price(&quote);
        assert!(
            matches!(priced, Ok(_) | Err(Fault::Line(_) | Fault::Total)),
            "{priced:?}"
        );
        let ordinary = vec![line("10000", "100000000", "0.123456", "0.22"); 10_000];
        assert!(
            price(&QuoteInput {
                minor_units: 2,
                discount: Some(Discount::Rate(d("0.05"))),
                lines: ordinary
            })
            .is_ok()
        );
    }

    fn any_line() -> impl Strategy<Value = Line> {
        (
            1i64..1_000_000,
            0i64..10_000_000,
            0i64..=100,
            0usize..4,
            any::<bool>(),
        )
            .prop_map(|(q, p, disc, rate, optional)| Line {
                quantity: Decimal::new(q, 3),
                unit_price: Decimal::new(p, 2),
                discount: Decimal::new(disc, 2),
                vat_rate: [
                    None,
                    Some(Decimal::ZERO),
                    Some(Decimal::new(10, 2)),
                    Some(Decimal::new(22, 2)),
                ][rate],
                optional,
            })
    }

    proptest! {
        #[test]
        fn totals_are_the_sums_of_their_lines(lines in prop::collection::vec(any_line(), 0..40), rate in 0i64..=100) {
            let input = QuoteInput { minor_units: 2, discount: Some(Discount::Rate(Decimal::new(rate, 2))), lines };
            let priced = price(&input).unwrap();
            let counted = || priced.lines.iter().zip(&input.lines).filter(|(_, l)| !l.optional).map(|(s, _)| s);
            let sums = &priced.totals.sums;
            prop_assert_eq!(counted().map(|s| s.net).sum::<Decimal>(), sums.net);
            prop_assert_eq!(counted().map(|s| s.vat).sum::<Decimal>(), sums.vat);
            prop_assert_eq!(sums.net + sums.vat, sums.gross);
            prop_assert_eq!(sums.gross_price - sums.line_discount - sums.header_discount, sums.net);
            prop_assert_eq!(priced.totals.by_rate.iter().map(|r| r.net).sum::<Decimal>(), sums.net);
            prop_assert!(priced.lines.iter().all(|l| l.net >= Decimal::ZERO && l.net + l.vat == l.gross));
            prop_assert_eq!(price(&input).unwrap(), priced);
        }
    }
}
