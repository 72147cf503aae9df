//! The refresh: what it brings, what goes wrong, and when it happens.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use oferta_rates::testing::{Act, json as as_json, ok, respond, status, xml};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::bank::{Banked, D2025_11, D2025_14, dated, lists, wait};
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
    // It is as old as the older of the two.
    assert_eq!(usd["effective_date"], "2025-10-11");
    assert_eq!(rate(&banked, "EUR")["source"], "cbr_xml");
}

#[test]
fn the_ecb_alone_is_no_success_where_nobody_ever_told_what_a_euro_costs() {
    let banked = Banked::at("2025-10-14T12:00", false, |path, _| match path {
        "/eurofxref-daily.xml" => xml(ECB),
        _ => status("404 Not Found"),
    });
    let set = json!({"id": "", "set": {"currency": "EUR"}});
    banked.desk.ok("organisation.patch", set);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4004");
    let state = banked.state();
    assert_eq!(
        (&state["failure"]["code"], &state["last_success"]),
        (&json!("E4004"), &Value::Null)
    );
}

#[test]
fn the_ecb_does_not_displace_a_rate_that_is_in_force() {
    let good = Arc::new(AtomicBool::new(true));
    let bank_works = Arc::clone(&good);
    let monday = String::from_utf8(ECB.to_vec()).unwrap();
    let monday = monday.replace("2025-10-14", "2025-10-13");
    let banked = Banked::at("2025-10-11T12:00", false, move |path, _| match path {
        "/eurofxref-daily.xml" => xml(monday.as_bytes()),
        _ if bank_works.load(Ordering::Relaxed) => xml(D2025_11),
        _ => status("404 Not Found"),
    });
    let set = json!({"id": "", "set": {"currency": "EUR"}});
    banked.desk.ok("organisation.patch", set);
    banked.desk.ok("rates.refresh", json!({}));
    good.store(false, Ordering::Relaxed);
    banked.clock.advance(Duration::from_secs(56 * 3600));
    banked.desk.ok("rates.refresh", json!({}));
    assert_eq!(banked.bank.asked().last().unwrap(), "/eurofxref-daily.xml");
    // Saturday's list holds on Monday.
    assert_eq!(rate(&banked, "USD")["source"], "cbr_xml");
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
    check("E4004", || {
        let round = "Location: /scripts/XML_daily.asp\r\n";
        Act::Send(respond("302 Found", round, b""))
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
    // A gigabyte.
    check("E4006", || {
        let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        Act::Endless(head.to_vec(), vec![b' '; 65_536])
    });
    // The names are of another encoding than is said.
    check("E4006", || {
        let list = "<ValCurs Date=\"14.10.2025\"><Valute><CharCode>USD</CharCode><Nominal>1</Nominal><Name>Доллар</Name><Value>80</Value></Valute></ValCurs>";
        xml(list.as_bytes())
    });
    check("E4007", || {
        let whole = respond("200 OK", "Content-Type: application/xml\r\n", D2025_14);
        Act::Send(whole[..whole.len() - 200].to_vec())
    });
    check("E4006", || xml(b"<ValCurs Date=\"14.10.2025\"></ValCurs>"));
    check("E4006", || {
        xml(b"<ValCurs Date=\"14.10.2025\"><Valute><CharCode>USD</CharCode><Nominal>0</Nominal><Value>80</Value></Valute></ValCurs>")
    });
}

#[test]
fn without_a_network_the_code_says_so() {
    let banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    let before = banked.desk.ok("rates.list", json!({}));
    // Nothing listens at the discard port of loopback.
    let nowhere = "http://127.0.0.1:9";
    let set = json!({"rates_cbr": nowhere, "rates_mirror": nowhere});
    banked.desk.ok("settings.set", set);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4002");
    // Twice a second, then two, then four, each with up to as much again by chance.
    let pauses = banked.clock.pauses();
    assert_eq!(pauses.len(), 6, "{pauses:?}");
    // TLS where there is none.
    let plain = banked.bank.root.replace("http:", "https:");
    let set = json!({"rates_cbr": plain, "rates_mirror": plain});
    banked.desk.ok("settings.set", set);
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4003");
    assert_eq!(banked.desk.ok("rates.list", json!({})), before);
}

#[test]
fn at_the_start_and_on_schedule_rates_come_by_themselves() {
    let banked = Banked::at("2025-10-14T09:00", true, |path, n| match n {
        0 | 1 => xml(D2025_14),
        _ => lists(path, "17.10.2025"),
    });
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
    banked.until(|state| state["refreshing"] == false);
    // And the lists of the two days between.
    assert_eq!(banked.bank.asked().len(), 5);
}

#[test]
fn the_list_of_the_next_day_is_asked_for_until_it_is_out() {
    let out = Arc::new(AtomicBool::new(false));
    let is_out = Arc::clone(&out);
    let banked = Banked::at("2025-10-14T17:00", true, move |path, _| {
        match is_out.load(Ordering::Relaxed) {
            true => lists(path, "15.10.2025"),
            false => xml(D2025_14),
        }
    });
    let next = |success: &str| banked.until(|it| it["last_success"] == success)["next"].clone();
    assert_eq!(next("2025-10-14T14:00:00Z"), "2025-10-14T15:00:00Z");
    banked.pass(60);
    // 18:00 in Moscow.
    assert_eq!(next("2025-10-14T15:00:00Z"), "2025-10-14T15:30:00Z");
    out.store(true, Ordering::Relaxed);
    banked.pass(30);
    assert_eq!(next("2025-10-14T15:30:00Z"), "2025-10-15T07:00:00Z");
    assert_eq!(banked.state()["newest"], "2025-10-15");
}

#[test]
fn lists_of_days_on_which_nobody_asked_are_brought_later() {
    let broken = Arc::new(AtomicBool::new(true));
    let is_broken = Arc::clone(&broken);
    let banked = Banked::at("2025-10-01T12:00", false, move |path, n| {
        match path.contains("XML_daily.asp?") || path.contains("archive") {
            true if is_broken.load(Ordering::Relaxed) => status("404 Not Found"),
            _ if n == 0 => xml(&dated("01.10.2025")),
            _ => lists(path, "14.10.2025"),
        }
    });
    banked.desk.ok("rates.refresh", json!({}));
    banked.clock.advance(Duration::from_secs(13 * 24 * 3600));
    // That those between do not come is no failure.
    assert!(banked.desk.ok("rates.refresh", json!({}))["failure"].is_null());
    let asked = |date: &str| {
        let id = banked.desk.ok("quote.create", json!({}))["quote"]["id"].clone();
        let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
        let edits = json!([
            {"edit": "header", "set": {"quote_date": date, "valid_until": null}},
            {"edit": "terms", "set": {}},
            {"edit": "insert", "after": null, "lines": [line]},
        ]);
        banked
            .desk
            .ok("quote.edit", json!({"id": id, "edits": edits}));
        banked.desk.ok("quote.get", json!({ "id": id }))
    };
    let outdated = |view: &Value| {
        let warnings = view["warnings"].as_array().unwrap().clone();
        let found = |it: &Value| it["kind"] == "rate_outdated";
        warnings
            .into_iter()
            .find(found)
            .map(|it| it["params"].clone())
    };
    let old = asked("2025-10-10");
    assert_eq!(old["rates"][0]["rate_date"], "2025-10-01");
    let params = json!({"currency": "USD", "date": "2025-10-01", "expected": "2025-10-10"});
    assert_eq!(outdated(&old), Some(params));
    assert_eq!(outdated(&asked("2025-10-01")), None);

    broken.store(false, Ordering::Relaxed);
    let before = banked.bank.asked().len();
    banked.desk.ok("rates.refresh", json!({}));
    // The newest, then Thursday to Saturday and Tuesday to Saturday.
    assert_eq!(banked.bank.asked().len(), before + 1 + 8);
    let new = asked("2025-10-12");
    assert_eq!(new["rates"][0]["rate_date"], "2025-10-11");
    assert_eq!(outdated(&new), None);
    // What is known is not asked for again.
    banked.desk.ok("rates.refresh", json!({}));
    assert_eq!(banked.bank.asked().len(), before + 1 + 8 + 1);
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
    // Nobody saw it fail: the log has it, once.
    let logged = wait(|| {
        let log = banked.desk.ok("diagnostics.errors", json!({}));
        Some(log["rows"].clone()).filter(|rows| rows[0].is_object())
    });
    assert_eq!(logged.as_array().unwrap().len(), 1);
    assert_eq!(
        (&logged[0]["command"], &logged[0]["code"]),
        (&json!("rates.refresh"), &json!("E4004"))
    );
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
fn a_refresh_under_way_holds_nobody_up() {
    let (banked, gate) = held(true);
    banked.until(|state| state["refreshing"] == true);
    // Whatever is asked meanwhile is answered at once.
    assert!(banked.desk.ok("rates.list", json!({}))["rates"].is_array());
    gate.send(true).unwrap();
    banked.until(|state| state["newest"] == "2025-10-14");
}

#[test]
fn two_who_ask_at_once_share_one_refresh() {
    let banked = Banked::good();
    let open = banked.desk.app.workspace().unwrap();
    let both = open.rates.worker.ask(|desk| async move {
        let (one, two) = tokio::join!(desk.clone().refresh(), desk.refresh());
        one.and(two)
    });
    both.unwrap();
    assert_eq!(banked.bank.asked(), ["/scripts/XML_daily.asp"]);
}

#[test]
fn closing_does_not_wait_for_the_system() {
    let banked = Banked::good();
    // As the question for the address of a host may be: it ends when it likes.
    let (free, blocked) = mpsc::channel::<()>();
    let open = banked.desk.app.workspace().unwrap();
    let hanging = open.rates.worker.ask(|_| async move {
        drop(tokio::task::spawn_blocking(move || blocked.recv()));
        Ok(())
    });
    hanging.unwrap();
    drop(open);
    let (app, (ended, closed)) = (banked.desk.app.clone(), mpsc::channel());
    thread::spawn(move || {
        app.shutdown();
        ended.send(()).ok();
    });
    let closed = closed.recv_timeout(Duration::from_secs(20));
    drop(free);
    assert!(closed.is_ok());
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
    // The next start does not wait because of it.
    banked.desk.app.shutdown();
    banked.desk.double.rates.lock().automatic = true;
    banked.desk.restart();
    banked.until(|state| state["refreshing"] == true);
    banked.desk.app.shutdown();
}
