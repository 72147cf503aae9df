//! Random quotes: mostly round figures, as people type them, so that ties and equal remainders are common.

use oferta_pricing::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub const CODES: [&str; 4] = ["EUR", "USD", "CNY", "RUB"];

pub fn code(i: usize) -> Currency {
    Currency::parse(CODES[i]).unwrap()
}

/// One of a few round rates, or any of four decimals.
fn rate(round: &'static [&'static str]) -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => prop::sample::select(round).prop_map(|text| text.parse().unwrap()),
        1 => (0i64..=10_000).prop_map(|rate| Decimal::new(rate, 4)),
    ]
}

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        3 => (0i64..2_000).prop_map(|a| Decimal::new(a * 25, 2)),
        2 => (0i64..100_000_000, 0u32..5).prop_map(|(a, scale)| Decimal::new(a, scale)),
        1 => Just(Decimal::ZERO),
    ]
}

fn currency() -> impl Strategy<Value = Option<Currency>> {
    prop::option::of((0usize..4).prop_map(code))
}

fn vat() -> impl Strategy<Value = Vat> {
    prop_oneof![
        1 => Just(Vat::Without),
        4 => rate(&["0", "0.1", "0.2", "0.22"]).prop_map(Vat::Rate),
    ]
}

pub fn line() -> impl Strategy<Value = LineInput> {
    let goods = (
        prop_oneof![
            (1i64..200).prop_map(Decimal::from),
            (1i64..100_000).prop_map(|a| Decimal::new(a, 3))
        ],
        amount(),
        currency(),
        any::<bool>(),
        rate(&["0", "0.2", "0.22", "0.13"]),
        rate(&["0", "0", "0.05", "1"]),
        prop_oneof![
            Just(Decimal::ZERO),
            (0i64..5_000).prop_map(|a| Decimal::new(a, 3))
        ],
        rate(&["0", "0.02", "0.04"]),
        rate(&["0", "0.05", "0.15"]),
        prop_oneof![4 => Just(Decimal::ZERO), 1 => (0i64..500).prop_map(|a| Decimal::new(a, 2))],
    );
    let offer = (
        prop::option::weighted(0.3, rate(&["0.1", "0.25", "-0.5"])),
        prop::option::weighted(0.3, vat()),
        prop::option::weighted(0.3, amount()),
        currency(),
        rate(&["0", "0", "0.1", "0.125"]),
        prop::bool::weighted(0.15),
    );
    (goods, offer).prop_map(|(goods, offer)| LineInput {
        id: String::new(),
        quantity: goods.0,
        unit_price: goods.1,
        currency: goods.2,
        price_includes_vat: goods.3,
        supplier_vat: goods.4,
        supplier_discount: goods.5,
        weight_kg: goods.6,
        internal_markup: goods.7,
        duty_rate: goods.8,
        excise_per_kg: goods.9,
        markup: offer.0,
        vat_rate: offer.1,
        sale_price: offer.2,
        sale_currency: offer.3,
        discount: offer.4,
        optional: offer.5,
        alternative_of: None,
    })
}

fn terms() -> impl Strategy<Value = Terms> {
    let days = || prop::sample::select(vec![0i64, 10, 30, 73, 80, 365]).prop_map(Decimal::from);
    (
        (
            rate(&["1", "0.5", "0.3", "0"]),
            rate(&["1", "0.5"]),
            0i64..=4,
            days(),
            days(),
            days(),
        ),
        (
            rate(&["0.25", "0", "0.365"]),
            rate(&["0.02", "0"]),
            rate(&["0.03", "0"]),
            rate(&["0.00047", "0"]),
        ),
    )
        .prop_map(|(a, b)| Terms {
            client_advance: a.0,
            supplier_advance: a.1,
            milestones: (Decimal::ONE - a.0) * Decimal::new(a.2 * 25, 2),
            delivery_days: a.3,
            deferral_days: a.4,
            customs_term_days: a.5,
            loan_rate: b.0,
            agent_fee_rate: b.1,
            forex_reserve_rate: b.2,
            insurance_rate: b.3,
        })
}

