//! The budgets of stored exchange rates: a day into the store, ten years of fifty currencies in and out, and the list
//! of the screen. Prints one line per figure and writes them to `target/bench/rates-stored.json`; what the table in
//! memory costs is measured in `crates/rates/benches`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fmt::Write as _;
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
use oferta_rates::{Day, History};
use oferta_store::key::StoreKey;
use oferta_store::rate::{BankRate, keep};
use oferta_store::{Store, StoreError};
use parking_lot::Mutex;
use serde_json::{Value, json};

const CURRENCIES: usize = 50;

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

fn code(currency: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    format!("Q{}{}", letter(currency / 26), letter(currency))
}

/// The list of a day as the bank sends it.
fn list(date: Date) -> Vec<u8> {
    let date = date.strftime("%d.%m.%Y");
    let rows = (0..CURRENCIES).map(|it| {
        let code = code(it);
        format!(
            "<Valute ID=\"R01{it:03}\"><NumCode>{it:03}</NumCode><CharCode>{code}</CharCode><Nominal>100</Nominal><Name>Tenge</Name><Value>{it},1291</Value><VunitRate>0,811291</VunitRate></Valute>",
            it = it + 1
        )
    });
    let rows: String = rows.collect();
    format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs Date=\"{date}\" name=\"Foreign Currency Market\">{rows}</ValCurs>")
        .into_bytes()
}

/// The history of a currency as the bank sends it.
fn history(currency: usize, dates: &[Date]) -> Vec<u8> {
    let mut list = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs ID=\"R01{currency:03}\">"
    );
    for (day, date) in dates.iter().enumerate() {
        let (whole, parts) = (1 + currency * 7 % 97, (currency * 131 + day * 17) % 10_000);
        let date = date.strftime("%d.%m.%Y");
        write!(
            list,
            "<Record Date=\"{date}\" Id=\"R01{currency:03}\"><Nominal>100</Nominal><Value>{whole},{parts:04}</Value></Record>"
        )
        .unwrap();
    }
    (list + "</ValCurs>").into_bytes()
}

/// A history as the store keeps it.
fn points(currency: usize, history: History) -> Vec<BankRate> {
    let rows = history.points.into_iter().map(|point| BankRate {
        currency: code(currency),
        effective_date: point.effective_date,
        source: RateSource::CbrXml,
        nominal: point.nominal,
        value: point.value,
        bank_id: Some(history.bank_id.clone()),
        name: String::new(),
        fetched_at: Some(0),
    });
    rows.collect()
}

/// A day as the store keeps it.
fn rows(day: Day) -> Vec<BankRate> {
    let rows = day.rows.into_iter().map(|row| BankRate {
        currency: row.currency.to_string(),
        effective_date: day.effective_date,
        source: RateSource::CbrXml,
        nominal: row.nominal,
        value: row.value,
        bank_id: row.bank_id,
        name: row.name,
        fetched_at: Some(0),
    });
    rows.collect()
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
    let histories: Vec<Vec<u8>> = (0..CURRENCIES).map(|it| history(it, &dates)).collect();
    let started = Instant::now();
    store
        .write_local(|conn| {
            for (currency, bytes) in histories.iter().enumerate() {
                let history = cbr::history(Answer::from(&**bytes)).unwrap();
                keep(conn, &points(currency, history))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let took = started.elapsed().as_secs_f64() * 1e3;
    figures.push((
        "ten years of 50 currencies, parsed and stored",
        took,
        1_000.0,
        "ms",
    ));

    let lists: Vec<Vec<u8>> = (dates.iter().rev().take(100)).map(|it| list(*it)).collect();
    let days = lists.iter().map(|list| {
        let started = Instant::now();
        let rows = rows(cbr::daily(Answer::from(&**list)).unwrap());
        assert_eq!(rows.len(), CURRENCIES);
        store.write_local(|conn| keep(conn, &rows)).unwrap();
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
    let out = Path::new("../../target/bench");
    fs::create_dir_all(out).unwrap();
    fs::write(
        out.join("rates-stored.json"),
        serde_json::to_string_pretty(&rows).unwrap(),
    )
    .unwrap();
}
