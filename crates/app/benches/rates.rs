//! The budgets of stored exchange rates: a day into the store, ten years of fifty currencies in and out, and the list
//! of the screen. Prints one line per figure and writes them to `target/bench/rates-stored.json`; what the table in
//! memory costs is measured in `crates/rates/benches`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::{Date, Weekday, date};
use oferta_app::{
    App, Host, HostError, Keychain, KeychainError, Notice, RateOptions, StartOptions, Taken,
};
use oferta_domain::entity::RateSource;
use oferta_rates::feed::{Answer, cbr};
use oferta_store::key::StoreKey;
use oferta_store::rate::{BankRate, keep};
use oferta_store::{Store, StoreError};
use parking_lot::Mutex;
use serde_json::{Value, json};

const CURRENCIES: usize = 50;
const DAY: &[u8] = include_bytes!("../../rates/fixtures/cbr_2025-10-14.xml");

#[derive(Default)]
struct Desk(Mutex<HashMap<String, String>>);

impl Keychain for Desk {
    fn get(&self, account: &str) -> Result<Option<String>, KeychainError> {
        Ok(self.0.lock().get(account).cloned())
    }
    fn set(&self, account: &str, secret: &str) -> Result<(), KeychainError> {
        self.0.lock().insert(account.to_owned(), secret.to_owned());
        Ok(())
    }
    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.0.lock().remove(account);
        Ok(())
    }
}

struct Shared(Arc<Desk>);

impl Host for Shared {
    fn keychain(&self) -> &dyn Keychain {
        &*self.0
    }
    fn open_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }
    fn reveal_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }
    fn documents_dir(&self) -> PathBuf {
        PathBuf::new()
    }
    fn notify(&self, _: Notice, _: Taken) {}
    fn stale(&self, _: &[&'static str]) {}
}

fn start(folder: &Path, desk: &Arc<Desk>) -> App {
    let options = StartOptions {
        data_dir: folder.to_owned(),
        sample: false,
        version: "bench".into(),
        keychain_patience: StartOptions::PATIENCE,
        rates: RateOptions {
            automatic: false,
            ..RateOptions::default()
        },
    };
    App::start(options, Arc::new(Shared(Arc::clone(desk))))
}

fn rpc(app: &App, command: &str, payload: &Value) -> Value {
    let answer: Value = serde_json::from_str(&app.rpc(command, &payload.to_string())).unwrap();
    assert!(answer.get("ok").is_some(), "{command}: {answer}");
    answer["ok"].clone()
}

/// Waits until the store is open.
fn opened(app: &App) {
    while rpc(app, "app.state", &json!({}))["state"] == "opening" {}
}

fn p95(mut samples: Vec<Duration>) -> f64 {
    samples.sort();
    samples[(samples.len() * 95).div_ceil(100) - 1].as_secs_f64() * 1e3
}

fn rate(currency: usize, day: usize, date: Date) -> BankRate {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    let value = format!(
        "{}.{:04}",
        1 + currency * 7 % 97,
        (currency * 131 + day * 17) % 10_000
    );
    BankRate {
        currency: format!("Q{}{}", letter(currency / 26), letter(currency)),
        effective_date: date,
        source: RateSource::CbrXml,
        nominal: "100".parse().unwrap(),
        value: value.parse().unwrap(),
        bank_id: Some(format!("R01{currency:03}")),
        name: "Казахстанских тенге".into(),
        fetched_at: Some(0),
    }
}

/// Ten years of the days on which rates begin to hold: Tuesday to Saturday.
fn dates() -> Vec<Date> {
    let rest = |it: &Date| matches!(it.weekday(), Weekday::Sunday | Weekday::Monday);
    date(2016, 1, 1)
        .series(jiff::Span::new().days(1))
        .take_while(|it| it.year() < 2026)
        .filter(|it| !rest(it))
        .collect()
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Arc::new(Desk::default());
    let app = start(folder.path(), &desk);
    opened(&app);
    rpc(&app, "app.create", &json!({"keeper": "keychain"}));
    app.shutdown();
    drop(app);
    let key = desk
        .0
        .lock()
        .values()
        .find_map(|text| StoreKey::from_hex(text));
    let store = Store::open(folder.path(), key.unwrap(), "bench", 0).unwrap();
    let mut figures: Vec<(&str, f64, f64, &str)> = Vec::new();

    let dates = dates();
    let histories: Vec<Vec<BankRate>> = (0..CURRENCIES)
        .map(|i| {
            dates
                .iter()
                .enumerate()
                .map(|(n, day)| rate(i, n, *day))
                .collect()
        })
        .collect();
    let started = Instant::now();
    for history in &histories {
        store.write_local(|conn| keep(conn, history)).unwrap();
    }
    let took = started.elapsed().as_secs_f64() * 1e3;
    figures.push(("ten years of 50 currencies, stored", took, 5_000.0, "ms"));

    let days = (0..100).map(|_| {
        let started = Instant::now();
        let day = cbr::daily(Answer::from(DAY)).unwrap();
        let rows: Vec<BankRate> = (0..CURRENCIES)
            .map(|i| rate(i, 0, day.effective_date))
            .collect();
        store
            .write_local(|conn| {
                keep(conn, &rows)?;
                Ok::<_, StoreError>(())
            })
            .unwrap();
        started.elapsed()
    });
    figures.push((
        "a day of 50 currencies, parsed and stored, p95",
        p95(days.collect()),
        5.0,
        "ms",
    ));
    drop(store);

    let app = start(folder.path(), &desk);
    opened(&app);
    let started = Instant::now();
    rpc(&app, "rates.state", &json!({}));
    let took = started.elapsed().as_secs_f64() * 1e3;
    figures.push((
        "ten years of 50 currencies, read at first need",
        took,
        1_000.0,
        "ms",
    ));
    let listed = (0..50).map(|_| {
        let started = Instant::now();
        rpc(&app, "rates.list", &json!({}));
        started.elapsed()
    });
    figures.push((
        "the rates of today, listed, p95",
        p95(listed.collect()),
        50.0,
        "ms",
    ));
    app.shutdown();

    let rows: Vec<Value> = figures
        .iter()
        .map(|(name, value, budget, unit)| json!({"name": name, "value": (value * 100.0).round() / 100.0, "budget": budget, "unit": unit, "pass": value <= budget}))
        .collect();
    for (name, value, budget, unit) in &figures {
        println!("{name:<50} {value:>10.2} {unit}   budget {budget} {unit}");
    }
    let out = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&out).unwrap();
    fs::write(
        out.join("rates-stored.json"),
        serde_json::to_string_pretty(&rows).unwrap(),
    )
    .unwrap();
}