pub fn quote(most: usize) -> impl Strategy<Value = QuoteInput> {
    let cost = (amount(), currency(), any::<bool>()).prop_map(|(amount, currency, before)| Cost {
        name: String::new(),
        amount,
        currency,
        leg: if before {
            Leg::BeforeBorder
        } else {
            Leg::AfterBorder
        },
    });
    let discount = prop_oneof![
        Just(None),
        rate(&["0.05", "0.1"]).prop_map(|rate| Some(Discount::Rate(rate))),
        (0i64..1_000).prop_map(|a| Some(Discount::Amount(Decimal::new(a, 1)))),
    ];
    let commission = prop_oneof![
        2 => Just(None),
        1 => rate(&["0.05", "0.01"]).prop_map(|rate| Some(CommissionSize::Rate(rate))),
        1 => (amount(), currency()).prop_map(|(a, c)| Some(CommissionSize::Amount(a, c))),
    ];
    let any_rate = || {
        (1i64..1_000_000, 0usize..3, any::<bool>()).prop_map(|(value, nominal, per)| {
            let value = Decimal::new(value, 4);
            if per {
                Rate::PerQuoteUnit(value)
            } else {
                Rate::Roubles {
                    value,
                    nominal: Decimal::from([1, 10, 100][nominal]),
                }
            }
        })
    };
    let header = (
        (
            any::<bool>(),
            0usize..4,
            prop_oneof![6 => Just(2u32), 1 => 0u32..5],
            0usize..3,
            0usize..4,
            0usize..3,
        ),
        (
            vat(),
            rate(&["0.15", "0.08", "0.2112"]),
            discount,
            commission,
            terms(),
        ),
        prop::collection::vec(any_rate(), 3),
        prop::collection::vec(cost, 0..4),
        prop::collection::vec(line(), 0..=most),
        prop::sample::select(vec![1usize, 1, 2, 3]),
    );
    header.prop_map(
        |(kind, (vat_rate, markup, discount, commission, terms), rates, costs, lines, copies)| {
            let mut input = QuoteInput::new(code(kind.1));
            if kind.0 {
                input.policy = Policy::Reference;
            }
            input.minor_units = kind.2;
            input.seller_region = [None, Region::parse("RU"), Region::parse("TR")][kind.3];
            input.deal = [Deal::Supply, Deal::Transit, Deal::FinTransit, Deal::Export][kind.4];
            input.incoterms = [Incoterms::Ddp, Incoterms::Ddp, Incoterms::Dap][kind.5];
            input.vat_rate = vat_rate;
            input.markup = markup;
            input.discount = discount;
            input.commission = commission.map(|size| Commission {
                size,
                party: "Agent".into(),
            });
            input.terms = terms;
            for (i, rate) in rates.into_iter().enumerate() {
                // A rate in roubles needs one for the currency of the quote, which has none per unit of itself.
                let rate = match rate {
                    Rate::PerQuoteUnit(value) if code(i) == input.currency => Rate::Roubles {
                        value,
                        nominal: Decimal::ONE,
                    },
                    rate => rate,
                };
                input.rates.insert(code(i), rate);
            }
            input.costs = costs;
            for _ in 0..copies {
                input.lines.extend(lines.iter().cloned());
            }
            for (i, line) in input.lines.iter_mut().enumerate() {
                line.id = i.to_string();
            }
            input
        },
    )
}

/// A decimal of 1 to 28 digits, wherever its point stands.
fn any_digits() -> impl Strategy<Value = Decimal> {
    (1u32..=28, any::<u128>(), 0u32..=28).prop_map(|(digits, value, scale)| {
        Decimal::from_i128_with_scale((value % 10u128.pow(digits)) as i128, scale)
    })
}

/// A share of up to 28 decimals, from 0 to 1; seldom something that is none.
fn any_share() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        2 => Just(Decimal::ZERO),
        6 => (1u32..=28, any::<u128>()).prop_map(|(digits, value)| {
            Decimal::from_i128_with_scale((value % 10u128.pow(digits)) as i128, digits)
        }),
        1 => Just(Decimal::ONE),
    ]
}

/// Up to 28 digits with a few before the point, the largest amounts that people have, or any.
fn any_amount() -> impl Strategy<Value = Decimal> {
    let long = (1u32..=28, any::<u128>(), 0u32..7).prop_map(|(digits, value, whole)| {
        let mantissa = (value % 10u128.pow(digits)) as i128;
        Decimal::from_i128_with_scale(mantissa, digits.saturating_sub(whole))
    });
    let large = ["1000000000000", "99999999999.99", "1000000"];
    prop_oneof![
        1 => Just(Decimal::ZERO),
        3 => amount(),
        3 => long,
        1 => prop::sample::select(large.to_vec()).prop_map(|a| a.parse().unwrap()),
        1 => any_digits(),
    ]
}

fn positive(amount: Decimal) -> Decimal {
    if amount.is_zero() {
        Decimal::ONE
    } else {
        amount
    }
}

