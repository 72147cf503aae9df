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
