//! Copies of quotes, and templates of lines.

use serde_json::{Value, json};

use super::fixture::Desk;

fn edit(desk: &Desk, id: &Value, edits: Value) -> Value {
    desk.ok("quote.edit", json!({"id": id, "edits": edits}))
}

fn get(desk: &Desk, id: &Value) -> Value {
    desk.ok("quote.get", json!({ "id": id }))
}

/// A quote of three products, one of them by its article alone, and a line of its own.
fn catalogued(desk: &Desk) -> (Value, Vec<String>) {
    let product = |article: &str, price: Value| {
        desk.product(
            json!({"name": article, "article": article, "price": price, "currency": "RUB"}),
        )
    };
    let products: Vec<String> = ["A", "B", "C"]
        .map(|article| product(article, json!("100")))
        .into();
    let made = desk.ok(
        "quote.create",
        json!({"product_ids": [products[0], products[1]]}),
    );
    let id = made["quote"]["id"].clone();
    let last = made["lines"][1]["id"].clone();
    let own = json!([
        {"name": "C", "article": "C", "unit_price": "80"},
        {"name": "Монтаж", "unit_price": "500"},
    ]);
    edit(
        desk,
        &id,
        json!([{"edit": "insert", "after": last, "lines": own}]),
    );
    (id, products)
}

fn outcomes(answer: &Value) -> Vec<(String, String, Value)> {
    let prices = answer["prices"].as_array().unwrap().iter();
    let told = prices.map(|p| {
        let text = |name: &str| p[name].as_str().unwrap().to_owned();
        (text("name"), text("outcome"), p["to"].clone())
    });
    told.collect()
}

#[test]
fn a_copy_keeps_its_prices_or_takes_those_of_the_catalogue() {
    let desk = Desk::open();
    let (id, products) = catalogued(&desk);
    desk.ok(
        "product.patch",
        json!({"id": products[0], "set": {"price": "120"}}),
    );
    desk.ok("product.delete", json!({"ids": [products[1]]}));
    let ask = |refresh: bool, preview: bool| {
        desk.ok(
            "quote.duplicate",
            json!({"id": id, "refresh": refresh, "preview": preview}),
        )
    };
    let count = || desk.ok("quote.list", json!({}))["total"].clone();
    let preview = ask(true, true);
    assert_eq!(
        (count(), &preview["quote"]),
        (json!(1), &Value::Null),
        "a preview writes nothing"
    );
    assert_eq!(
        outcomes(&preview),
        [
            ("A".into(), "changed".into(), json!("120")),
            ("B".into(), "not_found".into(), Value::Null),
            ("C".into(), "changed".into(), json!("100")),
            ("Монтаж".into(), "not_found".into(), Value::Null),
        ]
    );
    let net = |totals: &str| preview[totals]["net"].clone();
    assert_eq!(
        (net("original"), net("keep"), net("refresh")),
        (json!("780"), json!("780"), json!("820"))
    );
    assert_eq!(ask(false, false)["quote"]["totals"]["net"], "780");
    let copy = ask(true, false)["quote"].clone();
    assert_eq!(
        (&copy["totals"], &copy["quote"]["status"]),
        (&preview["refresh"], &json!("draft"))
    );
    assert_eq!(count(), 3);
    desk.ok("history.undo", json!({}));
    assert_eq!(count(), 2);
    assert_eq!(
        get(&desk, &id)["totals"]["net"],
        "780",
        "the original stays"
    );
}

#[test]
fn a_copy_takes_list_prices_in_other_currencies_at_the_rates_of_today() {
    let desk = Desk::open();
    let product = desk.product(json!({"name": "Насос", "price": "10", "currency": "USD"}));
    let set =
        json!({"currency": "USD", "value": "80", "reason": "Договор", "valid_from": "2026-01-01"});
    let rate = desk.ok("rates.set_manual", json!({ "set": set }));
    let made = desk.ok("quote.create", json!({"product_ids": [product]}));
    let id = made["quote"]["id"].clone();
    assert_eq!(made["lines"][0]["unit_price"], "800");
    let patch = json!({"id": rate["id"], "set": {"value": "90"}});
    desk.ok("rates.set_manual", patch);
    let copy = desk.ok("quote.duplicate", json!({"id": id, "refresh": true}));
    let told = (&copy["prices"][0]["to"], &copy["prices"][0]["to_currency"]);
    assert_eq!(told, (&json!("900"), &json!("RUB")));
    assert_eq!(copy["quote"]["lines"][0]["unit_price"], "900");
    assert_eq!(copy["quote"]["rates"][0]["value"], "90");
    let kept = desk.ok("quote.duplicate", json!({ "id": id }))["quote"].clone();
    assert_eq!(kept["lines"][0]["unit_price"], "800");
    assert_eq!(kept["rates"][0]["value"], "80");
}

