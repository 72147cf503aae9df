//! Quotes that are written on after they were sent, and what they were.

use serde_json::{Value, json};

use super::fixture::Desk;

/// A quote with a customer and these lines.
fn quote(desk: &Desk, lines: &[(&str, &str)]) -> String {
    let customer = desk.customer("Заря");
    let id = desk.quote(lines)["quote"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    header(desk, &id, json!({"customer_id": customer}));
    id
}

fn edit(desk: &Desk, id: &str, edits: Value) -> Value {
    desk.ok("quote.edit", json!({"id": id, "edits": edits}))
}

fn header(desk: &Desk, id: &str, set: Value) -> Value {
    edit(desk, id, json!([{"edit": "header", "set": set}]))
}

fn line(desk: &Desk, id: &str, at: usize, set: Value) -> Value {
    let row = get(desk, id)["lines"][at]["id"].clone();
    edit(desk, id, json!([{"edit": "line", "id": row, "set": set}]))
}

fn get(desk: &Desk, id: &str) -> Value {
    desk.ok("quote.get", json!({ "id": id }))
}

fn give(desk: &Desk, id: &str, command: &str) -> Value {
    desk.ok("quote.set_status", json!({"id": id, "command": command}))
}

fn revisions(desk: &Desk, id: &str) -> Vec<Value> {
    let all = desk.ok("quote.revisions", json!({ "id": id }));
    all["revisions"].as_array().unwrap().clone()
}

fn standing(view: &Value) -> (&str, u64) {
    let standing = &view["standing"];
    (
        standing["status"].as_str().unwrap(),
        standing["revision"].as_u64().unwrap(),
    )
}

#[test]
fn an_edit_of_a_sent_quote_begins_the_next_revision_as_one_step() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50")]);
    assert_eq!(standing(&get(&desk, &id)), ("draft", 1));
    let sent = give(&desk, &id, "send");
    assert_eq!(
        (standing(&sent), &sent["editable"]),
        (("sent", 1), &json!(true))
    );
    let delta = line(&desk, &id, 0, json!({"unit_price": "90"}));
    assert_eq!(
        (standing(&delta), &delta["quote"]["status"]),
        (("draft", 2), &json!("draft"))
    );
    assert_eq!(delta["standing"]["last"]["number"], 1);
    assert_eq!(delta["commands"], json!(["submit", "send"]));
    assert_eq!(delta["totals"]["net"], "190");
    let row = &desk.ok("quote.list", json!({}))["rows"][0];
    assert_eq!(
        (&row["status"], &row["revision"]),
        (&json!("draft"), &json!(2))
    );

    desk.ok("history.undo", json!({}));
    let back = get(&desk, &id);
    assert_eq!(
        (standing(&back), &back["totals"]["net"]),
        (("sent", 1), &json!("200"))
    );
    desk.ok("history.redo", json!({}));
    assert_eq!(standing(&get(&desk, &id)), ("draft", 2));
    give(&desk, &id, "send");
    assert_eq!(standing(&get(&desk, &id)), ("sent", 2));
    assert_eq!(revisions(&desk, &id).len(), 2);
}

#[test]
fn every_status_that_allows_it_is_taken_back_and_the_others_are_not() {
    let desk = Desk::open();
    for (commands, taken_back) in [
        (&["submit"][..], true),
        (&["send"], true),
        (&["send", "reject"], true),
        (&["send", "expire"], true),
        (&["submit", "approve"], false),
        (&["send", "accept"], false),
    ] {
        let id = quote(&desk, &[("1", "100")]);
        let mut view = Value::Null;
        for command in commands {
            view = give(&desk, &id, command);
        }
        assert_eq!(view["editable"], taken_back, "{commands:?}");
        if taken_back {
            let delta = header(&desk, &id, json!({"title": "Другая"}));
            assert_eq!(standing(&delta), ("draft", 2), "{commands:?}");
        } else {
            let edits = json!([{"edit": "header", "set": {"title": "Другая"}}]);
            let refused = desk.fails("quote.edit", json!({"id": id, "edits": edits}));
            assert_eq!(refused.0, "E5001", "{commands:?}");
        }
    }
}

