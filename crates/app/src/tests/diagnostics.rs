//! What the error log keeps, and what it must never keep.

use std::sync::atomic::Ordering;

use oferta_store::StoreError;
use serde_json::{Value, json};

use super::fixture::Desk;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn errors(desk: &Desk, query: Value) -> Value {
    desk.ok("diagnostics.errors", query)
}

/// The log once it holds so many errors: it is written after the answers.
fn log_of(desk: &Desk, total: u32) -> Value {
    loop {
        let log = errors(desk, json!({}));
        if log["total"] == total {
            return log;
        }
    }
}

fn changed_behind_its_back(desk: &Desk, sql: &str) {
    let open = desk.app.workspace().unwrap();
    open.store
        .write_local(|conn| conn.execute_batch(sql).map_err(StoreError::from))
        .unwrap();
}

#[test]
fn an_error_is_kept_with_its_command_code_and_field() {
    let mut desk = Desk::open();
    let id = desk.customer("Заря");
    let wrong_inn = json!({"id": id, "set": {"inn": "7707083894"}});
    desk.fails("customer.patch", wrong_inn);
    desk.fails("quote.get", json!({"id": "nobody"}));
    desk.fails("customer.delete", json!({"ids": vec!["x"; 10_001]}));
    let before = log_of(&desk, 3);
    assert!(desk.restart()["state"] == "ready");
    let log = errors(&desk, json!({}));
    assert_eq!(log, before, "the log does not survive a restart");
    let kept: Vec<Value> = log["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["command"], row["code"], row["field"], row["params"]]))
        .collect();
    let expected = [
        json!(["customer.delete", "E2006", null, {"limit": "10000"}]),
        json!(["quote.get", "E3006", null, {}]),
        json!(["customer.patch", "E2013", "inn", {}]),
    ];
    assert_eq!(kept, expected);
    let at = log["rows"][0]["at"].as_str().unwrap();
    assert!(at.starts_with("20") && at.ends_with('Z'), "{at}");
}

#[test]
fn errors_that_come_last_are_kept_too() {
    let mut desk = Desk::open();
    for _ in 0..20 {
        desk.fails("quote.get", json!({"id": "nobody"}));
    }
    desk.restart();
    assert_eq!(errors(&desk, json!({}))["total"], 20);
}

#[test]
fn errors_from_before_the_store_was_open_wait_for_it() {
    let mut desk = Desk::new(super::fixture::Mood::Missing);
    desk.state();
    let passphrase = "длинная парольная фраза";
    desk.ok(
        "app.create",
        json!({"keeper": "passphrase", "passphrase": passphrase}),
    );
    desk.restart();
    let attempt = |secret: &str| json!({"method": "passphrase", "secret": secret});
    desk.fails("app.unlock", attempt("не та парольная фраза"));
    desk.ok("app.unlock", attempt(passphrase));
    let log = log_of(&desk, 1);
    let row = &log["rows"][0];
    assert_eq!(
        (&row["command"], &row["code"], &row["field"]),
        (&json!("app.unlock"), &json!("E1006"), &json!("secret"))
    );
}

#[test]
fn nothing_a_person_typed_is_kept() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "31415.92")]);
    let (id, typed) = (&quote["quote"]["id"], "ТАЙНА-31415");
    let too_much =
        json!({"id": id, "edits": [{"edit": "header", "set": {"discount_amount": "99999999"}}]});
    let cases = [
        (
            "customer.create",
            json!({"set": {"name": "", "note": typed}}),
        ),
        ("customer.create", json!({"set": {"name": "x", typed: 1}})),
        ("customer.create", json!({"set": {"name": {"x": typed}}})),
        ("customer.get", json!({"id": typed})),
        ("customer.list", json!({"after": typed})),
        ("customer.list", json!({"sort": typed})),
        ("customer.list", json!({typed: 1})),
        ("import.open", json!({"path": format!("/{typed}/x.csv")})),
        ("document.open", json!({"path": format!("/{typed}/x.pdf")})),
        ("app.unlock", json!({"method": typed})),
        (
            "app.create",
            json!({"keeper": "passphrase", "passphrase": typed}),
        ),
        ("diagnostics.errors", json!({"after": typed})),
        ("quote.edit", too_much),
        (typed, json!({})),
    ];
    for (command, payload) in &cases {
        desk.fails(command, payload.clone());
    }
    let log = log_of(&desk, u32::try_from(cases.len()).unwrap()).to_string();
    assert!(!log.contains("ТАЙНА") && !log.contains("31415"), "{log}");
    assert!(log.contains("unknown") && log.contains("E5008"), "{log}");
}

#[test]
fn errors_are_forgotten_after_thirty_days_though_nothing_else_goes_wrong() {
    let mut desk = Desk::open();
    desk.fails("quote.get", json!({"id": "nobody"}));
    log_of(&desk, 1);
    desk.double.later_ms.store(29 * DAY_MS, Ordering::Relaxed);
    desk.restart();
    assert_eq!(log_of(&desk, 1)["total"], 1);
    desk.double.later_ms.store(31 * DAY_MS, Ordering::Relaxed);
    log_of(&desk, 0);
}

#[test]
fn a_log_that_cannot_be_written_is_in_nobodys_way() {
    let mut desk = Desk::open();
    changed_behind_its_back(&desk, "ALTER TABLE error_log RENAME TO hidden");
    let missing = json!({"id": "nobody"});
    assert_eq!(desk.fails("quote.get", missing.clone()).0, "E3006");
    assert_eq!(desk.fails("quote.get", missing.clone()).0, "E3006");
    assert_eq!(desk.fails("diagnostics.errors", json!({})).0, "E3018");
    desk.customer("Заря");
    assert_eq!(desk.restart()["state"], "ready");
    changed_behind_its_back(&desk, "ALTER TABLE hidden RENAME TO error_log");
    desk.fails("quote.get", missing);
    let log = errors(&desk, json!({}));
    assert!(log["total"].is_number(), "{log}");
}

#[test]
fn the_log_is_read_in_pages() {
    let mut desk = Desk::open();
    for _ in 0..5 {
        desk.fails("quote.get", json!({"id": "nobody"}));
    }
    desk.restart();
    let first = errors(&desk, json!({"limit": 3}));
    let second = errors(&desk, json!({"limit": 3, "after": first["next"]}));
    assert_eq!(first["rows"].as_array().unwrap().len(), 3);
    assert_eq!(second["rows"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&first["total"], &second["next"]),
        (&json!(5), &Value::Null)
    );
    assert_eq!(
        desk.fails("diagnostics.errors", json!({"after": "x"})).0,
        "E2007"
    );
}
