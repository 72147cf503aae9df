use super::*;
use crate::feed::{Answer, cbr, ecb, mirror};
use jiff::civil::date;
use proptest::prelude::*;

fn dec(text: &str) -> Dec {
    text.parse().unwrap()
}

fn code(text: &str) -> Currency {
    text.parse().unwrap()
}

fn price(nominal: &str, value: &str) -> Price {
    Price {
        nominal: dec(nominal),
        value: dec(value),
    }
}

fn day(bytes: &[u8]) -> Day {
    let answer = Answer::from(bytes);
    cbr::daily(answer)
        .or_else(|_| mirror::daily(answer))
        .unwrap()
}

fn table(days: &[&[u8]]) -> RateTable {
    let mut table = RateTable::new(Currency::RUB);
    for bytes in days {
        table.insert_day(&day(bytes)).unwrap();
    }
    table
}

const D2019_07: &[u8] = include_bytes!("../../fixtures/cbr_2019-03-07.xml");
const D2019_09: &[u8] = include_bytes!("../../fixtures/cbr_2019-03-09.xml");
const D2025_11: &[u8] = include_bytes!("../../fixtures/cbr_2025-10-11.xml");
const D2025_14: &[u8] = include_bytes!("../../fixtures/cbr_2025-10-14.xml");
const M2025_14: &[u8] = include_bytes!("../../fixtures/mirror_2025-10-14.json");

#[test]
fn the_rate_is_the_newest_on_or_before_the_date() {
    let table = table(&[D2025_14, D2025_11, D2019_09]);
    let on = |day: Date| {
        table
            .rate(code("USD"), day)
            .map(|it| (it.effective_date, it.price))
    };
    let saturday = (date(2025, 10, 11), price("1", "81.1898"));
    // Saturday's rate holds until Monday; Tuesday's is known on Monday evening and not yet in force.
    for day in 11..=13 {
        assert_eq!(on(date(2025, 10, day)), Some(saturday));
    }
    assert_eq!(
        on(date(2025, 10, 14)),
        Some((date(2025, 10, 14), price("1", "80.8548")))
    );
    assert_eq!(on(date(2030, 1, 1)).unwrap().0, date(2025, 10, 14));
    assert_eq!(on(date(2025, 10, 10)).unwrap().0, date(2019, 3, 9));
    assert_eq!(on(date(2019, 3, 8)), None);
    assert_eq!(table.newest(), Some(date(2025, 10, 14)));
}

#[test]
fn a_currency_that_is_no_longer_listed_keeps_its_last_rate() {
    let table = table(&[D2019_07, D2019_09, D2025_11]);
    let krone = table.rate(code("DKK"), date(2025, 10, 11)).unwrap();
    assert_eq!(
        (krone.effective_date, krone.price),
        (date(2019, 3, 9), price("1", "10.0019"))
    );
    assert!(krone.effective_date < table.newest().unwrap());
}

#[test]
fn the_rouble_is_one_and_never_listed() {
    let table = table(&[D2025_14]);
    let rouble = table.rate(Currency::RUB, date(1999, 1, 1)).unwrap();
    assert_eq!((rouble.price, rouble.origin), (Price::ONE, Origin::Base));
    assert!(table.currencies().all(|it| it != Currency::RUB));
    assert_eq!(table.rate(code("GBP"), date(2025, 10, 14)), None);
}

#[test]
fn of_two_sources_for_a_day_the_official_one_stays() {
    let source = |days: &[&[u8]]| {
        let table = table(days);
        let rate = table.rate(code("USD"), date(2025, 10, 14)).unwrap();
        format!("{:?}", rate.origin)
    };
    assert_eq!(source(&[M2025_14]), "Bank(CbrMirror)");
    assert_eq!(source(&[M2025_14, D2025_14]), "Bank(CbrXml)");
    assert_eq!(source(&[D2025_14, M2025_14]), "Bank(CbrXml)");
    // The bank corrects a day: the later answer of one source stands.
    let mut corrected = table(&[D2025_14]);
    let (usd, on) = (code("USD"), date(2025, 10, 14));
    corrected
        .insert(usd, on, Source::CbrXml, price("1", "80.8549"))
        .unwrap();
    assert_eq!(corrected.rate(usd, on).unwrap().price.value, dec("80.8549"));
}