#[test]
fn an_edit_that_changes_nothing_leaves_a_sent_quote_sent() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    give(&desk, &id, "send");
    let before = desk.ok("history.state", json!({}));
    let delta = line(&desk, &id, 0, json!({"unit_price": "100.00"}));
    assert_eq!(
        (standing(&delta), &delta["quote"]["status"]),
        (("sent", 1), &json!("sent"))
    );
    assert_eq!(desk.ok("history.state", json!({})), before);
    desk.fails(
        "quote.edit",
        json!({"id": id, "edits": [{"edit": "header", "set": {"discount_rate": "2"}}]}),
    );
    assert_eq!(standing(&get(&desk, &id)), ("sent", 1));
}

#[test]
fn a_sent_quote_expires_by_itself_and_an_extension_brings_it_back() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    header(&desk, &id, json!({"valid_until": "2026-11-22"}));
    give(&desk, &id, "send");
    let look = || {
        let counts = desk.ok("quote.counts", json!({}))["counts"].clone();
        let count = |status: &str| {
            let counts = counts.as_array().unwrap();
            let found = counts.iter().find(|pair| pair[0] == status);
            found.unwrap()[1].as_u64().unwrap()
        };
        let listed = |status: Value| {
            let page = desk.ok("quote.list", json!({ "status": status }));
            (
                page["total"].as_u64().unwrap(),
                page["rows"][0]["status"].clone(),
            )
        };
        let found = desk.ok("search.everywhere", json!({"text": "Заря", "limit": 5}));
        let view = get(&desk, &id);
        let status = view["standing"]["status"].clone();
        assert_eq!(listed(Value::Null), (1, status.clone()));
        assert_eq!(found["quotes"][0]["status"], status);
        for other in ["sent", "expired"] {
            let here = u64::from(status == other);
            assert_eq!(
                (count(other), listed(json!(other)).0),
                (here, here),
                "{other}"
            );
        }
        (status, view["commands"].clone())
    };
    let sent = (
        json!("sent"),
        json!(["accept", "reject", "expire", "reopen"]),
    );
    let expired = (json!("expired"), json!(["accept", "reject", "reopen"]));
    assert_eq!(look(), sent);
    desk.days_later(2);
    assert_eq!(look(), sent, "the last day counts");
    desk.days_later(1);
    assert_eq!(look(), expired);
    let refused = desk.fails("quote.set_status", json!({"id": id, "command": "expire"}));
    assert_eq!(refused.0, "E5002");

    let delta = header(&desk, &id, json!({"valid_until": "2026-12-31"}));
    assert_eq!(
        standing(&delta),
        ("sent", 2),
        "what is offered now is a revision of its own"
    );
    assert_eq!(look(), sent);
    assert_eq!(revisions(&desk, &id)[1]["status"], "sent");
    desk.ok("history.undo", json!({}));
    assert_eq!(look(), expired);
    assert_eq!(revisions(&desk, &id).len(), 1);
    desk.ok("history.redo", json!({}));
    give(&desk, &id, "expire");
    assert_eq!(look(), expired);
    header(&desk, &id, json!({"valid_until": "2027-01-31"}));
    assert_eq!(look(), sent);
    give(&desk, &id, "accept");
    assert_eq!(get(&desk, &id)["standing"]["status"], "accepted");
}