fn wild_line() -> impl Strategy<Value = LineInput> {
    let goods = (
        any_amount().prop_map(positive),
        any_amount(),
        currency(),
        any::<bool>(),
        any_share(),
        any_share(),
        any_amount(),
        prop_oneof![any_share(), any_digits()],
        prop_oneof![any_share(), any_digits()],
        any_amount(),
    );
    let offer = (
        prop::option::of(prop_oneof![any_share(), any_digits()]),
        prop::option::of(any_share().prop_map(Vat::Rate)),
        prop::option::weighted(0.3, any_amount()),
        currency(),
        any_share(),
        prop::bool::weighted(0.15),
        prop::option::weighted(0.2, any::<prop::sample::Index>()),
    );
    (goods, offer).prop_map(|(goods, offer)| LineInput {
        id: String::new(),
        quantity: goods.0,
        unit_price: goods.1,
        currency: goods.2,
        price_includes_vat: goods.3,
        supplier_vat: goods.4,
        supplier_discount: goods.5,
        weight_kg: goods.6,
        internal_markup: goods.7,
        duty_rate: goods.8,
        excise_per_kg: goods.9,
        markup: offer.0,
        vat_rate: offer.1,
        sale_price: offer.2,
        sale_currency: offer.3,
        discount: offer.4,
        optional: offer.5,
        alternative_of: offer.6.map(|index| index.index(12).to_string()),
    })
}

/// A quote made to stop the program: 1 to 28 digits in every field, all of them set, now and then what is refused.
pub fn hostile() -> impl Strategy<Value = QuoteInput> {
    let cost =
        (any_amount(), currency(), any::<bool>()).prop_map(|(amount, currency, before)| Cost {
            name: String::new(),
            amount,
            currency,
            leg: if before {
                Leg::BeforeBorder
            } else {
                Leg::AfterBorder
            },
        });
    let rate =
        (any_digits(), any_digits(), any::<bool>()).prop_map(|(value, nominal, per)| match per {
            true => Rate::PerQuoteUnit(value),
            false => Rate::Roubles { value, nominal },
        });
    let commission = prop_oneof![
        any_share().prop_map(CommissionSize::Rate),
        (any_amount(), currency()).prop_map(|(a, c)| CommissionSize::Amount(a, c)),
    ];
    let discount = prop_oneof![
        any_share().prop_map(Discount::Rate),
        any_amount().prop_map(Discount::Amount),
    ];
    let negative = prop::bool::weighted(0.03);
    (
        quote(0),
        (any_share(), prop_oneof![any_share(), any_digits()]),
        prop::option::of(discount),
        prop::option::of(commission),
        (
            prop::collection::vec(any_share(), 7),
            prop::collection::vec(any_amount(), 3),
        ),
        prop::collection::vec(rate, 3),
        prop::collection::vec(cost, 0..4),
        prop::collection::vec(wild_line(), 1..12),
        negative,
    )
        .prop_map(
            |(
                mut input,
                (vat, markup),
                discount,
                commission,
                (shares, days),
                rates,
                costs,
                lines,
                negative,
            )| {
                input.vat_rate = Vat::Rate(vat);
                input.markup = markup;
                input.discount = discount;
                input.commission = commission.map(|size| Commission {
                    size,
                    party: "Agent".into(),
                });
                let sign = if negative {
                    Decimal::NEGATIVE_ONE
                } else {
                    Decimal::ONE
                };
                let half = Decimal::new(5, 1);
                input.terms = Terms {
                    client_advance: sign * shares[0] * half,
                    supplier_advance: shares[1],
                    milestones: sign * shares[2] * half,
                    loan_rate: shares[3],
                    agent_fee_rate: shares[4],
                    forex_reserve_rate: shares[5],
                    insurance_rate: shares[6],
                    delivery_days: days[0],
                    deferral_days: days[1],
                    customs_term_days: days[2],
                };
                if negative {
                    input.terms.client_advance = Decimal::MIN;
                    input.terms.milestones = Decimal::MIN;
                }
                input.rates.clear();
                for (i, rate) in rates.into_iter().enumerate() {
                    // The currency of the quote has a rate in roubles, as in every quote.
                    let rate = match rate {
                        Rate::PerQuoteUnit(value) if code(i) == input.currency => Rate::Roubles {
                            value,
                            nominal: Decimal::ONE,
                        },
                        rate => rate,
                    };
                    input.rates.insert(code(i), rate);
                }
                input.costs = costs;
                input.lines = lines;
                for (i, line) in input.lines.iter_mut().enumerate() {
                    line.id = i.to_string();
                    // Of a line before it, so that there is no circle.
                    let before = |of: &String| of.parse::<usize>().is_ok_and(|of| of < i);
                    line.alternative_of = line.alternative_of.take().filter(before);
                }
                input
            },
        )
}
