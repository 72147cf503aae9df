//! The budgets of the engine: whole quotes and one-line edits, and the same formulas in Python's `decimal`.
//!
//! `make bench` prints these figures in one table with those of the core and the window: the budget is held against the
//! 95th percentile of many runs, and criterion's own report is for looking closer.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::Criterion;
use oferta_pricing::{Calculation, QuoteInput, price, read};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The most that pricing may take of the time that the same formulas take in Python's `decimal`, in per cent.
const PYTHON_SHARE: f64 = 10.0;

/// A quote as they are: three purchase currencies, most prices with VAT, weights, duties, financing, discounts.
fn quote(lines: usize, policy: &str) -> Value {
    let line = |i: usize| {
        let currency = ["EUR", "CNY", "RUB"][i % 3];
        json!({
            "id": format!("0198c0de-7000-7000-8000-{i:012}"),
            "quantity": (1 + i * 7 % 400).to_string(),
            "unit_price": format!("{}.{:02}", 3 + i * 37 % 900, i * 13 % 100),
            "currency": currency,
            "price_includes_vat": currency != "CNY",
            "supplier_vat": (["0.21", "0.13", "0.22"][i % 3]),
            "internal_markup": (["0.04", "0.02", "0"][i % 3]),
            "supplier_discount": if i.is_multiple_of(5) { "0.05" } else { "0" },
            "weight_kg": format!("{}.{:03}", i % 40, 5 + i * 17 % 900),
            "duty_rate": (["0.05", "0.08", "0", "0.15"][i % 4]),
            "discount": if i.is_multiple_of(4) { "0.1" } else { "0" },
            "markup": if i.is_multiple_of(10) { json!("0.25") } else { Value::Null },
            "vat_rate": if i.is_multiple_of(20) { json!("0.10") } else { Value::Null },
        })
    };
    json!({
        "policy": policy, "seller_region": "RU", "deal": "supply", "incoterms": "DDP", "currency": "RUB",
        "vat_rate": "0.22", "markup": "0.18", "discount": {"rate": "0.03"},
        "rates": {"EUR": {"value": "93.9181", "nominal": "1"}, "CNY": {"value": "11.2816", "nominal": "1"}},
        "terms": {"client_advance": "0.5", "supplier_advance": "1", "delivery_days": "80", "deferral_days": "10",
                  "loan_rate": "0.25", "agent_fee_rate": "0.02", "forex_reserve_rate": "0.03",
                  "insurance_rate": "0.00047"},
        "costs": [
            {"name": "to border", "amount": "3250", "currency": "EUR", "leg": "before_border"},
            {"name": "after border", "amount": "220000", "leg": "after_border"},
        ],
        "lines": (0..lines).map(line).collect::<Vec<_>>(),
    })
}

fn input(quote: &Value) -> QuoteInput {
    read(quote.to_string().as_bytes()).unwrap()
}

/// How long many runs took, the shortest first.
fn runs(mut run: impl FnMut(usize)) -> Vec<Duration> {
    let started = Instant::now();
    let mut took = Vec::new();
    for i in 0.. {
        let one = Instant::now();
        run(i);
        took.push(one.elapsed());
        if i >= 30 && started.elapsed() > Duration::from_millis(700) {
            break;
        }
    }
    took.sort();
    took
}

/// The duration that so many of a hundred runs stay within.
fn percentile(sorted: &[Duration], of_hundred: usize) -> Duration {
    sorted[(sorted.len() * of_hundred).div_ceil(100) - 1]
}

fn figure(name: &str, took: &[Duration], budget: u32) -> Value {
    let micros = |of_hundred| (percentile(took, of_hundred).as_secs_f64() * 1e7).round() / 10.0;
    let (p50, p95) = (micros(50), micros(95));
    println!("{name}: p50 {p50} µs, p95 {p95} µs (budget {budget})");
    json!({"name": format!("{name}, p95"), "p50": p50, "value": p95, "budget": budget, "unit": "µs", "pass": p95 <= f64::from(budget)})
}