#[test]
fn documents_and_their_names_say_which_revision_they_are() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    let export = |revision: Value| {
        let request = json!({"quote_id": id, "format": "xlsx", "revision_id": revision});
        desk.ok("document.export", request)["name"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(!export(Value::Null).contains("ред."));
    give(&desk, &id, "send");
    line(&desk, &id, 0, json!({"unit_price": "90"}));
    let label = get(&desk, &id)["quote"]["label"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(export(Value::Null), format!("КП {label} ред. 2 Заря.xlsx"));
    let first = revisions(&desk, &id)[0]["id"].clone();
    assert_eq!(export(first.clone()), format!("КП {label} Заря (2).xlsx"));
    let other = quote(&desk, &[("1", "1")]);
    let request = json!({"quote_id": other, "format": "pdf", "revision_id": first});
    assert_eq!(desk.fails("document.export", request).0, "E3006");
}

#[test]
fn a_revision_is_looked_at_as_it_was() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50"), ("3", "7")]);
    let rows = get(&desk, &id)["lines"].clone();
    edit(
        &desk,
        &id,
        json!([
            {"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "Раздел"}]},
            {"edit": "alternative", "ids": [rows[1]["id"]], "of": rows[0]["id"]},
            {"edit": "header", "set": {"discount_amount": "10"}},
        ]),
    );
    let sent = give(&desk, &id, "send");
    let customer = sent["customer"]["id"].clone();
    desk.ok(
        "customer.patch",
        json!({"id": customer, "set": {"name": "Восход"}}),
    );
    edit(
        &desk,
        &id,
        json!([{"edit": "delete", "ids": [rows[0]["id"]]}]),
    );
    let first = revisions(&desk, &id)[0]["id"].clone();
    let seen = desk.ok("quote.edition", json!({"id": id, "revision_id": first}));
    assert_eq!(
        (&seen["customer"], &seen["row_count"]),
        (&json!("Заря"), &json!(4))
    );
    assert_eq!(
        (&seen["totals"], &seen["lines"]),
        (&sent["totals"], &sent["lines"])
    );
    let page = desk.ok(
        "quote.edition",
        json!({"id": id, "revision_id": first, "offset": 3, "limit": 5}),
    );
    assert_eq!(page["lines"].as_array().unwrap().len(), 1);
}

#[test]
fn a_revision_says_what_was_charged_and_what_was_not_known() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50")]);
    edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"deal": "export", "markup": "0.5"}}]),
    );
    line(&desk, &id, 0, json!({"purchase_price": "60"}));
    let sent = give(&desk, &id, "send");
    assert_eq!(sent["totals"]["unknown_cost_lines"], 1);
    edit(&desk, &id, json!([{"edit": "terms_off"}]));
    let first = revisions(&desk, &id)[0]["id"].clone();
    let seen = desk.ok("quote.edition", json!({"id": id, "revision_id": first}));
    assert_eq!(seen["totals"], sent["totals"]);
    for at in [0, 1] {
        let of = |view: &Value| view["lines"][at]["amounts"].clone();
        let (seen, sent) = (of(&seen), of(&sent));
        assert_eq!(seen["vat_rate"], "0");
        assert_eq!(seen["landed"]["profit"], sent["landed"]["profit"]);
    }
}

