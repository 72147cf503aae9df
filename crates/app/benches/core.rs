//! The budgets of the core, measured through `App::rpc` over a real encrypted store: what a screen waits for,
//! its drawing left aside. Prints one line per figure and writes them to `target/bench/core.json`.
//!
//! `make bench` runs it in the release profile and prints it in one table with the figures of the window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use oferta_app::{
    App, Host, HostError, Keychain, KeychainError, Notice, RateOptions, StartOptions, Taken,
};
use parking_lot::Mutex;
use serde_json::{Value, json};

struct Desk(Mutex<HashMap<String, String>>, PathBuf);

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

impl Host for Desk {
    fn keychain(&self) -> &dyn Keychain {
        self
    }
    fn open_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }
    fn reveal_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }
    fn documents_dir(&self) -> PathBuf {
        self.1.clone()
    }
    fn notify(&self, _: Notice, _: Taken) {}

    fn stale(&self, _: &[&'static str]) {}
}

fn rpc(app: &App, command: &str, payload: &Value) -> Value {
    let answer: Value = serde_json::from_str(&app.rpc(command, &payload.to_string())).unwrap();
    assert!(answer.get("ok").is_some(), "{command}: {answer}");
    answer["ok"].clone()
}

/// The answer as the webview gets it: its text, not read.
fn timed(app: &App, command: &str, payload: &Value) -> Duration {
    let payload = payload.to_string();
    let started = Instant::now();
    let answer = app.rpc(command, &payload);
    let took = started.elapsed();
    assert!(answer.starts_with("{\"ok\""), "{command}: {answer:.300}");
    took
}

fn p95(mut samples: Vec<Duration>) -> f64 {
    samples.sort();
    samples[(samples.len() * 95).div_ceil(100) - 1].as_secs_f64() * 1e3
}

const NAMES: [&str; 12] = [
    "Кран шаровой латунный",
    "Задвижка клиновая",
    "Фланец плоский приварной",
    "Клапан обратный",
    "Фильтр сетчатый",
    "Отвод крутоизогнутый",
    "Болт с шестигранной головкой",
    "Гайка шестигранная",
    "Подшипник шариковый",
    "Кабель силовой ВВГнг(А)-LS",
    "Датчик давления",
    "Ниппель переходной",
];
const BRANDS: [&str; 7] = [
    "Zetkama",
    "Morvent",
    "Литмаш-З",
    "Hydralon",
    "Метизея",
    "ABRA",
    "宁波华歆",
];

fn name(i: usize) -> String {
    format!(
        "{} DN{} PN{} {}/{}\" исп. {}",
        NAMES[i % 12],
        10 + i % 290,
        [6, 10, 16, 25, 40][i % 5],
        1 + i % 3,
        2 + i % 7,
        i % 997
    )
}

/// A price list of so many rows, as a file.
fn price_list(path: &Path, rows: std::ops::Range<usize>) {
    let mut text = String::from(
        "Артикул;Наименование;Бренд;Ед. изм.;Цена, руб.;Вес, кг;Код ТН ВЭД;Примечание\n",
    );
    for i in rows {
        writeln!(
            text,
            "{:06};{};{};шт;{} {:03},{:02};{},{};8481808{:03};",
            i,
            name(i).replace('"', "''"),
            BRANDS[i % 7],
            1 + i % 97,
            i % 1000,
            i % 100,
            i % 40,
            i % 10,
            i % 1000
        )
        .unwrap();
    }
    fs::write(path, text).unwrap();
}

fn import(app: &App, folder: &Path, rows: std::ops::Range<usize>, supplier: &str) -> Duration {
    let path = folder.join("list.csv");
    price_list(&path, rows);
    let started = Instant::now();
    let preview = rpc(app, "import.open", &json!({ "path": path }));
    let run = json!({"import_id": preview["import_id"], "mapping": preview["mapping"], "new_supplier": supplier});
    let report = rpc(app, "import.run", &run);
    assert_eq!(report["counts"]["faults"], 0, "{report:.300}");
    started.elapsed()
}

/// Name, value, budget, unit.
type Figure = (&'static str, f64, f64, &'static str);

/// A quote of 1,000 lines that is priced from cost in three currencies, freight shared by weight.
fn landed(app: &App, figures: &mut Vec<Figure>) {
    let quote = rpc(app, "quote.create", &json!({}))["quote"]["id"].clone();
    let line = |i: usize| {
        json!({
            "name": name(i), "article": format!("{i:06}"), "quantity": format!("{}", 1 + i % 50),
            "purchase_price": format!("{}.{:02}", 10 + i, i % 100), "purchase_currency": (["EUR", "CNY", "RUB"][i % 3]),
            "supplier_country": (["DE", "CN", "RU"][i % 3]), "weight_kg": format!("{}.{}", 1 + i % 40, i % 10),
            "duty_rate": (["0.05", "0.08", "0"][i % 3]),
        })
    };
    let lines: Vec<Value> = (0..1_000).map(line).collect();
    let terms = json!({
        "markup": "0.2", "client_advance": "0.5", "delivery_days": 80, "deferral_days": 10, "loan_rate": "0.25",
        "agent_fee_rate": "0.02", "forex_reserve_rate": "0.03", "insurance_rate": "0.00047",
    });
    let edits = json!([
        {"edit": "terms", "set": terms},
        {"edit": "rate", "currency": "EUR", "value": "93.9181"},
        {"edit": "rate", "currency": "CNY", "value": "11.2816"},
        {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "250000"}},
        {"edit": "insert", "after": null, "lines": lines},
    ]);
    rpc(app, "quote.edit", &json!({"id": quote, "edits": edits}));
    let opened = (0..40).map(|_| timed(app, "quote.get", &json!({ "id": quote })));
    let opened = p95(opened.collect());
    figures.push((
        "open a landed 1,000-line quote (core), p95",
        opened,
        50.0,
        "ms",
    ));

    let view = rpc(app, "quote.get", &json!({ "id": quote }));
    let id = |i: usize| view["lines"][i * 7 % 100]["id"].clone();
    let mut edited = |name, budget, edit: &dyn Fn(usize) -> Value| {
        let samples = (0..100).map(|i| {
            let request = json!({"id": quote, "edits": [edit(i)]});
            timed(app, "quote.edit", &request)
        });
        figures.push((name, p95(samples.collect()), budget, "ms"));
    };
    edited(
        "durable discount of a landed line of 1,000, p95",
        5.0,
        &|i| json!({"edit": "line", "id": id(i), "set": {"discount": format!("0.{:02}", 1 + i % 50)}}),
    );
    edited(
        "durable purchase price of a landed line of 1,000, p95",
        15.0,
        &|i| json!({"edit": "line", "id": id(i), "set": {"purchase_price": format!("{}", 500 + i)}}),
    );
    let cost = view["terms"]["costs"][0]["id"].clone();
    edited(
        "durable cost that changes 1,000 landed lines, p95",
        15.0,
        &|i| json!({"edit": "cost_set", "id": cost, "set": {"amount": format!("{}", 200_000 + i * 137)}}),
    );
    let traced =
        (0..100).map(|i| timed(app, "quote.trace", &json!({"id": quote, "line_id": id(i)})));
    figures.push((
        "derivation of a line of 1,000, p95",
        p95(traced.collect()),
        5.0,
        "ms",
    ));
}

