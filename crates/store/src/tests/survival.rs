use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Barrier};
use std::thread;

use super::fixture::{NOW, create, customer, key, local, step, store};
use crate::key::StoreKey;
use crate::{STORE_FILE, Store, StoreError, customer as customers};

const CHILD: &str = "OFERTA_STORE_TEST_CHILD";
const ENDED_AT_WORK: i32 = 7;

/// Writes customers for ever when it is started as a child of the test below; passes at once otherwise.
#[test]
fn child_that_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let store = Store::open(Path::new(&folder), key(), "store-1", NOW).unwrap();
    let first = super::fixture::count(&store, "customer");
    for i in first.. {
        step(&store, |tx| tx.insert(&customer(&format!("c{i}"), "Имя"))).unwrap();
        println!("saved {i}");
    }
}

#[test]
fn what_was_acknowledged_survives_kill() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let mut saved = 0;
    for round in 0..12u32 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "tests::survival::child_that_is_killed",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acknowledged = lines
            .map_while(Result::ok)
            .filter_map(|line| line.split("saved ").nth(1)?.trim().parse::<u64>().ok());
        // A different number of commits each round, so that the kill falls into different moments.
        let last = acknowledged
            .take(3 + (round * 7 % 23) as usize)
            .last()
            .unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(folder.path(), key(), "store-1", NOW).unwrap();
        store.check().unwrap();
        saved = super::fixture::count(&store, "customer");
        assert!(
            saved as u64 > last,
            "round {round}: {saved} rows, {last} was acknowledged"
        );
        assert_eq!(super::fixture::count(&store, "outbox"), saved);
        store
            .read(|conn| customers::get(conn, &format!("c{last}")))
            .unwrap();
    }
    assert!(saved > 0);
}

/// Ends while others still read and write, when it is started as a child of the test below; passes at once otherwise.
#[test]
fn child_that_ends_at_work() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let store = Store::open(Path::new(&folder), key(), "store-1", NOW).unwrap();
    let store = Arc::new(store);
    let at_work = Arc::new(Barrier::new(5));
    for _ in 0..4 {
        let (store, at_work) = (store.clone(), at_work.clone());
        thread::spawn(move || {
            at_work.wait();
            loop {
                store.check().unwrap();
            }
        });
    }
    at_work.wait();
    std::process::exit(ENDED_AT_WORK);
}

#[test]
fn ending_at_work_is_no_crash() {
    let (folder, store) = store();
    for i in 0..200 {
        step(&store, |tx| tx.insert(&customer(&format!("c{i}"), "Имя"))).unwrap();
    }
    drop(store);
    for _ in 0..20 {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::survival::child_that_ends_at_work"])
            .env(CHILD, folder.path())
            .output()
            .unwrap();
        assert_eq!(child.status.code(), Some(ENDED_AT_WORK), "{child:?}");
    }
}

#[test]
fn a_second_program_is_told_so() {
    let (folder, _store) = store();
    assert!(matches!(
        Store::open(folder.path(), key(), "store-1", NOW),
        Err(StoreError::Busy)
    ));
}

