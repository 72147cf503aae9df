use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::fixture::Desk;

/// Longer than any test machine needs; a test that waits so long fails.
const PATIENCE: Duration = Duration::from_secs(30);

fn now(desk: &Desk) -> i64 {
    jiff::Timestamp::now().as_millisecond() + desk.double.later_ms.load(Ordering::Relaxed)
}

/// Waits until the person was told so many things, and answers the titles and texts.
fn told(desk: &Desk, count: usize) -> Vec<(String, String)> {
    let until = Instant::now() + PATIENCE;
    let mut notices = desk.double.notices.lock();
    while notices.len() < count {
        let late = desk.double.noticed.wait_until(&mut notices, until);
        assert!(!late.timed_out(), "{notices:?}");
    }
    notices
        .iter()
        .map(|notice| (notice.title.clone(), notice.body.clone()))
        .collect()
}

/// A time that comes while a test waits, and not before the reminder is made.
fn soon(desk: &Desk) -> i64 {
    now(desk) + 1_000
}

fn remind(desk: &Desk, quote: &Value, due_at: i64, text: &str) -> Value {
    desk.ok(
        "reminder.create",
        json!({"set": {"quote_id": quote["quote"]["id"], "due_at": due_at, "text": text}}),
    )
}

#[test]
fn a_reminder_that_is_due_is_told_once_and_leads_to_its_quote() {
    let desk = Desk::open();
    let quote = desk.quote(&[]);
    let label = quote["quote"]["label"].as_str().unwrap().to_owned();
    remind(&desk, &quote, soon(&desk), "Позвонить <Иванову>");
    let first = told(&desk, 1);
    assert_eq!(first, [(label.clone(), "Позвонить <Иванову>".to_owned())]);
    let place = desk.double.notices.lock()[0].place.clone();
    assert_eq!(
        place,
        format!("#/quotes/{}", quote["quote"]["id"].as_str().unwrap())
    );
    // Another one rings the same bell: the first is not told again.
    remind(&desk, &quote, soon(&desk), "");
    let both = told(&desk, 2);
    assert_eq!(both[1].1, "Напоминание о предложении");
    assert_eq!(both.len(), 2);
}

#[test]
fn what_was_missed_while_the_program_was_off_is_told_at_the_start() {
    let mut desk = Desk::open();
    let quote = desk.quote(&[]);
    remind(&desk, &quote, now(&desk) + 60 * 60 * 1_000, "Через час");
    desk.app.shutdown();
    desk.double
        .later_ms
        .store(24 * 60 * 60 * 1_000, Ordering::Relaxed);
    desk.restart();
    assert_eq!(told(&desk, 1)[0].1, "Через час");
    desk.restart();
    remind(&desk, &quote, soon(&desk), "Второе");
    let all = told(&desk, 2);
    assert_eq!(all.len(), 2, "the first was told twice: {all:?}");
}

#[test]
fn what_the_service_did_not_take_is_told_again() {
    let mut desk = Desk::open();
    let quote = desk.quote(&[]);
    desk.double.refuses_notices.store(true, Ordering::Relaxed);
    remind(&desk, &quote, soon(&desk), "Позвонить");
    told(&desk, 1);
    desk.double.refuses_notices.store(false, Ordering::Relaxed);
    desk.double.notices.lock().clear();
    desk.restart();
    assert_eq!(told(&desk, 1)[0].1, "Позвонить");
}

#[test]
fn many_reminders_come_in_pages() {
    let desk = Desk::open();
    let quote = desk.quote(&[]);
    let later = now(&desk) + 60 * 60 * 1_000;
    for at in 0..501 {
        remind(&desk, &quote, later + at / 2, "");
    }
    let page = |request: Value| desk.ok("reminder.list", request);
    for of in [json!({}), json!({"quote_id": quote["quote"]["id"]})] {
        let first = page(of.clone());
        assert_eq!(first["reminders"].as_array().unwrap().len(), 500);
        let mut rest = of;
        rest["after"] = first["next"].clone();
        let last = page(rest);
        let left = last["reminders"].as_array().unwrap();
        assert_eq!((left.len(), &last["next"]), (1, &Value::Null));
        assert_eq!(left[0]["due_at"], later + 250);
    }
}

#[test]
fn a_reminder_is_moved_settled_and_removed_with_a_way_back() {
    let desk = Desk::open();
    let quote = desk.quote(&[]);
    let later = now(&desk) + 60 * 60 * 1_000;
    let id = remind(&desk, &quote, later, "Позвонить")["id"].clone();
    let open = || {
        let answer = desk.ok("reminder.list", json!({}));
        answer["reminders"].as_array().unwrap().clone()
    };
    let listed = || desk.ok("quote.list", json!({}))["rows"][0]["reminder_at"].clone();
    assert_eq!(listed(), later);
    let moved = json!({"id": id, "set": {"due_at": later + 1}});
    desk.ok("reminder.patch", moved);
    assert_eq!(open()[0]["due_at"], later + 1);
    let done = desk.ok("reminder.patch", json!({"id": id, "set": {"done": true}}));
    assert!(open().is_empty());
    assert_eq!(listed(), Value::Null);
    desk.ok("history.undo", json!({"step": done["undo"]}));
    assert_eq!(open().len(), 1);
    desk.ok("reminder.delete", json!({"id": id}));
    assert!(open().is_empty());
    desk.ok("history.undo", json!({}));
    // A quote in the bin reminds nobody.
    desk.ok("quote.delete", json!({"ids": [quote["quote"]["id"]]}));
    assert!(open().is_empty());
    let actions: Vec<Value> = desk.ok("activity.list", json!({"entity_id": quote["quote"]["id"]}))
        ["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["action"].clone())
        .filter(|action| action.as_str().unwrap().starts_with("reminder."))
        .collect();
    assert_eq!(
        actions,
        [
            "reminder.delete",
            "reminder.done",
            "reminder.move",
            "reminder.create"
        ]
    );
}

#[test]
fn a_time_that_is_over_is_refused_where_it_is_set() {
    let desk = Desk::open();
    let quote = desk.quote(&[]);
    let hour = 60 * 60 * 1_000;
    let past = ("E2052".to_owned(), "due_at".to_owned());
    let set =
        json!({"quote_id": quote["quote"]["id"], "due_at": now(&desk) - hour, "text": "Вчера"});
    assert_eq!(desk.fails("reminder.create", json!({ "set": set })), past);

    let due = now(&desk) + hour;
    let id = remind(&desk, &quote, due, "Позвонить")["id"].clone();
    let patch = |set: Value| json!({"id": id, "set": set});
    let moved = patch(json!({"due_at": now(&desk) - 1}));
    assert_eq!(desk.fails("reminder.patch", moved), past);

    // It became due: its text may change with the time it has, and it may be moved ahead.
    desk.days_later(1);
    let told = patch(json!({"text": "Написать", "due_at": due}));
    desk.ok("reminder.patch", told);
    let open = desk.ok("reminder.list", json!({}));
    let open = &open["reminders"][0];
    assert_eq!(
        (&open["text"], &open["due_at"]),
        (&json!("Написать"), &json!(due))
    );
    let back = patch(json!({"due_at": due + 1}));
    assert_eq!(desk.fails("reminder.patch", back), past);
    let ahead = patch(json!({"due_at": now(&desk) + hour}));
    desk.ok("reminder.patch", ahead);
}
