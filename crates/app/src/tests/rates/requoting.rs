//! The rates of today for a quote: what the dialog shows, and what comes of it.

use std::time::Duration;

use oferta_rates::testing::xml;
use serde_json::{Value, json};

use super::bank::{Banked, D2025_11, D2025_14};
use super::quotes::{before_tuesday, edit, kept, pump, quote, row, tuesday};

fn preview(banked: &Banked, id: &str) -> Value {
    let request = json!({"id": id, "preview": true});
    banked.desk.ok("quote.refresh_rates", request)
}

/// What the dialog sends when a person has looked at the preview.
fn applying(id: &str, preview: &Value) -> Value {
    let rates = preview["rates"].as_array().unwrap().iter();
    let shown: Vec<&Value> = rates
        .filter(|it| it["chosen"] == true)
        .map(|it| &it["new"])
        .collect();
    let chosen: Vec<&Value> = shown.iter().map(|it| &it["currency"]).collect();
    json!({"id": id, "currencies": chosen, "shown": shown})
}

fn apply(banked: &Banked, id: &str, preview: &Value) -> Value {
    banked.desk.ok("quote.refresh_rates", applying(id, preview))
}

#[test]
fn a_quote_that_was_sent_gets_the_totals_that_were_shown() {
    let banked = before_tuesday();
    let customer = banked.desk.customer("Волга");
    let id = quote(&banked);
    let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
    let edits = json!([
        {"edit": "header", "set": {"customer_id": customer}},
        {"edit": "terms", "set": {}},
        {"edit": "insert", "after": null, "lines": [line]},
    ]);
    edit(&banked, &id, edits);
    let send = json!({"id": id, "command": "send"});
    let sent = banked.desk.ok("quote.set_status", send);
    // What was sent does not follow the defaults; the draft that it becomes does.
    let set = json!({"set": {"markup": "0.5"}});
    banked.desk.ok("terms.set_defaults", set);
    tuesday(&banked);
    let preview = preview(&banked, &id);
    assert_eq!(preview["before"], sent["totals"]);
    let applied = apply(&banked, &id, &preview);
    assert_eq!(applied["delta"]["totals"], preview["after"]);
    assert_ne!(preview["after"]["net"], preview["before"]["net"]);
}

#[test]
fn what_is_applied_is_what_was_shown() {
    let banked = before_tuesday();
    let product = pump(&banked);
    let made = banked
        .desk
        .ok("quote.create", json!({"product_ids": [product, product]}));
    let id = made["quote"]["id"].as_str().unwrap();
    let typed = json!([{"edit": "rate", "currency": "USD", "value": "80"}]);
    edit(&banked, id, typed);
    let shown = banked.desk.ok(
        "quote.refresh_rates",
        json!({"id": id, "preview": true, "currencies": ["USD"]}),
    );
    // Between the look and the click the bank tells other rates.
    tuesday(&banked);
    let refused = banked
        .desk
        .fails("quote.refresh_rates", applying(id, &shown));
    assert_eq!(refused.0, "E5014");
    let view = banked.desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(kept(&view), [row("USD", "80", "manual")]);
    let shown = banked.desk.ok(
        "quote.refresh_rates",
        json!({"id": id, "preview": true, "currencies": ["USD"]}),
    );
    // A line that went meanwhile takes no other's place.
    let first = &made["lines"][0]["id"];
    edit(&banked, id, json!([{"edit": "delete", "ids": [first]}]));
    let applied = apply(&banked, id, &shown);
    assert_eq!(kept(&applied["delta"]), [row("USD", "80.8548", "cbr_xml")]);
}

#[test]
fn a_line_of_a_product_that_is_gone_keeps_its_price() {
    let banked = before_tuesday();
    let (gone, stays) = (pump(&banked), pump(&banked));
    let made = banked
        .desk
        .ok("quote.create", json!({"product_ids": [gone, stays]}));
    let id = made["quote"]["id"].as_str().unwrap();
    banked.desk.ok("product.delete", json!({"ids": [gone]}));
    let purge = json!({"table": "product", "ids": [gone]});
    banked.desk.ok("bin.purge", purge);
    tuesday(&banked);
    let preview = preview(&banked, id);
    assert_eq!(preview["converted"], 1);
    let applied = apply(&banked, id, &preview);
    // 100 · 81.1898 and 100 · 80.8548.
    assert_eq!(applied["delta"]["totals"]["net"], "16204.46");
}

#[test]
fn the_rates_of_a_quote_are_refreshed_after_both_totals_were_shown() {
    let banked = Banked::at("2025-10-11T12:00", false, |_, n| {
        xml(if n == 0 { D2025_11 } else { D2025_14 })
    });
    banked.desk.ok("rates.refresh", json!({}));
    let set = json!({"name": "Насос", "currency": "USD", "price": "100"});
    let pump = banked.desk.product(set);
    let made = banked
        .desk
        .ok("quote.create", json!({"product_ids": [pump, pump]}));
    let id = made["quote"]["id"].as_str().unwrap();
    // A price that a person typed follows no rate, nor does a rate that a person typed.
    let second = made["lines"][1]["id"].as_str().unwrap();
    edit(
        &banked,
        id,
        json!([
            {"edit": "line", "id": second, "set": {"unit_price": "5000"}},
            {"edit": "rate", "currency": "CNY", "value": "12"},
        ]),
    );
    banked.clock.advance(Duration::from_secs(3 * 24 * 3600));
    banked.desk.ok("rates.refresh", json!({}));

    let preview = preview(&banked, id);
    assert_eq!(preview["before"]["net"], "13118.98");
    assert_eq!(preview["after"]["net"], "13085.48");
    assert_eq!(preview["converted"], 1);
    assert!(preview["delta"].is_null());
    let of = |code: &str| {
        let rates = preview["rates"].as_array().unwrap();
        rates.iter().find(|it| it["currency"] == code).unwrap()
    };
    assert_eq!(of("USD")["chosen"], true);
    assert_eq!(of("USD")["percent"], "-0.41");
    assert_eq!(of("CNY")["chosen"], false);
    assert_eq!(of("CNY")["new"]["value"], "11.2816");

    let applied = apply(&banked, id, &preview);
    assert_eq!(applied["delta"]["totals"]["net"], preview["after"]["net"]);
    assert_eq!(
        kept(&applied["delta"]),
        [row("CNY", "12", "manual"), row("USD", "80.8548", "cbr_xml")]
    );
    banked.desk.ok("history.undo", json!({}));
    let view = banked.desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(view["totals"]["net"], "13118.98");
    assert_eq!(view["rates"][1]["value"], "81.1898");
}
