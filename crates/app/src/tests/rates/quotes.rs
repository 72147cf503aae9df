//! The rates a quote keeps.

use std::time::Duration;

use oferta_rates::testing::xml;
use serde_json::{Value, json};

use super::bank::{Banked, D2025_11, D2025_14, lists};

/// A desk that knows the rates of 14.10.2025.
fn desk() -> Banked {
    let banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    banked
}

pub(super) fn quote(banked: &Banked) -> String {
    let made = banked.desk.ok("quote.create", json!({}));
    made["quote"]["id"].as_str().unwrap().to_owned()
}

pub(super) fn edit(banked: &Banked, id: &str, edits: Value) -> Value {
    banked
        .desk
        .ok("quote.edit", json!({"id": id, "edits": edits}))
}

/// Currency, value and source of the rates a quote keeps.
pub(super) fn kept(of: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rates = of["rates"].as_array().unwrap().iter();
    rates
        .map(|it| {
            (
                text(&it["currency"]),
                text(&it["value"]),
                text(&it["source"]),
            )
        })
        .collect()
}

pub(super) fn row(currency: &str, value: &str, source: &str) -> (String, String, String) {
    (currency.into(), value.into(), source.into())
}

/// A desk on 11.10.2025 that will know of 14.10.2025 when it asks again.
pub(super) fn before_tuesday() -> Banked {
    let banked = Banked::at("2025-10-11T12:00", false, |_, n| {
        xml(if n == 0 { D2025_11 } else { D2025_14 })
    });
    banked.desk.ok("rates.refresh", json!({}));
    banked
}

pub(super) fn tuesday(banked: &Banked) {
    banked.clock.advance(Duration::from_secs(3 * 24 * 3600));
    banked.desk.ok("rates.refresh", json!({}));
}

pub(super) fn pump(banked: &Banked) -> String {
    let set = json!({"name": "Насос", "currency": "USD", "price": "100"});
    banked.desk.product(set)
}

#[test]
fn a_quote_takes_the_rates_it_comes_to_need_in_the_same_step() {
    let banked = desk();
    let id = quote(&banked);
    let delta = edit(
        &banked,
        &id,
        json!([
            {"edit": "terms", "set": {"commission_amount": "100", "commission_currency": "EUR"}},
            {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "10", "currency": "CNY"}},
            {"edit": "insert", "after": null, "lines": [
                {"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"}
            ]},
        ]),
    );
    assert_eq!(
        kept(&delta),
        [
            row("CNY", "11.2816", "cbr_xml"),
            row("EUR", "93.9181", "cbr_xml"),
            row("USD", "80.8548", "cbr_xml")
        ]
    );
    assert_eq!(delta["terms"]["missing_rates"], json!([]));
    assert_eq!(delta["rates"][0]["rate_date"], "2025-10-14");
    // One step: nothing of it is left behind.
    banked.desk.ok("history.undo", json!({}));
    let view = banked.desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(kept(&view), []);
}

#[test]
fn a_quote_written_after_midnight_in_moscow_takes_the_rates_of_the_new_day() {
    // Further west it is still the evening of the 20th.
    let banked = Banked::at("2026-11-21T00:15", false, |path, _| {
        lists(path, "21.11.2026")
    });
    banked.desk.ok("rates.refresh", json!({}));
    let taken_on = |date: &str| {
        let id = quote(&banked);
        let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
        let edits = json!([
            {"edit": "header", "set": {"quote_date": date, "valid_until": null}},
            {"edit": "terms", "set": {}},
            {"edit": "insert", "after": null, "lines": [line]},
        ]);
        let delta = edit(&banked, &id, edits);
        let outdated = |it: &Value| it["kind"] == "rate_outdated";
        assert!(!delta["warnings"].as_array().unwrap().iter().any(outdated));
        delta["rates"][0]["rate_date"].clone()
    };
    assert_eq!(taken_on("2026-11-20"), "2026-11-21");
    assert_eq!(taken_on("2026-11-30"), "2026-11-21");
    assert_eq!(taken_on("2026-11-19"), Value::Null);
}

