use std::fs;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::fixture::Desk;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn count(desk: &Desk, table: &str) -> i64 {
    let open = desk.app.workspace().unwrap();
    open.store
        .read(|conn| {
            Ok::<_, oferta_store::StoreError>(conn.query_row(
                &format!("SELECT count(*) FROM {table}"),
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap()
}

/// A quote with everything that can belong to one.
fn full_quote(desk: &Desk) -> Value {
    let quote = desk.quote(&[("1", "100"), ("2", "200")]);
    let id = quote["quote"]["id"].clone();
    let customer = desk.customer("Северная верфь");
    let edits = json!([
        {"edit": "header", "set": {"customer_id": customer}},
        {"edit": "terms", "set": {"markup": "0.2"}},
        {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "1"}},
        {"edit": "rate", "currency": "CNY", "value": "11"},
    ]);
    desk.ok("quote.edit", json!({"id": id, "edits": edits}));
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    desk.ok(
        "note.create",
        json!({"set": {"quote_id": id, "text": "Заметка"}}),
    );
    desk.ok(
        "reminder.create",
        json!({"set": {"quote_id": id, "due_at": 4_000_000_000_000_i64, "text": ""}}),
    );
    let path = desk.folder.path().join("a.pdf");
    fs::write(&path, b"%PDF-").unwrap();
    desk.ok(
        "attachment.add",
        json!({"quote_id": id, "path": path.display().to_string()}),
    );
    id
}

const OF_QUOTE: [&str; 10] = [
    "quote",
    "quote_line",
    "terms",
    "cost",
    "quote_rate",
    "quote_revision",
    "quote_note",
    "reminder",
    "attachment",
    "file_chunk",
];

#[test]
fn a_quote_goes_for_good_with_all_that_belongs_to_it() {
    let desk = Desk::open();
    let id = full_quote(&desk);
    let purge = json!({"table": "quote", "ids": [id]});
    assert_eq!(desk.fails("bin.purge", purge.clone()).0, "E5002");
    for table in OF_QUOTE {
        assert_ne!(count(&desk, table), 0, "{table}");
    }
    desk.ok("quote.delete", json!({"ids": [id]}));
    desk.days_later(1);
    let customer = desk.customer("Заря");
    let done = desk.ok("bin.purge", purge.clone());
    assert_eq!(done["undo"], Value::Null);
    for table in OF_QUOTE {
        assert_eq!(count(&desk, table), 0, "{table}");
    }
    assert_eq!(desk.fails("bin.purge", purge).0, "E3006");
    // What touched the quote cannot be undone any more, nor what lies behind it; what was done since still can.
    desk.ok("history.undo", json!({}));
    assert_eq!(desk.fails("quote.get", json!({"id": id})).0, "E3006");
    let gone = desk.ok("customer.list", json!({"bin": true}));
    assert_eq!(gone["rows"][0]["id"], customer.as_str());
    let state = desk.ok("history.state", json!({}));
    assert_eq!(state["undo"], Value::Null);
    let log = desk.ok("activity.list", json!({"entity_id": id}));
    assert_eq!(log["rows"][0]["action"], "quote.purge");
    let details = desk.ok("activity.get", json!({"id": log["rows"][0]["id"]}));
    assert_eq!(details["changes"][0]["kind"], "purge");
}

#[test]
fn bytes_that_another_file_names_stay() {
    let desk = Desk::open();
    let first = full_quote(&desk);
    let second = full_quote(&desk);
    assert_eq!(
        count(&desk, "file_chunk"),
        1,
        "the same bytes are kept once"
    );
    desk.ok("quote.delete", json!({"ids": [first]}));
    desk.ok("bin.purge", json!({"table": "quote", "ids": [first]}));
    assert_eq!(count(&desk, "file_chunk"), 1);
    let files = desk.ok("attachment.list", json!({"quote_id": second}));
    desk.ok(
        "attachment.save",
        json!({"id": files["attachments"][0]["id"]}),
    );
}

#[test]
fn what_others_still_name_stays() {
    let desk = Desk::open();
    let customer = desk.customer("Северная верфь");
    desk.ok(
        "contact.create",
        json!({"set": {"customer_id": customer, "first_name": "Ирина"}}),
    );
    let quote = desk.ok("quote.create", json!({"customer_id": customer}));
    let id = quote["quote"]["id"].clone();
    desk.ok("customer.delete", json!({"ids": [customer]}));
    let purge = json!({"table": "customer", "ids": [customer]});
    assert_eq!(desk.fails("bin.purge", purge.clone()).0, "E5040");
    desk.ok("quote.delete", json!({"ids": [id]}));
    desk.ok("bin.purge", json!({"table": "quote", "ids": [id]}));
    desk.ok("bin.purge", purge);
    assert_eq!(count(&desk, "customer") + count(&desk, "contact"), 0);
    let terms = json!({"table": "template", "ids": ["00000000-0000-8000-8000-000000000001"]});
    assert_eq!(desk.fails("bin.purge", terms).0, "E3006");
}

#[test]
fn what_lies_before_a_row_that_went_bars_no_undo() {
    let desk = Desk::open();
    let before = desk.customer("До");
    desk.days_later(1);
    let id = desk.quote(&[])["quote"]["id"].clone();
    desk.ok("quote.delete", json!({"ids": [id]}));
    desk.ok("bin.purge", json!({"table": "quote", "ids": [id]}));
    let state = desk.ok("history.state", json!({}));
    assert_eq!(state["undo"], Value::Null, "not {before}");
}

/// Starts the program on the next of so many days, and waits each time until the bin was looked through.
fn days_pass(desk: &mut Desk, days: i64, at_once: i64) {
    for _ in 0..days / at_once {
        desk.app.shutdown();
        desk.days_later(at_once);
        desk.restart();
        let today = desk.double.later_ms.load(Ordering::Relaxed) / DAY_MS;
        let today = jiff::civil::date(2026, 11, 20) + jiff::Span::new().days(today);
        let until = Instant::now() + Duration::from_secs(30);
        let looked = || {
            let open = desk.app.workspace().unwrap();
            let on = |conn: &_| oferta_store::local::setting(conn, "purged_on");
            open.store.read(on).unwrap()
        };
        while looked() != Some(today.to_string()) {
            assert!(Instant::now() < until);
            std::thread::yield_now();
        }
    }
}

#[test]
fn the_bin_is_emptied_after_its_days_and_never_when_told_so() {
    for (days, left) in [(json!(null), 0), (json!(0), 1), (json!(90), 1)] {
        let mut desk = Desk::open();
        let id = full_quote(&desk);
        if !days.is_null() {
            desk.ok("settings.set", json!({"bin_days": days}));
        }
        desk.ok("quote.delete", json!({"ids": [id]}));
        days_pass(&mut desk, 30, 2);
        assert_eq!(count(&desk, "quote"), 1, "not before its time");
        days_pass(&mut desk, 2, 2);
        assert_eq!(count(&desk, "quote"), left);
        assert_eq!(count(&desk, "quote_line"), 2 * left);
    }
}

#[test]
fn a_clock_that_is_far_ahead_does_not_empty_the_bin() {
    let mut desk = Desk::open();
    let id = full_quote(&desk);
    days_pass(&mut desk, 1, 1);
    desk.ok("quote.delete", json!({"ids": [id]}));
    days_pass(&mut desk, 4_000, 1_000);
    assert_eq!(count(&desk, "quote"), 1);
    // Once it is right again, so is the bin.
    desk.app.shutdown();
    desk.double.later_ms.store(DAY_MS, Ordering::Relaxed);
    days_pass(&mut desk, 28, 2);
    assert_eq!(count(&desk, "quote"), 1);
    days_pass(&mut desk, 4, 2);
    assert_eq!(count(&desk, "quote"), 0);
}

#[test]
fn what_was_removed_from_a_living_quote_goes_in_its_time() {
    let mut desk = Desk::open();
    let id = full_quote(&desk);
    let view = desk.ok("quote.get", json!({ "id": id }));
    let edits = json!([
        {"edit": "delete", "ids": [view["lines"][0]["id"]]},
        {"edit": "cost_delete", "ids": [view["terms"]["costs"][0]["id"]]},
        {"edit": "rate", "currency": "CNY", "value": null},
    ]);
    desk.ok("quote.edit", json!({"id": id, "edits": edits}));
    let saved = json!({"quote_id": id, "name": "Краны"});
    let template = desk.ok("line_template.save", saved)["id"].clone();
    desk.ok("line_template.delete", json!({"ids": [template]}));
    let rows = ["quote_line", "cost", "quote_rate", "line_template"];
    let counts = |desk: &Desk| rows.map(|table| count(desk, table));
    assert_eq!(counts(&desk), [2, 1, 1, 1]);
    days_pass(&mut desk, 32, 2);
    assert_eq!(counts(&desk), [1, 0, 0, 0]);
    assert_eq!(desk.ok("quote.get", json!({ "id": id }))["row_count"], 1);
}

#[test]
fn a_template_of_lines_goes_for_good() {
    let desk = Desk::open();
    let id = desk.quote(&[("1", "1")])["quote"]["id"].clone();
    let saved = json!({"quote_id": id, "name": "Краны"});
    let template = desk.ok("line_template.save", saved)["id"].clone();
    let purge = json!({"table": "line_template", "ids": [template]});
    assert_eq!(desk.fails("bin.purge", purge.clone()).0, "E5002");
    desk.ok("line_template.delete", json!({"ids": [template]}));
    let binned = desk.ok("line_template.list", json!({"bin": true}));
    assert!(binned["templates"][0]["deleted_at"].is_string());
    desk.ok("bin.purge", purge);
    assert_eq!(count(&desk, "line_template"), 0);
}

#[test]
fn days_in_the_bin_are_kept_and_checked() {
    let desk = Desk::open();
    assert_eq!(desk.ok("settings.get", json!({}))["bin_days"], 30);
    desk.ok("settings.set", json!({"bin_days": 0}));
    assert_eq!(desk.ok("settings.get", json!({}))["bin_days"], 0);
    let refused = desk.fails("settings.set", json!({"bin_days": 4_000}));
    assert_eq!(refused, ("E2009".into(), "bin_days".into()));
}
