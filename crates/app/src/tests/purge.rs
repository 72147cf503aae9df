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
    desk.ok(
        "quote.edit",
        json!({"id": id, "edits": [{"edit": "terms", "set": {"markup": "0.2"}}]}),
    );
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

const OF_QUOTE: [&str; 7] = [
    "quote",
    "quote_line",
    "terms",
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
    let customer = desk.customer("Заря");
    desk.ok("quote.delete", json!({"ids": [id]}));
    let done = desk.ok("bin.purge", purge.clone());
    assert_eq!(done["undo"], Value::Null);
    for table in OF_QUOTE {
        assert_eq!(count(&desk, table), 0, "{table}");
    }
    assert_eq!(desk.fails("bin.purge", purge).0, "E3006");
    // What touched the quote cannot be undone any more; what did not still can.
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

/// Waits until the bin of quotes is as large as said.
fn until_binned(desk: &Desk, expected: u64) {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let bin = desk.ok("quote.list", json!({"bin": true}));
        if bin["total"] == expected {
            return;
        }
        assert!(Instant::now() < until, "{bin}");
        std::thread::yield_now();
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
        desk.app.shutdown();
        desk.double.later_ms.store(31 * DAY_MS, Ordering::Relaxed);
        desk.restart();
        until_binned(&desk, left);
        // Told that the bin was looked through, and not before.
        while desk
            .app
            .workspace()
            .unwrap()
            .store
            .read(|conn| oferta_store::local::setting(conn, "purged_on"))
            .unwrap()
            .as_deref()
            != Some("2026-12-21")
        {
            std::thread::yield_now();
        }
        until_binned(&desk, left);
        assert_eq!(count(&desk, "quote_line"), 2 * i64::try_from(left).unwrap());
    }
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