#[test]
fn a_kept_rate_never_changes_by_itself_and_one_that_is_removed_stays_away() {
    let banked = Banked::answering(|_, n| xml(if n == 0 { D2025_11 } else { D2025_14 }));
    banked.desk.ok("rates.refresh", json!({}));
    let id = quote(&banked);
    let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
    let edits = json!([
        {"edit": "terms", "set": {}},
        {"edit": "insert", "after": null, "lines": [line]},
    ]);
    edit(&banked, &id, edits);
    banked.desk.ok("rates.refresh", json!({}));
    let header = json!([{"edit": "header", "set": {"title": "Насосная"}}]);
    let delta = edit(&banked, &id, header.clone());
    assert_eq!(kept(&delta), [row("USD", "81.1898", "cbr_xml")]);

    let removed = json!([{"edit": "rate", "currency": "USD", "value": null}]);
    let delta = edit(&banked, &id, removed);
    assert_eq!(kept(&delta), []);
    assert_eq!(delta["terms"]["missing_rates"], json!(["USD"]));
}

#[test]
fn a_currency_that_no_bank_has_stays_missing() {
    let banked = desk();
    let id = quote(&banked);
    let cost = json!({"name": "Фрахт", "amount": "10", "currency": "XYZ"});
    let edits = json!([
        {"edit": "terms", "set": {}},
        {"edit": "cost_insert", "after": null, "set": cost},
    ]);
    let delta = edit(&banked, &id, edits);
    assert_eq!(kept(&delta), []);
    assert_eq!(delta["terms"]["missing_rates"], json!(["XYZ"]));
}

#[test]
fn a_list_price_in_another_currency_is_converted_once() {
    let banked = desk();
    let product = |set: Value| banked.desk.product(set);
    let tap = product(json!({"name": "Кран", "currency": "CNY", "price": "12.5"}));
    let pump = product(json!({"name": "Насос", "currency": "USD", "price": "99.99"}));
    let bolt = product(json!({"name": "Болт", "currency": "RUB", "price": "3"}));
    let alien = product(json!({"name": "Клапан", "currency": "XYZ", "price": "3"}));
    let id = quote(&banked);
    let products = json!([tap, pump, bolt, alien]);
    let add = json!([{"edit": "products", "after": null, "product_ids": products}]);
    let delta = edit(&banked, &id, add);
    let prices: Vec<(&str, &str)> = delta["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            let text = |field: &str| line[field].as_str().unwrap();
            (text("name"), text("unit_price"))
        })
        .collect();
    // 12.5 · 11.2816 = 141.02; 99.99 · 80.8548 = 8084.671…
    assert_eq!(
        prices,
        [
            ("Кран", "141.02"),
            ("Насос", "8084.67"),
            ("Болт", "3"),
            ("Клапан", "0")
        ]
    );
    assert_eq!(delta["converted"]["lines"], 2);
    assert_eq!(
        kept(&delta["converted"]),
        [
            row("CNY", "11.2816", "cbr_xml"),
            row("USD", "80.8548", "cbr_xml")
        ]
    );
    assert_eq!(delta["without_price"].as_array().unwrap().len(), 1);
    assert_eq!(kept(&delta), kept(&delta["converted"]));

    let made = json!({"product_ids": [tap]});
    let made = banked.desk.ok("quote.create", made);
    assert_eq!(made["lines"][0]["unit_price"], "141.02");
    assert_eq!(kept(&made), [row("CNY", "11.2816", "cbr_xml")]);
}