#[test]
fn a_manual_rate_overrides_while_it_holds() {
    let mut table = table(&[D2025_11, D2025_14]);
    let own = |from, until, value: &str, reason: &str| ManualRate {
        id: reason.into(),
        currency: code("USD"),
        from,
        until,
        price: price("1", value),
        reason: reason.into(),
    };
    let rates = vec![
        own(date(2025, 10, 13), None, "85", "hedged"),
        own(
            date(2025, 10, 1),
            Some(date(2025, 10, 12)),
            "90",
            "contract 7",
        ),
        own(date(2025, 10, 20), Some(date(2025, 10, 21)), "88", "short"),
    ];
    table.set_manual(rates.clone()).unwrap();
    let on = |table: &RateTable, day| {
        let rate = table.rate(code("USD"), date(2025, 10, day)).unwrap();
        (rate.price.value.to_string(), format!("{:?}", rate.origin))
    };
    assert_eq!(
        on(&table, 12),
        ("90".into(), "Manual(\"contract 7\")".into())
    );
    assert_eq!(on(&table, 14), ("85".into(), "Manual(\"hedged\")".into()));
    assert_eq!(on(&table, 20), ("88".into(), "Manual(\"short\")".into()));
    assert_eq!(on(&table, 22), ("85".into(), "Manual(\"hedged\")".into()));
    assert_eq!(
        table.rate(code("EUR"), date(2025, 10, 14)).unwrap().origin,
        Origin::Bank(Source::CbrXml)
    );
    // What cannot divide is refused whole.
    let zero = vec![own(date(2025, 10, 1), None, "0", "")];
    assert_eq!(
        table.set_manual(zero),
        Err(RateError::NotPositive(code("USD")))
    );
    assert_eq!(on(&table, 14).0, "85");
    table.set_manual(rates[1..2].to_vec()).unwrap();
    assert_eq!(on(&table, 14).0, "80.8548");
}

#[test]
fn the_conversion_vectors_hold() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../vectors/conversion.json")).unwrap();
    let (mut table, day) = (RateTable::new(Currency::RUB), date(2025, 10, 14));
    for (currency, pair) in file["rates"].as_object().unwrap() {
        let pair = price(pair[1].as_str().unwrap(), pair[0].as_str().unwrap());
        table
            .insert(code(currency), day, Source::CbrXml, pair)
            .unwrap();
    }
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 9);
    for case in cases {
        let [amount, from, to, expected] = [0, 1, 2, 3].map(|it| case[it].as_str().unwrap());
        let result = table
            .convert(dec(amount), code(from), code(to), day)
            .unwrap();
        assert_eq!(result, dec(expected), "{amount} {from} to {to}");
    }
    // The fixture of that day says the same.
    let table = self::table(&[D2025_14]);
    assert_eq!(
        table.convert(dec("1000"), code("TRY"), code("EUR"), day),
        Ok(dec("20.66"))
    );
}

#[test]
fn conversion_rounds_once_half_away_from_zero() {
    let one = |amount: &str, from, to, decimals| {
        convert(dec(amount), from, to, decimals)
            .unwrap()
            .to_string()
    };
    assert_eq!(one("0.125", Price::ONE, Price::ONE, 2), "0.13");
    assert_eq!(one("-0.125", Price::ONE, Price::ONE, 2), "-0.13");
    assert_eq!(one("0.1249999", Price::ONE, Price::ONE, 2), "0.12");
    assert_eq!(one("2.5", Price::ONE, Price::ONE, 0), "3");
    assert_eq!(one("1", Price::ONE, price("1", "3"), 4), "0.3333");
    // More digits than a decimal holds on the way; the half is exact, and a rounded product would lose it.
    let (v, n) = (
        price("1", "81.1234567891234567"),
        price("1", "40.56172839456172835"),
    );
    assert_eq!(one("123456789012.0025", v, n, 2), "246913578024.01");
    assert_eq!(one("123456789012.002499999999", v, n, 2), "246913578024");
    let huge = dec("9999999999999999999999999999");
    let rate = price("1", "1000");
    assert_eq!(convert(huge, rate, Price::ONE, 2), Err(RateError::Overflow));
    assert_eq!(convert(huge, rate, rate, 0).unwrap(), huge);
    assert_eq!(
        convert(huge, Price::ONE, price("1", "0"), 2),
        Err(RateError::Overflow)
    );
    assert_eq!(
        convert(huge, Price::ONE, Price::ONE, 99),
        Err(RateError::Overflow)
    );
}

