mod bank;
mod quotes;
mod refreshing;
mod requoting;

use serde_json::{Value, json};

use bank::{Banked, D2025_14, HISTORY};
use oferta_rates::testing::{status, xml};

/// The row of a currency in the list.
fn rate(banked: &Banked, currency: &str) -> Value {
    let list = banked.desk.ok("rates.list", json!({}));
    let rates = list["rates"].as_array().unwrap();
    let found = rates.iter().find(|row| row["currency"] == currency);
    found.cloned().unwrap_or(Value::Null)
}

#[test]
fn the_rates_of_the_bank_are_listed_as_it_prints_them() {
    let banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    let usd = rate(&banked, "USD");
    assert_eq!(
        (&usd["value"], &usd["nominal"], &usd["per_unit"]),
        (&json!("80.8548"), &json!("1"), &json!("80.8548"))
    );
    assert_eq!(usd["effective_date"], "2025-10-14");
    assert_eq!(usd["source"], "cbr_xml");
    assert_eq!((&usd["stale"], &usd["own"]), (&json!(false), &Value::Null));
    // A hundred rupees cost 91.0735; a single one is told exactly.
    let inr = rate(&banked, "INR");
    assert_eq!(
        (&inr["nominal"], &inr["per_unit"]),
        (&json!("100"), &json!("0.910735"))
    );
    assert!(usd["change"].is_null(), "nothing was stored before: {usd}");
}

#[test]
fn currencies_in_use_are_marked() {
    let banked = Banked::good();
    banked.desk.ok("rates.refresh", json!({}));
    assert_eq!(rate(&banked, "CNY")["in_use"], false);
    banked
        .desk
        .product(json!({"name": "Кран", "currency": "CNY", "price": "10"}));
    assert_eq!(rate(&banked, "CNY")["in_use"], true);
    assert_eq!(rate(&banked, "USD")["in_use"], false);
    // So are those of what quotes are priced from.
    let id = banked.desk.ok("quote.create", json!({}))["quote"]["id"].clone();
    let line = json!({"name": "Кран", "purchase_price": "5", "purchase_currency": "USD"});
    let freight = json!({"name": "Фрахт", "amount": "0", "currency": "AED"});
    let edits = json!([
        {"edit": "terms", "set": {}},
        {"edit": "cost_insert", "after": null, "set": freight},
        {"edit": "insert", "after": null, "lines": [line]},
        {"edit": "rate", "currency": "AED", "value": null},
    ]);
    banked
        .desk
        .ok("quote.edit", json!({"id": id, "edits": edits}));
    for (code, in_use) in [("USD", true), ("AED", true), ("INR", false)] {
        assert_eq!(rate(&banked, code)["in_use"], in_use, "{code}");
    }
}

#[test]
fn nobody_is_quoted_in_drawing_rights() {
    let banked = Banked::good();
    let desk = &banked.desk;
    let refused = ("E2035".to_owned(), "currency".to_owned());
    let set = json!({"name": "Кран", "currency": "XDR", "price": "1"});
    assert_eq!(desk.fails("product.create", json!({ "set": set })), refused);
    let id = desk.ok("quote.create", json!({}))["quote"]["id"].clone();
    let edit = |edit: Value| desk.fails("quote.edit", json!({"id": id, "edits": [edit]}));
    let header = json!({"edit": "header", "set": {"currency": "XDR"}});
    assert_eq!(edit(header), refused);
    let set = json!({"name": "Фрахт", "amount": "1", "currency": "XAU"});
    let cost = json!({"edit": "cost_insert", "after": null, "set": set});
    assert_eq!(edit(cost), refused);
    let line = json!({"name": "Кран", "purchase_currency": "XDR"});
    let insert = json!({"edit": "insert", "after": null, "lines": [line]});
    assert_eq!(edit(insert).0, "E2035");
}

#[test]
fn a_history_is_loaded_and_compared_per_unit() {
    let banked = Banked::answering(|path, _| {
        if path.contains("XML_dynamic") {
            xml(HISTORY)
        } else {
            xml(D2025_14)
        }
    });
    let asked = json!({"currency": "CNY", "from": "2019-01-01", "to": "2025-10-14"});
    // Before the first refresh nobody knows how the bank calls it.
    assert_eq!(
        banked.desk.fails("rates.load_history", asked.clone()).0,
        "E4008"
    );
    banked.desk.ok("rates.refresh", json!({}));
    let loaded = banked.desk.ok("rates.load_history", asked.clone());
    let points = loaded["points"].as_array().unwrap();
    let first = &points[0];
    // Ten yuan in 2019, one in 2025: the chart sees units.
    assert_eq!(
        (&first["date"], &first["nominal"], &first["per_unit"]),
        (&json!("2019-03-09"), &json!("10"), &json!("9.83519"))
    );
    assert_eq!(points.last().unwrap()["per_unit"], "11.2816");
    assert_eq!(loaded["first"], "2019-03-09");
    assert_eq!(banked.desk.ok("rates.history", asked), loaded);
    let change = &rate(&banked, "CNY")["change"];
    assert_eq!(
        (&change["previous_date"], &change["percent"]),
        (&json!("2025-10-11"), &json!("-0.71"))
    );
    // The bank answers with yuan, whatever it is asked for.
    let other = json!({"currency": "USD", "from": "2019-01-01", "to": "2025-10-14"});
    assert_eq!(banked.desk.fails("rates.load_history", other).0, "E4006");
    assert_eq!(rate(&banked, "USD")["value"], "80.8548");
    let backwards = json!({"currency": "CNY", "from": "2025-10-14", "to": "2019-01-01"});
    assert_eq!(
        banked.desk.fails("rates.history", backwards),
        ("E2032".into(), "to".into())
    );
}