#[test]
fn another_currency_takes_the_banks_rate_and_one_that_is_typed_wins() {
    let banked = desk();
    let view = banked.desk.quote(&[("1", "8085.48")]);
    let id = view["quote"]["id"].as_str().unwrap();
    let mut request = json!({"id": id, "currency": "USD", "convert": true, "preview": true});
    let preview = banked.desk.ok("quote.set_currency", request.clone());
    assert_eq!(preview["missing_rates"], json!([]));
    assert_eq!(kept(&preview), [row("USD", "80.8548", "cbr_xml")]);
    assert_eq!(preview["convert"]["net"], "100");

    request["rates"] = json!([{"currency": "USD", "value": "40"}]);
    let typed = banked.desk.ok("quote.set_currency", request.clone());
    assert_eq!(kept(&typed), [row("USD", "40", "manual")]);

    request["rates"] = json!([]);
    request["preview"] = json!(false);
    let applied = banked.desk.ok("quote.set_currency", request);
    assert_eq!(applied["delta"]["totals"]["net"], "100");
    assert_eq!(kept(&applied["delta"]), [row("USD", "80.8548", "cbr_xml")]);
}

#[test]
fn a_quote_from_a_template_with_present_prices_has_present_rates_and_vat() {
    let banked = before_tuesday();
    let product = pump(&banked);
    let made = banked
        .desk
        .ok("quote.create", json!({"product_ids": [product]}));
    let id = made["quote"]["id"].as_str().unwrap();
    let old = json!([{"edit": "header", "set": {"vat_rate": "0.2"}}]);
    edit(&banked, id, old);
    let save = json!({"quote_id": id, "name": "Насосная"});
    let template = banked.desk.ok("line_template.save", save)["id"].clone();
    tuesday(&banked);
    let create = |refresh: bool| {
        let request = json!({"template_id": template, "refresh": refresh});
        banked.desk.ok("quote.create", request)
    };
    let (same, fresh) = (create(false), create(true));
    assert_eq!(same["lines"][0]["unit_price"], "8118.98");
    assert_eq!(kept(&same), [row("USD", "81.1898", "cbr_xml")]);
    assert_eq!(same["quote"]["vat_rate"], "0.2");
    assert_eq!(fresh["lines"][0]["unit_price"], "8085.48");
    assert_eq!(kept(&fresh), [row("USD", "80.8548", "cbr_xml")]);
    assert_eq!(fresh["quote"]["vat_rate"], "0.22");
}

#[test]
fn a_quote_of_an_earlier_day_takes_the_rate_of_that_day() {
    let banked = Banked::at("2025-10-11T12:00", false, |_, n| {
        xml(if n == 0 { D2025_11 } else { D2025_14 })
    });
    banked.desk.ok("rates.refresh", json!({}));
    banked.clock.advance(Duration::from_secs(3 * 24 * 3600));
    banked.desk.ok("rates.refresh", json!({}));
    let id = quote(&banked);
    let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
    let delta = edit(
        &banked,
        &id,
        json!([
            {"edit": "header", "set": {"quote_date": "2025-10-13", "valid_until": null}},
            {"edit": "terms", "set": {}},
            {"edit": "insert", "after": null, "lines": [line]},
        ]),
    );
    assert_eq!(kept(&delta), [row("USD", "81.1898", "cbr_xml")]);
    assert_eq!(delta["rates"][0]["rate_date"], "2025-10-11");
}

#[test]
fn a_locked_quote_keeps_its_rates() {
    let banked = desk();
    let customer = banked.desk.customer("Волга");
    let view = banked.desk.quote(&[("1", "100")]);
    let id = view["quote"]["id"].as_str().unwrap();
    let set = json!([{"edit": "header", "set": {"customer_id": customer}}]);
    edit(&banked, id, set);
    for command in ["send", "accept"] {
        let step = json!({"id": id, "command": command});
        banked.desk.ok("quote.set_status", step);
    }
    let refused = banked
        .desk
        .fails("quote.refresh_rates", json!({ "id": id }));
    assert_eq!(refused.0, "E5001");
}
