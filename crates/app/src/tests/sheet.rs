//! The quote kept in memory is never another than the one in the store.

use serde_json::{Value, json};

use super::fixture::Desk;

/// The quote as it is kept, and as it is read once anything else was written.
fn check(desk: &Desk, id: &str) -> Value {
    let asked = json!({ "id": id });
    let kept = desk.ok("quote.get", asked.clone());
    desk.ok("supplier.create", json!({"set": {"name": "Завод"}}));
    let read = desk.ok("quote.get", asked);
    assert_eq!(kept, read);
    read
}

/// The same, without what is `null`: an optional field that is left out says as much.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let told = fields.iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                told.map(|(name, value)| (name.clone(), without_nulls(value)))
                    .collect(),
            )
        }
        Value::Array(list) => list.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// What a screen shows that showed `view` and was told what an edit changed.
fn told(view: &Value, delta: &Value) -> Value {
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    let list = |of: &Value| of.as_array().unwrap().clone();
    let mut rows = list(&view["lines"]);
    for row in list(&delta["lines"]) {
        match rows.iter_mut().find(|known| known["id"] == row["id"]) {
            Some(known) => *known = row,
            None => rows.push(row),
        }
    }
    for columns in list(&delta["columns"]) {
        for (i, id) in list(&columns["ids"]).iter().enumerate() {
            let row = rows.iter_mut().find(|known| known["id"] == *id).unwrap();
            for (part, at) in [
                ("fields", ""),
                ("amounts", "/amounts"),
                ("landed", "/amounts/landed"),
                ("line", "/amounts/landed/line"),
            ] {
                let Some(Value::Object(known)) = row.pointer_mut(at) else {
                    continue;
                };
                for (name, column) in columns[part].as_object().unwrap() {
                    // Nothing where there is nothing.
                    if !column[i].is_null() || known.contains_key(name) {
                        known.insert(name.clone(), column[i].clone());
                    }
                }
            }
        }
    }
    rows.retain(|row| !list(&delta["removed"]).contains(&row["id"]));
    if let Some(order) = delta["order"].as_array() {
        let place = |row: &Value| order.iter().position(|it| *it == id(row).as_str());
        rows.sort_by_key(place);
    }
    Value::from(rows)
}

#[test]
fn every_way_to_change_a_quote_shows_what_is_stored() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "10.10"), ("2", "20.20"), ("3", "30.30")]);
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let other = desk.quote(&[("7", "70")]);
    let row = |view: &Value, at: usize| view["lines"][at]["id"].as_str().unwrap().to_owned();
    let edit = |edits: Value| json!({"id": id, "edits": edits});
    let mut view = check(&desk, &id);
    for set in [json!({"quantity": "5"}), json!({"unit_price": "0.335"})] {
        desk.ok(
            "quote.edit",
            edit(json!([{"edit": "line", "id": row(&view, 1), "set": set}])),
        );
        view = check(&desk, &id);
    }
    // A refused edit leaves nothing behind, not even in memory.
    let refused = json!([
        {"edit": "line", "id": row(&view, 0), "set": {"quantity": "9"}},
        {"edit": "line", "id": row(&view, 1), "set": {"quantity": "-1"}},
    ]);
    desk.fails("quote.edit", edit(refused));
    assert_eq!(check(&desk, &id), view);
    desk.ok(
        "quote.edit",
        edit(json!([{"edit": "move", "ids": [row(&view, 2)], "after": null}])),
    );
    check(&desk, &id);
    desk.ok(
        "quote.edit",
        edit(json!([{"edit": "header", "set": {"discount_rate": "0.1"}}])),
    );
    check(&desk, &id);
    desk.ok("quote.get", json!({"id": other["quote"]["id"]}));
    for _ in 0..3 {
        desk.ok("history.undo", json!({}));
        check(&desk, &id);
        desk.ok("history.redo", json!({}));
    }
    desk.ok("quote.delete", json!({"ids": [id]}));
    check(&desk, &id);
    desk.ok("quote.restore", json!({"ids": [id]}));
    check(&desk, &id);
}

