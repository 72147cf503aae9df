//! The key of the store: every way in which a keychain fails loses nothing.

use std::fs;
use std::sync::Arc;

use oferta_store::STORE_FILE;
use oferta_store::key::StoreKey;
use serde_json::json;

use super::fixture::{Desk, Mood};

#[test]
fn the_first_start_keeps_the_key_and_shows_the_recovery_key() {
    let mut desk = Desk::new(Mood::Works);
    assert_eq!(
        desk.state(),
        json!({"state": "first_start", "keychain": true, "keychain_error": null})
    );
    let state = desk.ok("app.create", json!({"keeper": "keychain"}));
    assert_eq!(
        (&state["keeper"], &state["recovery_confirmed"]),
        (&json!("keychain"), &json!(false))
    );
    let key = desk.ok("app.recovery_key", json!({}))["key"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(key.split('-').count(), 14);
    desk.ok("app.confirm_recovery_key", json!({}));
    desk.customer("Заря");
    let state = desk.restart();
    assert_eq!(
        (&state["state"], &state["recovery_confirmed"]),
        (&json!("ready"), &json!(true))
    );
    assert_eq!(desk.ok("customer.list", json!({}))["total"], 1);
}

#[test]
fn a_broken_keychain_never_loses_the_store() {
    let cases = [
        (Mood::Missing, "unavailable", "E1004"),
        (Mood::Locked, "locked", "E1002"),
        (Mood::Denied, "denied", "E1003"),
        (Mood::Hangs, "locked", "E1002"),
    ];
    for (mood, reason, code) in cases {
        let mut desk = Desk::open();
        desk.customer("Заря");
        let key = desk.ok("app.recovery_key", json!({}))["key"].clone();
        *desk.double.mood.lock() = mood;
        let state = desk.restart();
        assert_eq!(
            (&state["reason"], &state["error"]["code"]),
            (&json!(reason), &json!(code)),
            "{state}"
        );
        assert_eq!(
            desk.fails("app.create", json!({"keeper": "keychain"})).0,
            "E3013"
        );
        let state = desk.ok("app.unlock", json!({"method": "recovery", "secret": key}));
        assert_eq!(state["state"], "ready");
        assert_eq!(desk.ok("customer.list", json!({}))["total"], 1);
    }
}

#[test]
fn a_wiped_keychain_is_repaired_by_the_recovery_key() {
    let mut desk = Desk::open();
    let key = desk.ok("app.recovery_key", json!({}))["key"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.double.entries.lock().clear();
    let state = desk.restart();
    assert_eq!(
        (&state["reason"], &state["error"]["code"]),
        (&json!("missing"), &json!("E1001"))
    );
    assert!(
        desk.double.entries.lock().is_empty(),
        "a new key was made while a store exists"
    );

    assert_eq!(
        desk.fails(
            "app.unlock",
            json!({"method": "recovery", "secret": "ABCD"})
        )
        .0,
        "E1007"
    );
    let foreign = oferta_store::key::StoreKey::from_bytes([9; 32]).recovery_text();
    assert_eq!(
        desk.fails(
            "app.unlock",
            json!({"method": "recovery", "secret": foreign})
        )
        .0,
        "E1008"
    );
    desk.ok(
        "app.unlock",
        json!({"method": "recovery", "secret": key.to_lowercase(), "repair": true}),
    );
    assert_eq!(desk.restart()["state"], "ready");
}

#[test]
fn unlocking_an_open_store_leaves_it_and_its_key_alone() {
    let mut desk = Desk::open();
    let foreign = StoreKey::from_bytes([7; 32]).recovery_text();
    let before = desk.app.workspace().unwrap();
    for request in [
        json!({"method": "recovery", "secret": foreign, "repair": true}),
        json!({"method": "keychain"}),
    ] {
        assert_eq!(desk.ok("app.unlock", request)["state"], "ready");
        let now = desk.app.workspace().unwrap();
        assert!(Arc::ptr_eq(&now, &before), "the store was opened anew");
    }
    drop(before);
    assert_eq!(desk.restart()["state"], "ready");
}

#[test]
fn a_swapped_key_is_told_from_a_damaged_store() {
    let mut desk = Desk::open();
    let account = desk.double.entries.lock().keys().next().unwrap().clone();
    let right = desk
        .double
        .entries
        .lock()
        .insert(account.clone(), "ab".repeat(32))
        .unwrap();
    assert_eq!(desk.restart()["reason"], "wrong_key");

    desk.double.entries.lock().insert(account, right);
    assert_eq!(desk.restart()["state"], "ready");
    desk.app.shutdown();
    let path = desk.data().join(STORE_FILE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let state = desk.restart();
    assert_eq!(
        (&state["state"], &state["error"]["code"]),
        (&json!("refused"), &json!("E3002"))
    );
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_passphrase_opens_the_store_without_a_keychain() {
    let mut desk = Desk::new(Mood::Missing);
    assert_eq!(desk.state()["keychain_error"]["code"], "E1004");
    assert_eq!(
        desk.fails("app.create", json!({"keeper": "keychain"})).0,
        "E1004"
    );
    let short = desk.fails(
        "app.create",
        json!({"keeper": "passphrase", "passphrase": "коротко"}),
    );
    assert_eq!(short, ("E1009".into(), "passphrase".into()));
    desk.ok(
        "app.create",
        json!({"keeper": "passphrase", "passphrase": "длинная верная фраза"}),
    );
    desk.customer("Заря");
    assert_eq!(desk.restart()["reason"], "passphrase");
    assert_eq!(
        desk.fails(
            "app.unlock",
            json!({"method": "passphrase", "secret": "длинная неверная"})
        )
        .0,
        "E1006"
    );
    desk.ok(
        "app.unlock",
        json!({"method": "passphrase", "secret": "длинная верная фраза"}),
    );
    assert_eq!(desk.ok("customer.list", json!({}))["total"], 1);
}

#[test]
fn a_key_file_needs_consent_and_its_loss_needs_the_recovery_key() {
    let mut desk = Desk::new(Mood::Missing);
    desk.state();
    assert_eq!(
        desk.fails("app.create", json!({"keeper": "file"})).0,
        "E1010"
    );
    desk.ok("app.create", json!({"keeper": "file", "consent": true}));
    let key = desk.ok("app.recovery_key", json!({}))["key"].clone();
    assert_eq!(desk.restart()["state"], "ready");
    desk.app.shutdown();
    fs::remove_file(desk.data().join("oferta.key")).unwrap();
    assert_eq!(desk.restart()["error"]["code"], "E1012");
    assert_eq!(
        desk.ok("app.unlock", json!({"method": "recovery", "secret": key}))["state"],
        "ready"
    );
}

#[test]
fn a_keychain_that_forgets_is_found_out_at_once() {
    let desk = Desk::new(Mood::Forgets);
    desk.state();
    assert_eq!(
        desk.fails("app.create", json!({"keeper": "keychain"})).0,
        "E1004"
    );
    assert!(!desk.data().join(STORE_FILE).exists());
}

#[test]
fn a_newer_store_is_refused() {
    let mut desk = Desk::open();
    let open = desk.app.workspace().unwrap();
    open.store
        .write_local(|conn| {
            conn.pragma_update(None, "user_version", 99)
                .map_err(oferta_store::StoreError::from)
        })
        .unwrap();
    drop(open);
    let state = desk.restart();
    assert_eq!(
        (&state["state"], &state["error"]["code"]),
        (&json!("refused"), &json!("E3001"))
    );
}

#[test]
fn a_first_start_that_was_killed_is_finished_by_the_next() {
    let mut desk = Desk::open();
    let open = desk.app.workspace().unwrap();
    open.store
        .write_local(|conn| {
            let sql = "DELETE FROM device; DELETE FROM outbox; INSERT INTO outbox (seq, mid, at, schema, ops) \
                VALUES (1, 'x', 0, 1, '[]'); DELETE FROM organisation; DELETE FROM profile";
            conn.execute_batch(sql).map_err(oferta_store::StoreError::from)?;
            conn.execute("DELETE FROM outbox", []).map_err(oferta_store::StoreError::from)
        })
        .unwrap();
    drop(open);
    assert_eq!(desk.restart()["state"], "ready");
    desk.customer("Заря");
}

#[test]
fn a_store_that_was_moved_away_keeps_its_keys() {
    let mut desk = Desk::new(Mood::Missing);
    desk.state();
    desk.ok("app.create", json!({"keeper": "file", "consent": true}));
    desk.customer("Заря");
    desk.app.shutdown();
    let (data, away) = (desk.data(), desk.folder.path().join("away.db"));
    let key = fs::read(data.join("oferta.key")).unwrap();
    fs::rename(data.join(STORE_FILE), &away).unwrap();
    assert_eq!(desk.restart()["state"], "first_start");
    desk.ok("app.create", json!({"keeper": "file", "consent": true}));
    let kept = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .any(|path| {
            path.extension().is_some_and(|e| e == "old") && fs::read(&path).unwrap() == key
        });
    assert!(kept, "the only key of the other store is gone");
}

#[test]
fn a_store_that_could_not_be_opened_is_tried_again() {
    let mut desk = Desk::open();
    desk.app.shutdown();
    let busy = fs::File::options()
        .write(true)
        .open(desk.data().join("oferta.lock"))
        .unwrap();
    busy.lock().unwrap();
    let state = desk.restart();
    assert_eq!(
        (&state["state"], &state["error"]["code"]),
        (&json!("refused"), &json!("E3007"))
    );
    busy.unlock().unwrap();
    desk.ok("app.unlock", json!({"method": "keychain"}));
    assert_eq!(desk.state()["state"], "ready");
}