#[test]
fn conversion_goes_to_the_minor_unit_of_its_target_and_names_what_is_missing() {
    let (table, day) = (table(&[D2025_14]), date(2025, 10, 14));
    assert_eq!(
        table.convert(dec("100"), code("USD"), code("JPY"), day),
        Ok(dec("15301"))
    );
    assert_eq!(
        table.convert(dec("1.005"), code("GBP"), code("GBP"), day),
        Ok(dec("1.01"))
    );
    let missing = |currency: &str, date| {
        Err(RateError::NoRate {
            currency: code(currency),
            date,
        })
    };
    assert_eq!(
        table.convert(dec("1"), code("USD"), code("GBP"), day),
        missing("GBP", day)
    );
    let before = date(2000, 1, 1);
    assert_eq!(
        table.convert(dec("1"), code("USD"), code("RUB"), before),
        missing("USD", before)
    );
}

#[test]
fn change_is_per_unit_between_stored_days() {
    let table = table(&[D2019_07, D2019_09]);
    let change = |currency: &str| table.change(code(currency), date(2019, 3, 10)).unwrap();
    // 99.7833 for 10, then 10.0019 for 1: a naive difference says -90 %.
    let krone = change("DKK");
    assert_eq!(krone.percent(2), Some(dec("0.24")));
    assert_eq!(krone.difference(5), Some(dec("0.02357")));
    assert_eq!(
        (krone.previous_date, krone.effective_date),
        (date(2019, 3, 7), date(2019, 3, 9))
    );
    assert_eq!(change("USD").difference(4), Some(dec("0.1216")));
    assert_eq!(change("USD").percent(2), Some(dec("0.18")));
    // The mirror's own previous value is never taken.
    let alone = self::table(&[include_bytes!("../../fixtures/mirror_2019-03-09.json")]);
    assert_eq!(alone.change(code("DKK"), date(2019, 3, 9)), None);
    let falls = self::table(&[D2025_11, D2025_14]);
    let yuan = falls.change(code("CNY"), date(2025, 10, 14)).unwrap();
    assert_eq!(yuan.percent(2), Some(dec("-0.71")));
}

#[test]
fn a_rate_is_compared_with_a_neighbour_and_with_nothing_far_older() {
    let (dirham, first) = (code("AED"), date(2025, 12, 30));
    for (days, compared) in [(1_i64, true), (14, true), (15, false), (365, false)] {
        let mut table = RateTable::new(Currency::RUB);
        let later = first.checked_add(days.days()).unwrap();
        for (on, value) in [(first, "25"), (later, "22")] {
            let price = price("1", value);
            table.insert(dirham, on, Source::CbrXml, price).unwrap();
        }
        let change = table.change(dirham, later);
        assert_eq!(change.is_some(), compared, "{days} days");
    }
}

#[test]
fn each_date_has_the_nominal_of_its_time() {
    let history = include_bytes!("../../fixtures/cbr_history_cny.xml");
    let (mut table, yuan) = (RateTable::new(Currency::RUB), code("CNY"));
    for point in cbr::history(Answer::from(&history[..])).unwrap().points {
        let (on, price) = (point.effective_date, point.price());
        table.insert(yuan, on, Source::CbrXml, price).unwrap();
    }
    let roubles = |year| {
        let day = date(year, 12, 1);
        table
            .convert(dec("1000"), yuan, Currency::RUB, day)
            .unwrap()
    };
    // 98.3519 for 10, 11.378 for 1, 87.4478 for 10, 13.4808 for 1, 11.2816 for 1.
    let expected = ["9835.19", "11378", "8744.78", "13480.8", "11281.6"].map(dec);
    assert_eq!([2019, 2021, 2022, 2024, 2025].map(roubles), expected);
    let of = |on| table.rate(yuan, on).unwrap().price;
    let (previous_date, effective_date) = (date(2021, 8, 31), date(2022, 8, 27));
    let change = Change {
        previous_date,
        previous: of(previous_date),
        effective_date,
        current: of(effective_date),
    };
    assert_eq!(change.percent(1), Some(dec("-23.1")));
    // A year lies between the two: beside the changes of a day this one would be misread.
    assert_eq!(table.change(yuan, effective_date), None);
}