/// A quote whose costs, if any, are shared by weight, so that a price edit touches its own line alone.
fn editable(lines: usize) -> Calculation {
    let mut quote = quote(lines, "invoice");
    quote["discount"] = Value::Null;
    quote["terms"]["client_advance"] = json!("1");
    quote["terms"]["insurance_rate"] = json!("0");
    quote["terms"]["loan_rate"] = json!("0");
    Calculation::new(input(&quote)).unwrap()
}

fn edit(calculation: &mut Calculation, i: usize) {
    let mut line = calculation.input().lines[500].clone();
    line.unit_price = Decimal::new(10_000 + i as i64 % 5000, 2);
    let changed = calculation.set_line(500, line).unwrap();
    assert!(changed.len() <= 1, "an edit that touches no shared amount");
}

fn python(lines: usize, file: &Path) -> Option<Duration> {
    fs::write(file, quote(lines, "invoice").to_string()).unwrap();
    let script = Path::new("benches/decimal_baseline.py");
    let out = Command::new("python3")
        .arg(script)
        .arg(file)
        .output()
        .ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    let answer: Value = serde_json::from_str(&text).ok()?;
    let ours = price(&input(&quote(lines, "invoice"))).unwrap();
    let gross = ours.totals.sums.gross.normalize().to_string();
    assert_eq!(
        answer["gross"],
        gross.as_str(),
        "the baseline computes the same"
    );
    Some(Duration::from_secs_f64(answer["seconds"].as_f64()?))
}

fn main() {
    let out = std::env::var_os("OFERTA_BENCH_DIR")
        .map_or_else(|| PathBuf::from("../../target/bench"), PathBuf::from);
    fs::create_dir_all(&out).unwrap();
    let sizes = [(50, 50), (1_000, 500), (10_000, 6_000)];
    let mut figures = Vec::new();
    for policy in ["invoice", "reference"] {
        for (lines, budget) in sizes {
            let quote = input(&quote(lines, policy));
            let took = runs(|_| drop(black_box(price(black_box(&quote)).unwrap())));
            figures.push(figure(
                &format!("price {lines} lines ({policy})"),
                &took,
                budget,
            ));
        }
    }
    let mut calculation = editable(1_000);
    let took = runs(|i| edit(&mut calculation, i));
    figures.push(figure("edit one of 1000 lines", &took, 20));
    let thousand = input(&quote(1_000, "invoice"));
    let took = runs(|_| drop(black_box(price(black_box(&thousand)).unwrap())));
    let ours = percentile(&took, 50).as_secs_f64();
    match python(1_000, &out.join("pricing_quote.json")) {
        Some(theirs) => {
            let theirs = theirs.as_secs_f64();
            let share = (ours / theirs * 1e5).round() / 1e3;
            println!(
                "Python decimal, 1000 lines: {:.1} ms, {:.0} times as long",
                theirs * 1e3,
                theirs / ours
            );
            figures.push(json!({
                "name": "price 1000 lines, p50, of what Python's decimal takes", "value": share, "budget": PYTHON_SHARE,
                "unit": "%", "pass": share <= PYTHON_SHARE, "times_as_long": (theirs / ours).round(),
            }));
        }
        None => println!("python3 does not answer: no comparison with its decimal"),
    }
    fs::write(out.join("pricing.json"), Value::from(figures).to_string()).unwrap();

    let mut criterion = Criterion::default().configure_from_args();
    for (lines, _) in sizes {
        let quote = input(&quote(lines, "invoice"));
        criterion.bench_function(&format!("price/{lines}"), |b| {
            b.iter(|| price(black_box(&quote)).unwrap())
        });
    }
    let mut i = 0;
    criterion.bench_function("edit/1000", |b| {
        b.iter(|| {
            i += 1;
            edit(&mut calculation, i);
        });
    });
    criterion.final_summary();
}
