//! The budgets of the rates: a look-up, the reading of a day, ten years of history. Prints one line per figure and
//! writes them to `target/bench/rates.json`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use encoding_rs::WINDOWS_1251;
use jiff::civil::{Date, Weekday, date};
use oferta_domain::Dec;
use oferta_rates::feed::{Answer, cbr, mirror};
use oferta_rates::{Currency, RateTable, Source};
use serde_json::{Value, json};

const CURRENCIES: usize = 50;

fn currency(i: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    format!("Q{}{}", letter(i / 26), letter(i))
}

fn value(i: usize, day: usize) -> String {
    format!("{},{:04}", 1 + i * 7 % 97, (i * 131 + day * 17) % 10_000)
}

/// A day of the bank with every field and every currency.
fn day() -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs Date=\"14.10.2025\" name=\"Foreign Currency Market\">",
    );
    for i in 0..CURRENCIES {
        write!(text, "<Valute ID=\"R01{i:03}\"><NumCode>{i:03}</NumCode><CharCode>{}</CharCode><Nominal>100</Nominal><Name>Казахстанских тенге</Name><Value>{}</Value><VunitRate>0,149992</VunitRate></Valute>", currency(i), value(i, 0)).unwrap();
    }
    text.push_str("</ValCurs>");
    WINDOWS_1251.encode(&text).0.into_owned()
}

fn mirrored() -> String {
    let rows: Vec<String> = (0..CURRENCIES)
        .map(|i| format!("\"{0}\":{{\"ID\":\"R01{i:03}\",\"NumCode\":\"{i:03}\",\"CharCode\":\"{0}\",\"Nominal\":100,\"Name\":\"Казахстанских тенге\",\"Value\":{1},\"Previous\":{1}}}", currency(i), value(i, 0).replace(',', ".")))
        .collect();
    format!(
        "{{\"Date\":\"2025-10-14T11:30:00+03:00\",\"Valute\":{{{}}}}}",
        rows.join(",")
    )
}

/// Ten years of one currency: Tuesday to Saturday.
fn history(i: usize, dates: &[Date]) -> Vec<u8> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs ID=\"R01{i:03}\" name=\"Foreign Currency Market Dynamic\">"
    );
    for (day, date) in dates.iter().enumerate() {
        let value = value(i, day);
        write!(text, "<Record Date=\"{:02}.{:02}.{}\" Id=\"R01{i:03}\"><Nominal>100</Nominal><Value>{value}</Value><VunitRate>{value}</VunitRate></Record>", date.day(), date.month(), date.year()).unwrap();
    }
    text.push_str("</ValCurs>");
    text.into_bytes()
}

fn answer(bytes: &[u8]) -> Answer<'_> {
    Answer::from(bytes)
}

fn p95(mut samples: Vec<Duration>) -> Duration {
    samples.sort();
    samples[(samples.len() * 95).div_ceil(100) - 1]
}

/// The 95th of a hundred samples of so many calls each, for one call.
fn each(calls: u32, mut call: impl FnMut(u32)) -> Duration {
    let samples = (0..101).map(|_| {
        let started = Instant::now();
        (0..calls).for_each(&mut call);
        started.elapsed() / calls
    });
    // The first one warms up.
    p95(samples.skip(1).collect())
}

fn main() {
    let start = date(2016, 1, 1);
    let rest = |it: &Date| matches!(it.weekday(), Weekday::Sunday | Weekday::Monday);
    let dates: Vec<Date> = start
        .series(jiff::Span::new().days(1))
        .take_while(|it| it.year() < 2026)
        .filter(|it| !rest(it))
        .collect();
    let mut figures: Vec<(&str, f64, f64, &str)> = Vec::new();

    let histories: Vec<Vec<u8>> = (0..CURRENCIES).map(|i| history(i, &dates)).collect();
    let mut table = RateTable::new(Currency::RUB);
    let load = (0..5).map(|_| {
        let started = Instant::now();
        table = RateTable::new(Currency::RUB);
        for (i, bytes) in histories.iter().enumerate() {
            let currency = currency(i).parse().unwrap();
            for point in cbr::history(answer(bytes)).unwrap().points {
                let price = point.price();
                table
                    .insert(currency, point.effective_date, Source::CbrXml, price)
                    .unwrap();
            }
        }
        started.elapsed()
    });
    let took = p95(load.collect()).as_secs_f64() * 1e3;
    figures.push((
        "ten years of 50 currencies, parsed and inserted",
        took,
        1_000.0,
        "ms",
    ));

    let codes: Vec<Currency> = (0..CURRENCIES)
        .map(|i| currency(i).parse().unwrap())
        .collect();
    let took = each(10_000, |n| {
        let n = n as usize;
        black_box(table.rate(codes[n % CURRENCIES], dates[n * 997 % dates.len()]));
    });
    figures.push((
        "a rate of 130,000, warm",
        took.as_nanos() as f64 / 1e3,
        1.0,
        "µs",
    ));

    let amount: Dec = "136554.77".parse().unwrap();
    let took = each(1_000, |n| {
        let (from, to) = (
            codes[n as usize % CURRENCIES],
            codes[(n as usize + 7) % CURRENCIES],
        );
        black_box(table.convert(amount, from, to, dates[2_000])).unwrap();
    });
    figures.push((
        "a cross conversion",
        took.as_nanos() as f64 / 1e3,
        10.0,
        "µs",
    ));

    let (bytes, text) = (day(), mirrored());
    let took = each(20, |_| {
        let day = cbr::daily(answer(&bytes)).unwrap();
        table.insert_day(black_box(&day)).unwrap();
    });
    figures.push((
        "a day of 50 currencies (XML), parsed and inserted",
        took.as_secs_f64() * 1e3,
        2.0,
        "ms",
    ));
    let took = each(20, |_| {
        drop(black_box(mirror::daily(answer(text.as_bytes())).unwrap()))
    });
    figures.push((
        "a day of 50 currencies (JSON), parsed",
        took.as_secs_f64() * 1e3,
        2.0,
        "ms",
    ));

    let rows: Vec<Value> = figures
        .iter()
        .map(|(name, value, budget, unit)| json!({"name": name, "value": (value * 1e3).round() / 1e3, "budget": budget, "unit": unit, "pass": value <= budget}))
        .collect();
    for (name, value, budget, unit) in &figures {
        println!("{name:<50} {value:>10.3} {unit}   budget {budget} {unit}");
    }
    let out = Path::new("../../target/bench");
    fs::create_dir_all(out).unwrap();
    fs::write(
        out.join("rates.json"),
        serde_json::to_string_pretty(&rows).unwrap(),
    )
    .unwrap();
}