#[test]
fn one_base_a_table() {
    let days = ecb::days(Answer::from(
        &include_bytes!("../../fixtures/ecb_2025-10-14.xml")[..],
    ))
    .unwrap();
    let mut roubles = table(&[D2025_14]);
    let refused = Err(RateError::OtherBase {
        table: Currency::RUB,
        got: Currency::EUR,
    });
    assert_eq!(roubles.insert_day(&days[0]), refused);
    let mut euro = RateTable::new(Currency::EUR);
    euro.insert_day(&days[0]).unwrap();
    let day = date(2025, 10, 14);
    assert_eq!(
        euro.convert(dec("1000"), code("EUR"), code("USD"), day),
        Ok(dec("1155.30"))
    );
    assert_eq!(
        euro.convert(dec("1155.30"), code("USD"), code("EUR"), day),
        Ok(dec("1000"))
    );
    // 1000 / 1.1553 * 8.2455 = 7137.107…
    assert_eq!(
        euro.convert(dec("1000"), code("USD"), code("CNY"), day),
        Ok(dec("7137.11"))
    );
}

proptest! {
    #[test]
    fn look_up_is_the_newest_of_what_was_taken_in_whatever_the_order(
        days in prop::collection::vec((0i32..400, 1u32..1000), 1..60),
        asked in 0i32..500,
    ) {
        let (usd, start) = (code("USD"), date(2024, 1, 1));
        let on = |day: i32| start.checked_add(jiff::Span::new().days(day)).unwrap();
        let mut table = RateTable::new(Currency::RUB);
        for (day, value) in &days {
            let price = price("1", &value.to_string());
            table.insert(usd, on(*day), Source::CbrXml, price).unwrap();
        }
        let newest = days.iter().filter(|it| it.0 <= asked).map(|it| it.0).max();
        let expected = newest.map(|day| {
            let last = days.iter().rev().find(|it| it.0 == day).unwrap();
            (on(day), dec(&last.1.to_string()))
        });
        let found = table.rate(usd, on(asked)).map(|it| (it.effective_date, it.price.value));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn conversion_there_and_back_stays_within_the_rounding(
        amount in 1i64..1_000_000_000_000, v1 in 1i64..10_000_000, v2 in 1i64..10_000_000, n1 in 0u32..6, n2 in 0u32..6,
    ) {
        let of = |v: i64, n: u32| Price {
            nominal: Dec(Decimal::from(10i64.pow(n))),
            value: Dec(Decimal::new(v, 4)),
        };
        let (from, to, amount) = (of(v1, n1), of(v2, n2), Dec(Decimal::new(amount, 2)));
        // With ten more decimals than the ratio can eat, the way back gives the same amount.
        if let Ok(there) = convert(amount, from, to, 16) {
            prop_assert_eq!(convert(there, to, from, 2), Ok(amount));
        }
    }
}

#[test]
fn of_two_manual_rates_from_the_same_day_the_later_id_holds_on_every_device() {
    let own = |id: &str, value: &str| ManualRate {
        id: id.into(),
        currency: code("USD"),
        from: date(2025, 10, 13),
        until: None,
        price: price("1", value),
        reason: "x".into(),
    };
    let (first, second) = (own("018f-1", "85"), own("018f-2", "90"));
    for rates in [[&first, &second], [&second, &first]] {
        let mut table = RateTable::new(Currency::RUB);
        table.set_manual(rates.map(Clone::clone).to_vec()).unwrap();
        let found = table.manual(code("USD"), date(2025, 10, 14));
        assert_eq!(found, Some(&second));
    }
}

#[test]
fn a_list_is_known_where_most_currencies_have_a_rate() {
    let mut table = table(&[D2025_11]);
    let (friday, saturday, tuesday) = (date(2025, 10, 10), date(2025, 10, 11), date(2025, 10, 14));
    assert!(table.has_list(friday, saturday));
    assert!(!table.has_list(saturday, tuesday));
    // The history of a currency is no list.
    let one = price("1", "80.8548");
    table
        .insert(code("USD"), tuesday, Source::CbrXml, one)
        .unwrap();
    assert!(!table.has_list(saturday, tuesday));
}

#[test]
fn the_history_of_one_currency_is_no_newer_list() {
    let mut table = table(&[D2019_07]);
    assert_eq!(table.newest(), Some(date(2019, 3, 7)));
    let price = table.rate(code("USD"), date(2019, 3, 7)).unwrap().price;
    table
        .insert(code("USD"), date(2019, 3, 9), Source::CbrXml, price)
        .unwrap();
    assert_eq!(table.newest(), Some(date(2019, 3, 7)));
}