#[test]
fn a_copy_that_is_priced_from_cost_takes_purchase_prices() {
    let desk = Desk::open();
    let product =
        desk.product(json!({"name": "Насос", "article": "N", "price": "100", "currency": "RUB"}));
    let id = desk.ok("quote.create", json!({}))["quote"]["id"].clone();
    edit(
        &desk,
        &id,
        json!([
            {"edit": "terms", "set": {"markup": "0.5"}},
            {"edit": "products", "after": null, "product_ids": [product]},
        ]),
    );
    desk.ok(
        "product.patch",
        json!({"id": product, "set": {"price": "7", "currency": "CNY"}}),
    );
    let preview = desk.ok(
        "quote.duplicate",
        json!({"id": id, "refresh": true, "preview": true}),
    );
    let change = &preview["prices"][0];
    assert_eq!(
        (
            &change["purchase"],
            &change["from"],
            &change["from_currency"],
            &change["to"],
            &change["to_currency"]
        ),
        (
            &json!(true),
            &json!("100"),
            &json!("RUB"),
            &json!("7"),
            &json!("CNY")
        )
    );
    let copy = desk.ok("quote.duplicate", json!({"id": id, "refresh": true}))["quote"].clone();
    assert_eq!(copy["lines"][0]["purchase_price"], "7");
    assert_eq!(
        copy["terms"]["missing_rates"],
        json!(["CNY"]),
        "its rate is asked for"
    );
}

#[test]
fn a_rate_of_vat_that_no_longer_holds_is_replaced_in_a_refreshed_copy() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "100")]);
    let id = &quote["quote"]["id"];
    edit(
        &desk,
        id,
        json!([{"edit": "header", "set": {"vat_rate": "0.2"}}]),
    );
    let copy = desk.ok("quote.duplicate", json!({"id": id, "refresh": true}));
    assert_eq!(copy["vat_rate"], json!({"from": "0.2", "to": "0.22"}));
    assert_eq!(copy["quote"]["totals"]["vat"], "22");
    let kept = desk.ok("quote.duplicate", json!({"id": id}));
    assert_eq!(kept["quote"]["totals"]["vat"], "20");
}