/// What a person does to all rows of the longest quote at once; each is one durable step.
fn in_bulk(app: &App, figures: &mut Vec<Figure>) {
    let quote = rpc(app, "quote.create", &json!({}))["quote"]["id"].clone();
    let edit = |edits: Value| {
        let started = Instant::now();
        let delta = rpc(app, "quote.edit", &json!({"id": quote, "edits": edits}));
        (started.elapsed().as_secs_f64() * 1e3, delta)
    };
    let lines: Vec<Value> = (0..5_000)
        .map(|i| json!({"name": name(i), "unit_price": "10"}))
        .collect();
    let (_, delta) = edit(json!([{"edit": "insert", "after": null, "lines": lines}]));
    let (took, delta) = edit(json!([{"edit": "duplicate", "ids": delta["order"]}]));
    figures.push(("copy 5,000 rows", took, 1_500.0, "ms"));
    let order = delta["order"].as_array().unwrap();
    let (took, _) = edit(json!([{"edit": "move", "ids": order[..9_999], "after": order[9_999]}]));
    figures.push(("move 9,999 rows", took, 3_000.0, "ms"));
    let (took, _) = edit(json!([{"edit": "delete", "ids": order}]));
    figures.push(("remove 10,000 rows", took, 3_000.0, "ms"));
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let options = StartOptions {
        data_dir: folder.path().join("data"),
        sample: false,
        version: "bench".into(),
        keychain_patience: StartOptions::PATIENCE,
        rates: RateOptions {
            automatic: false,
            ..RateOptions::default()
        },
    };
    let host = Arc::new(Desk(Mutex::default(), folder.path().join("documents")));
    let app = App::start(options, host);
    rpc(&app, "app.create", &json!({"keeper": "keychain"}));
    let mut figures: Vec<Figure> = Vec::new();

    let took = import(&app, folder.path(), 0..10_000, "Поставщик 1");
    figures.push((
        "import of 10,000 rows",
        took.as_secs_f64() * 1e3,
        1_000.0,
        "ms",
    ));
    for n in 1..10 {
        import(
            &app,
            folder.path(),
            n * 10_000..(n + 1) * 10_000,
            &format!("Поставщик {}", n + 1),
        );
    }

    let queries = [
        "к",
        "кр",
        "кран",
        "dn50",
        "шар лат",
        "004512",
        "zetk pn16",
        "фланец 40",
        "исп. 99",
        "宁波华",
        "нет такого",
        "1/2''",
        "болт м",
        "8",
        "подшипник morvent dn100",
    ];
    let mut searches = Vec::new();
    for round in 0..20 {
        for query in queries {
            let took = timed(&app, "product.list", &json!({"text": query, "limit": 50}));
            if round > 0 {
                searches.push(took);
            }
        }
    }
    figures.push(("product search over 100,000, p95", p95(searches), 5.0, "ms"));

    let pages = ["name", "article", "price", "updated_at"]
        .into_iter()
        .flat_map(|sort| (0..10).map(move |_| sort))
        .map(|sort| timed(&app, "product.list", &json!({"sort": sort, "limit": 200})))
        .collect();
    figures.push((
        "a page of 200 of 100,000 products, p95",
        p95(pages),
        20.0,
        "ms",
    ));

    let quote = rpc(&app, "quote.create", &json!({}))["quote"]["id"].clone();
    let lines: Vec<Value> = (0..1_000)
        .map(|i| json!({"name": name(i), "article": format!("{i:06}"), "unit": "шт", "quantity": format!("{}", 1 + i % 50), "unit_price": format!("{}.{:02}", 100 + i, i % 100)}))
        .collect();
    rpc(
        &app,
        "quote.edit",
        &json!({"id": quote, "edits": [{"edit": "insert", "after": null, "lines": lines}]}),
    );
    let opened = (0..40)
        .map(|_| timed(&app, "quote.get", &json!({ "id": quote })))
        .collect();
    figures.push((
        "open a 1,000-line quote (core), p95",
        p95(opened),
        50.0,
        "ms",
    ));

    let view = rpc(&app, "quote.get", &json!({ "id": quote }));
    let ids: Vec<&str> = view["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    let edits = (0..300)
        .map(|i| {
            let set = json!({"quantity": format!("{}", 51 + i)});
            timed(&app, "quote.edit", &json!({"id": quote, "edits": [{"edit": "line", "id": ids[i * 7 % ids.len()], "set": set}]}))
        })
        .collect();
    figures.push((
        "durable one-line edit of 1,000 lines, p95",
        p95(edits),
        5.0,
        "ms",
    ));

    landed(&app, &mut figures);
    in_bulk(&app, &mut figures);

    for (format, name, budget) in [
        ("pdf", "PDF of 1,000 lines", 350.0),
        ("xlsx", "XLSX of 1,000 lines", 25.0),
    ] {
        let samples = (0..5)
            .map(|i| {
                // Another title each time: the typesetter must not answer from its memory.
                let title = json!({"id": quote, "edits": [{"edit": "header", "set": {"title": format!("Расчёт {i}")}}]});
                rpc(&app, "quote.edit", &title);
                timed(&app, "document.export", &json!({"quote_id": quote, "format": format}))
            })
            .collect();
        figures.push((name, p95(samples), budget, "ms"));
    }

    let customer = rpc(&app, "customer.create", &json!({"set": {"name": "Заря"}}));
    let header = json!({"edit": "header", "set": {"customer_id": customer["customer"]["id"]}});
    rpc(&app, "quote.edit", &json!({"id": quote, "edits": [header]}));
    rpc(
        &app,
        "quote.set_status",
        &json!({"id": quote, "command": "send"}),
    );
    // Every price changes, and every tenth line moves to the top.
    let moved: Vec<&str> = ids.iter().copied().step_by(10).collect();
    let edits = json!([
        {"edit": "header", "set": {"discount_rate": "0.05"}},
        {"edit": "move", "ids": moved, "after": null},
    ]);
    rpc(&app, "quote.edit", &json!({"id": quote, "edits": edits}));
    let revisions = rpc(&app, "quote.revisions", &json!({ "id": quote }));
    let request = json!({"id": quote, "from": revisions["revisions"][0]["id"]});
    let compared = (0..20)
        .map(|_| timed(&app, "quote.compare", &request))
        .collect();
    figures.push((
        "comparison of 1,000 lines with 1,000, p95",
        p95(compared),
        100.0,
        "ms",
    ));

    let table: Vec<Value> = figures
        .iter()
        .map(|(name, value, budget, unit)| json!({"name": name, "value": (value * 100.0).round() / 100.0, "budget": budget, "unit": unit, "pass": value <= budget}))
        .collect();
    for (name, value, budget, unit) in &figures {
        println!("{name:<45} {value:>10.2} {unit}   budget {budget} {unit}");
    }
    let out = Path::new("../../target/bench");
    fs::create_dir_all(out).unwrap();
    fs::write(
        out.join("core.json"),
        serde_json::to_string_pretty(&table).unwrap(),
    )
    .unwrap();
}