#[test]
fn two_revisions_are_compared_field_by_field() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50"), ("3", "7"), ("4", "1")]);
    let rows = get(&desk, &id)["lines"].clone();
    let row = |at: usize| rows[at]["id"].clone();
    give(&desk, &id, "send");
    edit(
        &desk,
        &id,
        json!([
            {"edit": "line", "id": row(0), "set": {"unit_price": "90.50", "note": "со склада"}},
            {"edit": "delete", "ids": [row(1)]},
            {"edit": "move", "ids": [row(3)], "after": null},
            {"edit": "insert", "after": row(2), "lines": [{"name": "Новая", "unit_price": "5"}]},
            {"edit": "header", "set": {"title": "Другая", "vat_rate": "0.1"}},
        ]),
    );
    let first = revisions(&desk, &id)[0]["id"].clone();
    let told = desk.ok("quote.compare", json!({"id": id, "from": first}));
    assert_eq!(
        (&told["from"]["number"], &told["to"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(
        told["header"],
        json!([
            {"field": "title", "from": "", "to": "Другая"},
            {"field": "vat_rate", "from": "0.22", "to": "0.1"},
        ])
    );
    assert_eq!(
        told["counts"],
        json!({"added": 1, "removed": 1, "changed": 1, "moved": 1})
    );
    let lines = told["lines"].as_array().unwrap();
    let shown: Vec<_> = lines
        .iter()
        .map(|l| {
            (
                l["change"].as_str().unwrap(),
                l["moved"] == true,
                l["difference"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("same", true, "0"),
            ("changed", false, "-9.5"),
            ("removed", false, "-100"),
            ("same", false, "0"),
            ("added", false, "5"),
        ]
    );
    assert_eq!(
        lines[1]["fields"],
        json!([
            {"field": "unit_price", "from": "100", "to": "90.5"},
            {"field": "note", "from": "", "to": "со склада"},
        ])
    );
    assert_eq!(lines[1]["number"], json!({"from": 1, "to": 2}));
    assert_eq!(told["totals"]["difference"]["net"], "-104.5");
    assert_eq!(told["totals"]["sums"]["from"]["net"], "225");
    let few = desk.ok(
        "quote.compare",
        json!({"id": id, "from": first, "only_changes": true}),
    );
    assert_eq!(few["row_count"], 4);
    let back = desk.ok("quote.compare", json!({"id": id, "to": first}));
    assert_eq!(back["totals"]["difference"]["net"], "104.5");
    let none = desk.ok(
        "quote.compare",
        json!({"id": id, "from": first, "to": first, "only_changes": true}),
    );
    assert_eq!(
        (&none["row_count"], &none["header"]),
        (&json!(0), &json!([]))
    );
}

#[test]
fn going_back_restores_everything_as_one_step() {
    let desk = Desk::open();
    let id = quote(&desk, &[]);
    edit(
        &desk,
        &id,
        json!([
            {"edit": "terms", "set": {"markup": "0.25"}},
            {"edit": "rate", "currency": "CNY", "value": "13"},
            {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "100", "currency": "CNY"}},
            {"edit": "insert", "after": null, "lines": [
                {"name": "Насос", "quantity": "10", "purchase_price": "100", "purchase_currency": "CNY"},
                {"name": "Клапан", "quantity": "4", "purchase_price": "250", "purchase_currency": "CNY"},
            ]},
        ]),
    );
    let sent = give(&desk, &id, "send");
    let (line, cost) = (&sent["lines"][0]["id"], &sent["terms"]["costs"][0]["id"]);
    let changed = edit(
        &desk,
        &id,
        json!([
            {"edit": "terms", "set": {"markup": "0.5"}},
            {"edit": "rate", "currency": "CNY", "value": "14"},
            {"edit": "cost_delete", "ids": [cost]},
            {"edit": "delete", "ids": [line]},
            {"edit": "insert", "after": null, "lines": [{"name": "Лишнее", "unit_price": "1"}]},
            {"edit": "header", "set": {"title": "Другая"}},
        ]),
    );
    let revision = revisions(&desk, &id)[0]["id"].clone();
    let told = desk.ok("quote.compare", json!({"id": id, "from": revision}));
    assert_eq!(told["terms"][0]["field"], "markup");
    assert_eq!(told["costs"][0]["to"], Value::Null);
    assert_eq!(told["rates"][0]["to"]["value"], "14");
    let delta = desk.ok("quote.revert", json!({"id": id, "revision_id": revision}));
    assert_eq!(
        (standing(&delta), &delta["totals"]),
        (("draft", 2), &sent["totals"])
    );
    let back = get(&desk, &id);
    assert_eq!(
        (&back["lines"], &back["terms"]),
        (&sent["lines"], &sent["terms"])
    );
    let same = desk.ok(
        "quote.compare",
        json!({"id": id, "from": revision, "only_changes": true}),
    );
    assert_eq!(
        (
            &same["row_count"],
            &same["header"],
            &same["terms"],
            &same["costs"],
            &same["rates"]
        ),
        (&json!(0), &json!([]), &json!([]), &json!([]), &json!([]))
    );
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"], changed["totals"]);
    // From a plain quote back to one that is priced from cost, and the other way.
    edit(&desk, &id, json!([{"edit": "terms_off"}]));
    give(&desk, &id, "send");
    desk.ok("quote.revert", json!({"id": id, "revision_id": revision}));
    assert_eq!(get(&desk, &id)["terms"], sent["terms"]);
    let plain = revisions(&desk, &id)[1]["id"].clone();
    desk.ok("quote.revert", json!({"id": id, "revision_id": plain}));
    let back = get(&desk, &id);
    assert_eq!(
        (&back["terms"], &back["totals"]["net"]),
        (&Value::Null, &changed["totals"]["net"])
    );
    let other = quote(&desk, &[("1", "1")]);
    let foreign = json!({"id": other, "revision_id": plain});
    assert_eq!(desk.fails("quote.revert", foreign).0, "E3006");
}

#[test]
fn going_back_empties_what_was_filled_in_since() {
    let mut desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50")]);
    edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"markup": "0.25"}}]),
    );
    let sent = give(&desk, &id, "send");
    let row = |at: usize| sent["lines"][at]["id"].clone();
    edit(
        &desk,
        &id,
        json!([
            {"edit": "header", "set": {"discount_rate": "0.1", "contact_id": null, "valid_until": null}},
            {"edit": "terms", "set": {"commission_rate": "0.02", "commission_party": "Агент"}},
            {"edit": "rate", "currency": "CNY", "value": "13"},
            {"edit": "line", "id": row(0), "set": {
                "discount": "0.1", "vat_rate": "0.1", "weight_kg": "2", "purchase_price": "10",
                "purchase_currency": "CNY", "price_includes_vat": true, "supplier_country": "CN",
                "supplier_vat": "0.13", "supplier_discount": "0.05", "internal_markup": "0.02",
                "duty_rate": "0.05", "excise_per_kg": "1", "markup": "0.3", "note": "со склада",
            }},
            {"edit": "alternative", "ids": [row(1)], "of": row(0)},
        ]),
    );
    let revision = revisions(&desk, &id)[0]["id"].clone();
    desk.ok("quote.revert", json!({"id": id, "revision_id": revision}));
    desk.restart();
    let back = get(&desk, &id);
    for part in ["lines", "terms", "totals", "rates"] {
        assert_eq!(back[part], sent[part], "{part}");
    }
    for (field, value) in sent["quote"].as_object().unwrap() {
        if field != "status" {
            assert_eq!(&back["quote"][field], value, "{field}");
        }
    }
}