#[test]
fn lines_and_sections_are_kept_and_put_into_another_quote() {
    let desk = Desk::open();
    let (id, products) = catalogued(&desk);
    let rows = get(&desk, &id)["lines"].clone();
    let row = |at: usize| rows[at]["id"].clone();
    edit(
        &desk,
        &id,
        json!([
            {"edit": "insert", "after": row(1), "lines": [{"kind": "section", "name": "Прочее"}]},
            {"edit": "alternative", "ids": [row(3)], "of": row(2)},
        ]),
    );
    let section = get(&desk, &id)["lines"][2]["id"].clone();
    let save = |ids: Value| {
        desk.ok(
            "line_template.save",
            json!({"quote_id": id, "name": "Набор", "ids": ids}),
        )
    };
    let saved = save(json!([row(0), section]));
    assert_eq!(
        (&saved["row_count"], &saved["scope"]),
        (&json!(4), &json!("lines")),
        "a section brings its lines"
    );
    desk.ok(
        "product.patch",
        json!({"id": products[0], "set": {"price": "150"}}),
    );

    let other = desk.quote(&[("1", "1"), ("1", "2")]);
    let (to, after) = (
        other["quote"]["id"].clone(),
        other["lines"][0]["id"].clone(),
    );
    let insert = |refresh: bool, preview: bool| {
        let request = json!({"id": saved["id"], "quote_id": to, "after": after, "refresh": refresh, "preview": preview});
        desk.ok("line_template.insert", request)
    };
    let preview = insert(false, true);
    assert_eq!(
        outcomes(&preview)[0],
        ("A".into(), "changed".into(), json!("150"))
    );
    assert_eq!(preview["delta"], Value::Null);
    let names = || {
        let view = get(&desk, &to);
        let lines = view["lines"].as_array().unwrap().iter();
        lines
            .map(|l| l["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let delta = insert(false, false)["delta"].clone();
    assert_eq!(
        (names().as_str(), &delta["totals"]["net"]),
        ("Кран A Прочее C Монтаж Кран", &json!("183"))
    );
    let view = get(&desk, &to);
    assert_eq!(view["lines"][4]["alternative_of"], view["lines"][3]["id"]);
    desk.ok("history.undo", json!({}));
    assert_eq!(names(), "Кран Кран");
    assert_eq!(insert(true, false)["delta"]["totals"]["net"], "253");

    // In another currency fixed prices are not taken over as if they were of it.
    let dollars = desk.quote(&[]);
    let dollars = dollars["quote"]["id"].clone();
    edit(
        &desk,
        &dollars,
        json!([{"edit": "header", "set": {"currency": "USD"}}]),
    );
    let request = json!({"id": saved["id"], "quote_id": dollars, "after": null});
    let delta = desk.ok("line_template.insert", request)["delta"].clone();
    assert_eq!(
        (
            &delta["totals"]["net"],
            delta["without_price"].as_array().unwrap().len()
        ),
        (&json!("0"), 3)
    );
}

#[test]
fn an_excise_is_converted_or_goes_and_is_counted() {
    let desk = Desk::open();
    let landed = |edits: Value| {
        let id = desk.ok("quote.create", json!({}))["quote"]["id"].clone();
        edit(&desk, &id, json!([{"edit": "terms", "set": {}}]));
        edit(&desk, &id, edits);
        id
    };
    let line = json!({"name": "Спирт", "purchase_price": "100", "excise_per_kg": "600"});
    let from = landed(json!([{"edit": "insert", "after": null, "lines": [line]}]));
    let row = get(&desk, &from)["lines"][0]["id"].clone();
    let saved = desk.ok(
        "line_template.save",
        json!({"quote_id": from, "name": "Спирт", "ids": [row]}),
    );
    let header = json!({"edit": "header", "set": {"currency": "USD"}});
    let rate = json!({"edit": "rate", "currency": "USD", "value": "80"});
    for (edits, excise, lost) in [
        (json!([]), json!("600"), 0),
        (json!([header, rate]), json!("7.5"), 0),
        (json!([header]), Value::Null, 1),
    ] {
        let id = landed(edits);
        let asked = json!({"id": saved["id"], "quote_id": id});
        let done = desk.ok("line_template.insert", asked);
        let line = &get(&desk, &id)["lines"][0];
        assert_eq!(
            (&line["excise_per_kg"], &done["without_excise"]),
            (&excise, &json!(lost))
        );
    }
}

#[test]
fn a_long_list_of_prices_is_shown_in_part_and_counted_in_full() {
    let desk = Desk::open();
    let prices = vec![("1", "1"); 600];
    let id = desk.quote(&prices)["quote"]["id"].clone();
    let told = desk.ok("quote.duplicate", json!({"id": id, "preview": true}));
    assert_eq!(told["prices"].as_array().unwrap().len(), 500);
    assert_eq!(
        (
            &told["others"],
            &told["not_found"],
            &told["changed"],
            &told["same"]
        ),
        (&json!(600), &json!(600), &json!(0), &json!(0))
    );
}

#[test]
fn a_copy_is_not_for_a_contact_in_the_bin() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let person = json!({"customer_id": customer, "first_name": "Ирина"});
    let contact = desk.ok("contact.create", json!({ "set": person }))["id"].clone();
    let id = desk.quote(&[("1", "1")])["quote"]["id"].clone();
    let header = json!({"customer_id": customer, "contact_id": contact});
    edit(&desk, &id, json!([{"edit": "header", "set": header}]));
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    let whom = || {
        let copy = desk.ok("quote.duplicate", json!({ "id": id }))["quote"]["quote"].clone();
        (copy["customer_id"].clone(), copy["contact_id"].clone())
    };
    assert_eq!(whom(), (json!(customer), contact.clone()));
    desk.ok("contact.delete", json!({ "id": contact }));
    assert_eq!(whom(), (json!(customer), Value::Null));
    desk.ok("customer.delete", json!({"ids": [customer]}));
    assert_eq!(whom(), (Value::Null, Value::Null));
}

#[test]
fn a_whole_quote_begins_another() {
    let desk = Desk::open();
    let id = desk.quote(&[])["quote"]["id"].clone();
    edit(
        &desk,
        &id,
        json!([
            {"edit": "header", "set": {"title": "Котельная", "payment_text": "50/50", "discount_rate": "0.1"}},
            {"edit": "terms", "set": {"markup": "0.25"}},
            {"edit": "rate", "currency": "CNY", "value": "13"},
            {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "100"}},
            {"edit": "insert", "after": null, "lines": [
                {"name": "Насос", "quantity": "10", "purchase_price": "100", "purchase_currency": "CNY"},
            ]},
        ]),
    );
    let original = get(&desk, &id);
    let saved = desk.ok(
        "line_template.save",
        json!({"quote_id": id, "name": "Котельная"}),
    );
    assert_eq!(saved["scope"], "quote");
    let made = desk.ok("quote.create", json!({"template_id": saved["id"]}));
    assert_eq!(
        (&made["totals"], &made["quote"]["title"]),
        (&original["totals"], &json!("Котельная"))
    );
    assert_eq!(made["quote"]["payment_text"], "50/50");
    assert_eq!(made["terms"]["costs"].as_array().unwrap().len(), 1);
    assert_ne!(made["lines"][0]["id"], original["lines"][0]["id"]);
    let named = json!({"template_id": saved["id"], "title": "Другая"});
    assert_eq!(desk.ok("quote.create", named)["quote"]["title"], "Другая");
    let seen = desk.ok("line_template.get", json!({"id": saved["id"]}));
    assert_eq!(
        (&seen["rows"][0]["name"], &seen["landed"]),
        (&json!("Насос"), &json!(true))
    );

    // Put into a plain quote, a computed price is the one that was computed.
    let plain = desk.quote(&[])["quote"]["id"].clone();
    let request = json!({"id": saved["id"], "quote_id": plain});
    let delta = desk.ok("line_template.insert", request)["delta"].clone();
    assert_eq!(
        (
            &delta["lines"][0]["calculated"],
            &delta["lines"][0]["unit_price"]
        ),
        (
            &json!(false),
            &original["lines"][0]["amounts"]["unit_price"]
        )
    );
}

#[test]
fn templates_of_lines_are_renamed_overwritten_removed_and_restored() {
    let desk = Desk::open();
    let (id, _) = catalogued(&desk);
    let save = |name: &str, more: Value| {
        let mut request = json!({"quote_id": id, "name": name});
        request
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        request
    };
    let saved = desk.ok("line_template.save", save("Набор", json!({})));
    let list =
        |bin: bool| desk.ok("line_template.list", json!({ "bin": bin }))["templates"].clone();
    let template = &saved["id"];
    desk.ok(
        "line_template.rename",
        json!({"id": template, "name": "Другой"}),
    );
    assert_eq!(list(false)[0]["name"], "Другой");
    assert_eq!(
        desk.fails("line_template.rename", json!({"id": template, "name": " "}))
            .0,
        "E2010"
    );
    assert_eq!(
        desk.fails("line_template.save", save("", json!({}))),
        ("E2010".into(), "name".into())
    );
    let line = get(&desk, &id)["lines"][0]["id"].clone();
    let over = desk.ok(
        "line_template.save",
        save("Другой", json!({"id": template, "ids": [line]})),
    );
    assert_eq!(
        (&over["row_count"], list(false).as_array().unwrap().len()),
        (&json!(1), 1)
    );
    desk.ok("line_template.delete", json!({"ids": [over["id"]]}));
    assert_eq!(
        (list(false), list(true).as_array().unwrap().len()),
        (json!([]), 2)
    );
    assert_eq!(
        desk.fails("line_template.get", json!({"id": over["id"]})).0,
        "E3006"
    );
    desk.ok("line_template.restore", json!({"ids": [over["id"]]}));
    assert_eq!(list(false).as_array().unwrap().len(), 1);
    desk.ok("history.undo", json!({}));
    assert_eq!(list(false), json!([]));
    let empty = desk.quote(&[])["quote"]["id"].clone();
    let nothing = json!({"quote_id": empty, "name": "Пустой"});
    assert_eq!(desk.fails("line_template.save", nothing).0, "E5006");
    let foreign = json!({"quote_id": empty, "name": "x", "ids": [line]});
    assert_eq!(desk.fails("line_template.save", foreign).0, "E3006");
}
