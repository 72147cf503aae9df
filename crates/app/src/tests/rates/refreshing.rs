//! The refresh: what it brings, what goes wrong, and when it happens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oferta_rates::testing::{Act, json as as_json, ok, respond, status, xml};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::bank::{Banked, D2025_11, D2025_14};
use super::rate;

const ECB: &[u8] = include_bytes!("../../../../rates/fixtures/ecb_2025-10-14.xml");
const MIRROR: &[u8] = include_bytes!("../../../../rates/fixtures/mirror_2025-10-14.json");

#[test]
fn a_refresh_says_when_it_was_and_tells_the_screens() {
    let banked = Banked::good();
    let state = banked.state();
    assert_eq!(
        (&state["newest"], &state["last_success"], &state["stale"]),
        (&Value::Null, &Value::Null, &json!(true))
    );
    banked.desk.double.stale.lock().clear();
    let state = banked.desk.ok("rates.refresh", json!({}));
    assert_eq!(state["newest"], "2025-10-14");
    assert_eq!(state["last_success"], "2025-10-14T09:00:00Z");
    assert_eq!(
        (&state["stale"], &state["failure"], &state["refreshing"]),
        (&json!(false), &Value::Null, &json!(false))
    );
    let told = banked.desk.double.stale.lock().clone();
    assert_eq!(told, ["rates_state", "rates", "rates_state"]);
}

#[test]
fn rates_survive_a_restart() {
    let mut banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    let before = rate(&banked, "USD");
    banked.desk.restart();
    assert_eq!(rate(&banked, "USD"), before);
    assert_eq!(banked.state()["last_success"], "2025-10-14T09:00:00Z");
}

#[test]
fn the_mirror_is_asked_when_the_bank_fails() {
    let banked = Banked::answering(|path, _| {
        if path.contains(".asp") {
            status("404 Not Found")
        } else {
            as_json(MIRROR)
        }
    });
    let state = banked.desk.ok("rates.refresh", json!({}));
    assert!(state["failure"].is_null(), "{state}");
    assert_eq!(rate(&banked, "USD")["source"], "cbr_mirror");
    let asked = banked.bank.asked();
    assert_eq!(asked, ["/scripts/XML_daily.asp", "/daily_json.js"]);
}

#[test]
fn the_ecb_is_asked_by_those_who_count_in_euro_and_goes_through_the_rouble() {
    let good = Arc::new(AtomicBool::new(true));
    let bank_works = Arc::clone(&good);
    let banked = Banked::at("2025-10-13T12:00", false, move |path, _| {
        let works = bank_works.load(Ordering::Relaxed);
        match path {
            "/eurofxref-daily.xml" => xml(ECB),
            _ if works => xml(D2025_11),
            _ => status("404 Not Found"),
        }
    });
    banked.desk.ok("rates.refresh", json!({}));
    good.store(false, Ordering::Relaxed);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4004");
    let set = json!({"id": "", "set": {"currency": "EUR"}});
    banked.desk.ok("organisation.patch", set);
    banked.clock.advance(Duration::from_secs(24 * 3600));
    banked.desk.ok("rates.refresh", json!({}));
    // 1.1553 dollars are a euro, and a euro was 94.0491 roubles on the last day the bank told.
    let usd = rate(&banked, "USD");
    assert_eq!(
        (&usd["nominal"], &usd["value"], &usd["source"]),
        (&json!("1.1553"), &json!("94.0491"), &json!("ecb"))
    );
    assert_eq!(rate(&banked, "EUR")["source"], "cbr_xml");
}

/// After a good refresh the bank misbehaves: the person is told a code, and the rates stay as they were.
fn check(code: &str, answer: impl Fn() -> Act + Send + Sync + 'static) {
    let banked = Banked::answering(move |_, n| if n == 0 { xml(D2025_14) } else { answer() });
    banked.desk.ok("rates.refresh", json!({}));
    let before = banked.desk.ok("rates.list", json!({}));
    let asked = banked.state();
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, code);
    let state = banked.state();
    assert_eq!(state["failure"]["code"], code);
    assert_eq!(state["last_success"], asked["last_success"]);
    assert_eq!(banked.desk.ok("rates.list", json!({})), before, "{code}");
}

#[test]
fn whatever_the_bank_does_the_last_good_rates_stay_and_the_code_tells_why() {
    check("E4001", || Act::Stall(Vec::new()));
    check("E4001", || Act::Stall(b"HTTP/1.1 200 OK\r\n".to_vec()));
    check("E4004", || status("500 Internal Server Error"));
    check("E4004", || status("404 Not Found"));
    check("E4004", || {
        Act::Send(respond("302 Found", "Location: ftp://nowhere/\r\n", b""))
    });
    check("E4005", || {
        ok("text/html", b"<html><body>Sign in</body></html>")
    });
    check("E4006", || {
        xml(b"<ValCurs Date=\"14.10.2025\"><Valute></ValCurs>")
    });
    check("E4006", || xml(b"<other/>"));
    check("E4006", || {
        ok("application/xml; charset=utf-8", &D2025_14.repeat(2))
    });
    check("E4007", || {
        let whole = respond("200 OK", "Content-Type: application/xml\r\n", D2025_14);
        Act::Send(whole[..whole.len() - 200].to_vec())
    });
    check("E4008", || xml(b"<ValCurs Date=\"14.10.2025\"></ValCurs>"));
}