#[test]
fn a_rate_of_the_organisation_holds_over_the_banks_with_a_reason() {
    let banked = Banked::good();
    let desk = &banked.desk;
    desk.ok("rates.refresh", json!({}));
    let set = json!({"currency": "USD", "value": "85.5"});
    assert_eq!(
        desk.fails("rates.set_manual", json!({ "set": set })),
        ("E2010".into(), "reason".into())
    );
    for (field, value, code) in [
        ("reason", json!("  "), "E2010"),
        ("value", json!("0"), "E2019"),
        ("nominal", json!("-1"), "E2019"),
        ("currency", json!("RUB"), "E2024"),
        ("currency", json!("usd"), "E2024"),
        ("valid_until", json!("2025-10-01"), "E2032"),
    ] {
        let mut set = json!({"currency": "USD", "value": "85.5", "reason": "Договор"});
        set[field] = value;
        let refused = desk.fails("rates.set_manual", json!({ "set": set }));
        assert_eq!(refused, (code.to_owned(), field.to_owned()));
    }
    let set = json!({"currency": "USD", "value": "85.5", "reason": "Договор 12"});
    let made = desk.ok("rates.set_manual", json!({ "set": set }));
    assert_eq!(made["valid_from"], "2025-10-14");
    let usd = rate(&banked, "USD");
    assert_eq!(
        (&usd["value"], &usd["source"]),
        (&json!("85.5"), &json!("organisation"))
    );
    assert_eq!(usd["own"]["reason"], "Договор 12");

    let id = &made["id"];
    let patch = json!({"id": id, "set": {"value": "86"}});
    desk.ok("rates.set_manual", patch);
    assert_eq!(rate(&banked, "USD")["value"], "86");
    desk.ok("history.undo", json!({}));
    assert_eq!(rate(&banked, "USD")["value"], "85.5");

    desk.ok("rates.delete_manual", json!({"ids": [id]}));
    assert_eq!(rate(&banked, "USD")["value"], "80.8548");
    let bin = desk.ok("rates.own", json!({"bin": true}));
    assert_eq!(bin["rates"][0]["id"], *id);
    desk.ok("rates.restore_manual", json!({"ids": [id]}));
    let undone = desk.ok("history.undo", json!({}));
    assert_eq!(undone["stale"], json!(["history", "rates"]));
    assert_eq!(rate(&banked, "USD")["value"], "80.8548");
}

#[test]
fn addresses_are_checked_at_their_fields_and_can_be_put_back() {
    let banked = Banked::good();
    let desk = &banked.desk;
    for address in [
        "bank",
        "ftp://bank",
        "file:///etc/passwd",
        "https://",
        "javascript:1",
    ] {
        let refused = desk.fails("settings.set", json!({"rates_cbr": address}));
        assert_eq!(refused, ("E2034".into(), "rates_cbr".into()), "{address}");
    }
    let usual = desk.ok("settings.get", json!({}))["rates_cbr"].clone();
    let set = json!({"rates_cbr": " http://rates.office.example/cbr "});
    let changed = desk.ok("settings.set", set);
    assert_eq!(changed["rates_cbr"], "http://rates.office.example/cbr");
    let back = desk.ok("settings.set", json!({"rates_cbr": ""}));
    assert_eq!(back["rates_cbr"], usual);
}

#[test]
fn another_address_is_asked_from_the_next_refresh_on() {
    let banked = Banked::answering(|_, _| status("404 Not Found"));
    let other = banked.another(|_, _| xml(D2025_14));
    assert_eq!(banked.desk.fails("rates.refresh", json!({})).0, "E4004");
    let set = json!({"rates_cbr": other.root});
    banked.desk.ok("settings.set", set);
    let state = banked.desk.ok("rates.refresh", json!({}));
    assert!(state["failure"].is_null(), "{state}");
    assert_eq!(other.asked(), ["/XML_daily.asp"]);
}