#[test]
fn a_number_is_given_once_whatever_is_taken_back() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    give(&desk, &id, "send");
    desk.ok("history.undo", json!({}));
    assert_eq!(standing(&get(&desk, &id)), ("draft", 2));
    let listed = &desk.ok("quote.list", json!({}))["rows"][0]["revision"];
    assert_eq!(listed, 2);
    header(&desk, &id, json!({"title": "Другая"}));
    assert_eq!(standing(&give(&desk, &id, "send")), ("sent", 2));
    let numbers: Vec<Value> = revisions(&desk, &id)
        .iter()
        .map(|revision| revision["number"].clone())
        .collect();
    assert_eq!(numbers, [2]);
}

#[test]
fn what_is_sent_again_for_other_parties_is_another_revision() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    let customer = get(&desk, &id)["quote"]["customer_id"].clone();
    let again = |number: u64| {
        give(&desk, &id, "reopen");
        assert_eq!(standing(&give(&desk, &id, "send")), ("sent", number));
    };
    give(&desk, &id, "send");
    again(1);
    let remark = json!({"id": customer, "set": {"note": "Платят поздно"}});
    desk.ok("customer.patch", remark);
    again(1);
    let bank = json!({"id": customer, "set": {"bank_name": "Сбербанк"}});
    desk.ok("customer.patch", bank);
    again(2);
    let seller = desk.ok("organisation.get", json!({}))["id"].clone();
    let phone = json!({"id": seller, "set": {"phone": "+7 495 000-00-00"}});
    desk.ok("organisation.patch", phone);
    again(3);
}