#[test]
fn without_a_network_the_code_says_so() {
    let banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    // Nothing listens at the discard port of loopback.
    let nowhere = "http://127.0.0.1:9";
    let set = json!({"rates_cbr": nowhere, "rates_mirror": nowhere});
    banked.desk.ok("settings.set", set);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4002");
    assert_eq!(rate(&banked, "USD")["value"], "80.8548");
    // Twice a second, then two, then four, each with up to as much again by chance.
    let pauses = banked.clock.pauses();
    assert_eq!(pauses.len(), 6, "{pauses:?}");
    // TLS where there is none.
    let plain = banked.bank.root.replace("http:", "https:");
    let set = json!({"rates_cbr": plain, "rates_mirror": plain});
    banked.desk.ok("settings.set", set);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4003");
}

#[test]
fn at_the_start_and_on_schedule_rates_come_by_themselves() {
    let banked = Banked::at("2025-10-14T09:00", true, |_, _| xml(D2025_14));
    let state = banked.until(|state| !state["last_success"].is_null());
    // 10:00 in Moscow.
    assert_eq!(state["next"], "2025-10-14T07:00:00Z");
    banked.pass(60);
    let state = banked.until(|state| state["last_success"] == "2025-10-14T07:00:00Z");
    assert_eq!(state["next"], "2025-10-14T15:00:00Z");
    // The machine sleeps for three days; one refresh makes up for all that were missed.
    banked.pass(3 * 24 * 60);
    let state = banked.until(|state| state["last_success"] == "2025-10-17T07:00:00Z");
    assert_eq!(state["next"], "2025-10-17T15:00:00Z");
    assert_eq!(banked.bank.asked().len(), 3);
}

#[test]
fn after_a_failure_the_next_try_waits_half_an_hour() {
    let banked = Banked::at("2025-10-14T12:00", true, |_, n| match n {
        0 | 1 => status("404 Not Found"),
        _ => xml(D2025_14),
    });
    let state = banked.until(|state| !state["failure"].is_null());
    assert_eq!(state["failure"]["code"], "E4004");
    assert_eq!(state["next"], "2025-10-14T09:30:00Z");
    assert_eq!(banked.bank.asked().len(), 2);
    banked.pass(30);
    let state = banked.until(|state| !state["last_success"].is_null());
    assert!(state["failure"].is_null(), "{state}");
}

#[test]
fn nothing_is_asked_by_itself_where_the_person_says_so() {
    let banked = Banked::at("2025-10-14T09:00", true, |_, _| xml(D2025_14));
    banked.until(|state| !state["last_success"].is_null());
    banked
        .desk
        .ok("settings.set", json!({"rates_automatic": false}));
    assert!(banked.state()["next"].is_null());
}

/// A bank that answers when it is let go.
fn held(automatic: bool) -> (Banked, watch::Sender<bool>) {
    let (gate, opened) = watch::channel(false);
    let bytes = respond("200 OK", "", D2025_14);
    let act = move |_: &str, _: usize| Act::Hold(opened.clone(), bytes.clone());
    (Banked::at("2025-10-14T12:00", automatic, act), gate)
}

#[test]
fn two_who_ask_at_once_share_one_refresh() {
    let (banked, gate) = held(true);
    banked.until(|state| state["refreshing"] == true);
    let app = banked.desk.app.clone();
    let asking = std::thread::spawn(move || app.rpc("rates.refresh", "{}"));
    // Whatever is asked meanwhile is answered at once.
    assert!(banked.desk.ok("rates.list", json!({}))["rates"].is_array());
    while banked.bank.asked().is_empty() {
        std::thread::yield_now();
    }
    gate.send(true).unwrap();
    let answer: Value = serde_json::from_str(&asking.join().unwrap()).unwrap();
    assert_eq!(answer["ok"]["newest"], "2025-10-14", "{answer}");
}

#[test]
fn a_start_that_is_broken_off_leaves_nothing_half_written() {
    let (mut banked, _gate) = held(true);
    banked.until(|state| state["refreshing"] == true);
    // Ends though the bank never answers.
    banked.desk.app.shutdown();
    banked.desk.double.rates.lock().automatic = false;
    banked.desk.restart();
    let list = banked.desk.ok("rates.list", json!({}));
    assert_eq!(list["rates"], json!([]));
    let state = banked.state();
    assert_eq!(
        (&state["last_success"], &state["failure"]),
        (&Value::Null, &Value::Null)
    );
}