#[test]
fn a_store_is_never_made_over_another() {
    let (folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Имя"))).unwrap();
    drop(store);
    assert!(matches!(
        Store::create(folder.path(), key(), "s2", NOW),
        Err(StoreError::Exists)
    ));
    let store = Store::open(folder.path(), key(), "store-1", NOW).unwrap();
    assert_eq!(super::fixture::count(&store, "customer"), 1);
}

#[test]
fn a_wrong_key_changes_nothing() {
    let (folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Имя"))).unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let before = fs::read(folder.path().join(STORE_FILE)).unwrap();
    let opened = Store::open(folder.path(), StoreKey::from_bytes([1; 32]), "store-1", NOW);
    assert!(matches!(opened, Err(StoreError::WrongKey)));
    drop(opened);
    assert_eq!(fs::read(folder.path().join(STORE_FILE)).unwrap(), before);
}

#[test]
fn a_newer_store_is_refused_unchanged() {
    let (folder, store) = store();
    local(&store, |conn| {
        Ok(conn.pragma_update(None, "user_version", 999)?)
    })
    .unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let before = fs::read(folder.path().join(STORE_FILE)).unwrap();
    assert!(matches!(
        Store::open(folder.path(), key(), "store-1", NOW),
        Err(StoreError::Newer { found: 999, .. })
    ));
    assert_eq!(fs::read(folder.path().join(STORE_FILE)).unwrap(), before);
}

#[test]
fn damage_anywhere_is_found() {
    let (folder, store) = store();
    step(&store, |tx| {
        (0..500).try_for_each(|i| tx.insert(&customer(&format!("c{i}"), "Длинное имя заказчика")))
    })
    .unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let path = folder.path().join(STORE_FILE);
    let whole = fs::read(&path).unwrap();
    for at in [20, 4096 + 100, whole.len() / 2, whole.len() - 10] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x40;
        fs::write(&path, &damaged).unwrap();
        let found =
            Store::open(folder.path(), key(), "store-1", NOW).and_then(|store| store.check());
        assert!(
            matches!(found, Err(StoreError::WrongKey | StoreError::Corrupt(_))),
            "byte {at}: {found:?}"
        );
    }
    fs::write(&path, &whole).unwrap();
    Store::open(folder.path(), key(), "store-1", NOW)
        .unwrap()
        .check()
        .unwrap();
}

#[test]
fn a_full_disk_loses_nothing() {
    let (_folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Имя"))).unwrap();
    let pages: i64 = local(&store, |conn| {
        let pages = conn.pragma_query_value(None, "page_count", |r| r.get(0))?;
        conn.pragma_update(None, "max_page_count", pages)?;
        Ok(pages)
    })
    .unwrap();
    assert!(pages > 0);
    let full = step(&store, |tx| {
        (0..2_000).try_for_each(|i| tx.insert(&customer(&format!("x{i}"), "Имя")))
    });
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    assert_eq!(super::fixture::count(&store, "customer"), 1);
    local(&store, |conn| {
        Ok(conn.pragma_update(None, "max_page_count", 1_000_000)?)
    })
    .unwrap();
    step(&store, |tx| tx.insert(&customer("c2", "Имя"))).unwrap();
    assert_eq!(super::fixture::count(&store, "customer"), 2);
}

#[test]
fn reading_does_not_wait_for_a_writer() {
    let (_folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Имя"))).unwrap();
    step(&store, |tx| {
        tx.insert(&customer("c2", "Имя"))?;
        assert_eq!(
            super::fixture::count(&store, "customer"),
            1,
            "a reader saw a step that was not committed"
        );
        Ok(())
    })
    .unwrap();
    assert_eq!(super::fixture::count(&store, "customer"), 2);
}

#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    {
        let path = folder.path().join(STORE_FILE);
        let mut conn = crate::connection::open(&path, &key()).unwrap();
        crate::migrate::migrate(&mut conn, &crate::migrate::MIGRATIONS[..1], NOW).unwrap();
        conn.execute_batch(
            "INSERT INTO quote (id, label, title, status, currency, policy, quote_date, language, delivery_text,
               payment_text, note, net, vat, gross, line_count, created_at, updated_at)
             VALUES ('q', 'D1-0001', '', 'draft', 'RUB', 'invoice', '2026-11-20', 'ru', '', '', '', '0', '0', '0', 1, 0, 0);
             INSERT INTO quote_line (id, quote_id, pos, kind, article, brand, name, unit, quantity, unit_price, optional,
               hs_code, note, created_at, updated_at)
             VALUES ('l', 'q', '80', 'line', '', '', 'Кран', '', '1', '10', 0, '', '', 0, 0);",
        )
        .unwrap();
    }
    let store = Store::open(folder.path(), key(), "store-1", NOW).unwrap();
    store.check().unwrap();
    let lines = store.read(|conn| crate::quote::lines(conn, "q")).unwrap();
    assert_eq!(
        (lines.len(), lines[0].calculated, lines[0].purchase_price),
        (1, false, None)
    );
    let terms = store.read(|conn| crate::terms::find(conn, "q")).unwrap();
    assert!(terms.is_none(), "a quote of before is a plain quote");
}