#[test]
fn nothing_is_offered_to_somebody_in_the_bin_or_until_a_day_that_is_over() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100")]);
    let customer = get(&desk, &id)["quote"]["customer_id"].clone();
    let refused = |commands: &[&str], code: &str, field: &str| {
        for command in commands {
            let request = json!({"id": id, "command": command});
            let told = desk.fails("quote.set_status", request);
            assert_eq!(told, (code.to_owned(), field.to_owned()));
        }
    };
    let person = json!({"customer_id": customer, "first_name": "Ирина"});
    let contact = desk.ok("contact.create", json!({ "set": person }))["id"].clone();
    header(&desk, &id, json!({ "contact_id": contact }));
    give(&desk, &id, "submit");
    give(&desk, &id, "approve");
    desk.ok("contact.delete", json!({ "id": contact }));
    refused(&["send"], "E5009", "contact_id");
    desk.ok("history.undo", json!({}));
    give(&desk, &id, "reopen");
    desk.ok("customer.delete", json!({"ids": [customer]}));
    refused(&["submit", "send"], "E5009", "customer_id");
    desk.ok("history.undo", json!({}));
    header(
        &desk,
        &id,
        json!({"quote_date": "2026-11-01", "valid_until": "2026-11-19"}),
    );
    refused(&["submit", "send"], "E5023", "valid_until");
    header(&desk, &id, json!({"valid_until": "2026-11-20"}));
    give(&desk, &id, "send");
}

#[test]
fn two_long_revisions_are_compared_in_pages() {
    let desk = Desk::open();
    let lines: Vec<(String, String)> = (1..=1_000)
        .map(|i| ("2".to_owned(), i.to_string()))
        .collect();
    let lines: Vec<(&str, &str)> = lines
        .iter()
        .map(|(q, p)| (q.as_str(), p.as_str()))
        .collect();
    let id = quote(&desk, &lines);
    give(&desk, &id, "send");
    header(&desk, &id, json!({"discount_rate": "0.1"}));
    let first = revisions(&desk, &id)[0]["id"].clone();
    let page = |offset: u32| {
        let request = json!({"id": id, "from": first, "offset": offset, "only_changes": true});
        desk.ok("quote.compare", request)
    };
    let (one, two) = (page(0), page(500));
    assert_eq!(
        (&one["row_count"], &one["counts"]["changed"]),
        (&json!(1_000), &json!(1_000))
    );
    assert_eq!(one["lines"].as_array().unwrap().len(), 500);
    assert_eq!(two["lines"][499]["difference"], "-200");
    assert_eq!(page(1_000)["lines"], json!([]));
}

#[test]
fn a_heading_whose_lines_changed_is_not_counted_beside_them() {
    let desk = Desk::open();
    let id = quote(&desk, &[("1", "100"), ("2", "50")]);
    let heading =
        json!({"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "Насосы"}]});
    edit(&desk, &id, json!([heading]));
    give(&desk, &id, "send");
    let line = get(&desk, &id)["lines"][1]["id"].clone();
    edit(
        &desk,
        &id,
        json!([{"edit": "line", "id": line, "set": {"quantity": "3"}}]),
    );
    let first = revisions(&desk, &id)[0]["id"].clone();
    let told = desk.ok("quote.compare", json!({"id": id, "from": first}));
    assert_eq!(told["counts"]["changed"], 1);
    assert_eq!(
        (&told["lines"][0]["kind"], &told["lines"][0]["change"]),
        (&json!("section"), &json!("changed"))
    );
}