#[test]
fn a_quote_that_is_priced_from_cost_shows_what_is_stored() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "10.10"), ("2", "20.20"), ("3", "30.30")]);
    let id = &quote["quote"]["id"];
    let customer = desk.customer("Заря");
    let row = |at: usize| quote["lines"][at]["id"].clone();
    let lines = desk.ok(
        "line_template.save",
        json!({"quote_id": id, "name": "Строки", "ids": [row(0)]}),
    );
    let change = |command: &str, mut request: Value| {
        request["id"] = id.clone();
        let shown = check(&desk, id.as_str().unwrap());
        let delta = desk.ok(command, request);
        let view = check(&desk, id.as_str().unwrap());
        if command == "quote.edit" {
            assert_eq!(
                without_nulls(&told(&shown, &delta)),
                without_nulls(&view["lines"])
            );
            assert_eq!(delta["totals"], view["totals"]);
        }
        view
    };
    let edit = |edits: Value| change("quote.edit", json!({ "edits": edits }));
    let status = |command: &str| change("quote.set_status", json!({ "command": command }));
    let bought = json!({"purchase_price": "7", "purchase_currency": "CNY", "calculated": true});
    edit(json!([{"edit": "header", "set": {"customer_id": customer}}]));
    edit(json!([{"edit": "terms", "set": {"markup": "0.25", "commission_amount": "3"}}]));
    edit(json!([{"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "5"}}]));
    edit(json!([{"edit": "line", "id": row(0), "set": bought}]));
    edit(json!([{"edit": "rate", "currency": "CNY", "value": "11"}]));
    edit(json!([{"edit": "alternative", "ids": [row(2)], "of": row(0)}]));
    edit(
        json!([{"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "Раздел"}]}]),
    );
    edit(json!([{"edit": "header", "set": {"discount_rate": "0.01"}}]));
    for optional in [true, false] {
        edit(json!([{"edit": "line", "id": row(1), "set": {"optional": optional}}]));
        edit(
            json!([{"edit": "cost_insert", "after": null, "set": {"name": "Сбор", "amount": "7"}}]),
        );
    }
    let sent = status("send");
    let template = desk.ok("template.save", json!({"quote_id": id, "name": "Китай"}));
    let all = desk.ok("line_template.save", json!({"quote_id": id, "name": "Всё"}));
    edit(json!([{"edit": "choose", "id": row(2)}]));
    edit(json!([{"edit": "terms", "set": {"markup": "0.5", "commission_rate": "0.02"}}]));
    edit(json!([{"edit": "duplicate", "ids": [row(1)]}]));
    let template = &template["terms"]["id"];
    edit(json!([{"edit": "template", "id": template}]));
    for template in [&lines, &all] {
        let asked = json!({"id": template["id"], "quote_id": id});
        desk.ok("line_template.insert", asked);
        check(&desk, id.as_str().unwrap());
    }
    edit(json!([{"edit": "rate", "currency": "CNY", "value": null}]));
    let usd = json!([{"currency": "USD", "value": "90"}]);
    change(
        "quote.set_currency",
        json!({"currency": "USD", "convert": true, "rates": usd}),
    );
    change("quote.set_currency", json!({"currency": "RUB"}));
    edit(json!([{"edit": "terms_off"}]));
    let revision = &sent["standing"]["last"]["id"];
    change("quote.revert", json!({"revision_id": revision}));
    for command in ["submit", "reopen", "send", "accept"] {
        status(command);
    }
    for _ in 0..12 {
        desk.ok("history.undo", json!({}));
        check(&desk, id.as_str().unwrap());
    }
}

#[test]
fn sums_out_of_sight_are_told_of_and_can_be_read() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "10.10"), ("2", "20.20"), ("3", "30.30")]);
    let id = &quote["quote"]["id"];
    let row = |at: usize| quote["lines"][at]["id"].clone();
    let get = || desk.ok("quote.get", json!({ "id": id }));
    let edit = |edits: Value, sight: Value| {
        desk.ok(
            "quote.edit",
            json!({"id": id, "edits": edits, "sight": sight}),
        )
    };
    let with_sums = |shown: &Value, delta: &Value| {
        let sums = desk.ok("quote.sums", json!({ "id": id }));
        let rest = json!({"lines": [], "columns": [sums["columns"]], "removed": [], "order": null});
        told(&json!({"lines": told(shown, delta)}), &rest)
    };
    let shown = get();
    let discount = json!([{"edit": "header", "set": {"discount_rate": "0.1"}}]);
    let delta = edit(discount, json!([row(1)]));
    assert_eq!(delta["columns"][0]["ids"], json!([row(1)]));
    assert_eq!(delta["sums_changed"], true);
    assert_eq!(
        without_nulls(&with_sums(&shown, &delta)),
        without_nulls(&get()["lines"])
    );

    let bought = |at: usize| json!({"edit": "line", "id": row(at), "set": {"purchase_price": "7", "calculated": true}});
    let terms = json!({"edit": "terms", "set": {"markup": "0.25"}});
    edit(json!([terms, bought(0), bought(1), bought(2)]), json!(null));
    let shown = get();
    let freight =
        json!([{"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "5"}}]);
    let delta = edit(freight, json!([]));
    assert_eq!(
        (&delta["columns"], &delta["sums_changed"]),
        (&json!([]), &json!(true))
    );
    assert_eq!(
        without_nulls(&with_sums(&shown, &delta)),
        without_nulls(&get()["lines"])
    );

    let without_vat = json!([
        {"edit": "line", "id": row(0), "set": {"vat_rate": "none"}},
        {"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "Раздел"}]},
    ]);
    let shown = get();
    let delta = edit(without_vat, json!([]));
    assert_eq!(
        without_nulls(&with_sums(&shown, &delta)),
        without_nulls(&get()["lines"])
    );

    // The row that is edited crosses wherever it stands.
    let renamed = json!([{"edit": "line", "id": row(2), "set": {"name": "Кран"}}]);
    let delta = edit(renamed, json!([]));
    assert_eq!(delta["columns"][0]["fields"], json!({"name": ["Кран"]}));
    assert_eq!(delta["sums_changed"], false);
}
