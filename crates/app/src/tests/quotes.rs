use serde_json::{Value, json};

use super::fixture::Desk;

fn ids(view: &Value) -> Vec<String> {
    view["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .collect()
}

fn edit(desk: &Desk, quote: &Value, edits: Value) -> Value {
    desk.ok(
        "quote.edit",
        json!({"id": quote["quote"]["id"], "edits": edits}),
    )
}

#[test]
fn an_edit_returns_what_looks_different_and_saves_it() {
    let desk = Desk::open();
    let quote = desk.quote(&[("10", "1234.50"), ("3", "0.335")]);
    let line = ids(&quote)[0].clone();
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "line", "id": line, "set": {"discount": "0.05"}}]),
    );
    let [changed] = &delta["columns"].as_array().unwrap()[..] else {
        panic!("one row changed");
    };
    assert_eq!(changed["ids"], json!([line]));
    assert_eq!(changed["fields"], json!({"discount": ["0.05"]}));
    assert_eq!(changed["amounts"]["net"], json!(["11727.75"]));
    // A price of 0.335 is quoted as 0.34: three of them are 1.02.
    assert_eq!(delta["totals"]["net"], "11728.77");
    assert_eq!(delta["totals"]["vat"], "2580.33");
    assert_eq!(delta["totals"]["gross"], "14309.1");
    let view = desk.ok("quote.get", json!({"id": quote["quote"]["id"]}));
    assert_eq!(view["totals"], delta["totals"]);
    let row = &desk.ok("quote.list", json!({}))["rows"][0];
    assert_eq!(
        (&row["gross"], &row["line_count"]),
        (&json!("14309.1"), &json!(2))
    );
}

#[test]
fn a_header_discount_changes_every_line() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "1"), ("1", "1"), ("1", "1")]);
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"discount_amount": "1"}}]),
    );
    assert_eq!(
        (
            &delta["lines"],
            delta["columns"][0]["ids"].as_array().unwrap().len()
        ),
        (&json!([]), 3)
    );
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"discount_rate": "0.5"}}]),
    );
    assert_eq!(
        (&delta["quote"]["discount_amount"], &delta["totals"]["net"]),
        (&json!(null), &json!("1.5"))
    );
    let too_much = json!({"id": quote["quote"]["id"], "edits": [{"edit": "header", "set": {"discount_amount": "4"}}]});
    assert_eq!(
        desk.fails("quote.edit", too_much),
        ("E5008".into(), "discount_amount".into())
    );
}

#[test]
fn rows_are_inserted_moved_copied_and_removed_in_order() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "1"), ("2", "2"), ("3", "3")]);
    let [a, b, c] = ids(&quote).try_into().unwrap();
    let names = |view: &Value| {
        let lines = view["lines"].as_array().unwrap();
        lines
            .iter()
            .map(|l| {
                format!(
                    "{}{}",
                    l["name"].as_str().unwrap(),
                    l["quantity"].as_str().unwrap()
                )
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let now = || names(&desk.ok("quote.get", json!({"id": quote["quote"]["id"]})));
    edit(
        &desk,
        &quote,
        json!([{"edit": "insert", "after": a, "lines": [{"kind": "section", "name": "Раздел"}]}]),
    );
    assert_eq!(now(), "Кран1 Раздел1 Кран2 Кран3");
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "move", "ids": [c], "after": null}]),
    );
    assert_eq!(delta["order"][0], json!(c));
    assert_eq!(now(), "Кран3 Кран1 Раздел1 Кран2");
    edit(
        &desk,
        &quote,
        json!([{"edit": "duplicate", "ids": [b]}, {"edit": "delete", "ids": [a]}]),
    );
    assert_eq!(now(), "Кран3 Раздел1 Кран2 Кран2");
    let section = desk.ok("quote.get", json!({"id": quote["quote"]["id"]}))["lines"][1].clone();
    assert_eq!(section["amounts"]["net"], "8", "a section sums its lines");
    for _ in 0..3 {
        desk.ok("history.undo", json!({}));
    }
    assert_eq!(now(), "Кран1 Кран2 Кран3");
    assert_eq!(
        desk.ok("quote.list", json!({}))["rows"][0]["gross"],
        "17.08"
    );
    for _ in 0..3 {
        desk.ok("history.redo", json!({}));
    }
    assert_eq!(now(), "Кран3 Раздел1 Кран2 Кран2");
}

#[test]
fn several_rows_are_copied_moved_and_deleted_together() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "1"), ("2", "1"), ("3", "1"), ("4", "1")]);
    let read = || desk.ok("quote.get", json!({"id": quote["quote"]["id"]}))["lines"].clone();
    let quantities = || {
        let lines = read();
        let all = lines.as_array().unwrap().iter();
        all.map(|line| line["quantity"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let id = |at: usize| read()[at]["id"].clone();
    edit(
        &desk,
        &quote,
        json!([{"edit": "duplicate", "ids": [id(1), id(2)]}]),
    );
    assert_eq!(quantities(), "1 2 3 2 3 4");
    edit(
        &desk,
        &quote,
        json!([{"edit": "move", "ids": [id(4), id(0)], "after": id(5)}]),
    );
    assert_eq!(quantities(), "2 3 2 4 3 1");
    edit(
        &desk,
        &quote,
        json!([{"edit": "delete", "ids": [id(5), id(0), id(2)]}]),
    );
    assert_eq!(quantities(), "3 4 3");
    let twice =
        json!({"id": quote["quote"]["id"], "edits": [{"edit": "delete", "ids": [id(0), id(0)]}]});
    assert_eq!(desk.fails("quote.edit", twice).0, "E2001");
    assert_eq!(quantities(), "3 4 3");
    for _ in 0..3 {
        desk.ok("history.undo", json!({}));
    }
    assert_eq!(quantities(), "1 2 3 4");
}

#[test]
fn refusals_of_one_edit_are_told_together_each_with_its_line() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "1"), ("2", "2"), ("3", "3")]);
    let rows = ids(&quote);
    let set = |at: usize, quantity: &str| json!({"edit": "line", "id": rows[at], "set": {"quantity": quantity}});
    let added = json!([{"quantity": "1"}, {"name": "Кран\u{7}", "discount": "2"}]);
    let edits = json!([
        set(0, "5"),
        set(1, "0"),
        set(2, "-1"),
        {"edit": "insert", "after": null, "lines": added},
    ]);
    let answer = desk.rpc(
        "quote.edit",
        json!({"id": quote["quote"]["id"], "edits": edits}),
    );
    let error = &answer["error"];
    let at = |error: &Value| {
        json!([
            error["code"],
            error["field"],
            error["params"].get("row").unwrap_or(&Value::Null)
        ])
    };
    assert_eq!(at(error), json!(["E2019", "quantity", rows[1]]));
    let others: Vec<Value> = error["others"].as_array().unwrap().iter().map(at).collect();
    assert_eq!(
        others,
        [
            json!(["E2019", "quantity", rows[2]]),
            json!(["E2012", "lines.1.name", null]),
            json!(["E2021", "lines.1.discount", null]),
        ]
    );
    // And nothing of it was saved.
    let view = desk.ok("quote.get", json!({"id": quote["quote"]["id"]}));
    assert_eq!(view["lines"].as_array().unwrap().len(), 3);
}

#[test]
fn a_failed_edit_changes_nothing() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "1")]);
    let line = ids(&quote)[0].clone();
    let id = &quote["quote"]["id"];
    for (edit, code, field) in [
        (
            json!({"edit": "line", "id": line, "set": {"quantity": "0"}}),
            "E2019",
            "quantity",
        ),
        (
            json!({"edit": "line", "id": line, "set": {"quantity": ""}}),
            "E2004",
            "quantity",
        ),
        (
            json!({"edit": "line", "id": line, "set": {"unit_price": "-1"}}),
            "E2020",
            "unit_price",
        ),
        (
            json!({"edit": "line", "id": line, "set": {"discount": "1.01"}}),
            "E2021",
            "discount",
        ),
        (
            json!({"edit": "line", "id": line, "set": {"pos": "00"}}),
            "E2005",
            "pos",
        ),
        (
            json!({"edit": "line", "id": "nobody", "set": {}}),
            "E3006",
            "",
        ),
        (
            json!({"edit": "header", "set": {"net": "5"}}),
            "E2005",
            "net",
        ),
        (
            json!({"edit": "header", "set": {"status": "sent"}}),
            "E2005",
            "status",
        ),
        (
            json!({"edit": "header", "set": {"currency": "roubles"}}),
            "E2024",
            "currency",
        ),
        (
            json!({"edit": "header", "set": {"valid_until": "2020-01-01"}}),
            "E2027",
            "valid_until",
        ),
        (
            json!({"edit": "header", "set": {"quote_date": "31.12.2026"}}),
            "E2004",
            "quote_date",
        ),
        (
            json!({"edit": "insert", "after": null, "lines": [{"name": "a"}, {"name": "b", "quantity": "-1"}]}),
            "E2019",
            "lines.1.quantity",
        ),
        (
            json!({"edit": "move", "ids": [line], "after": line}),
            "E2001",
            "",
        ),
    ] {
        let good_first = json!({"edit": "line", "id": line, "set": {"name": "не должно остаться"}});
        let failed = desk.fails("quote.edit", json!({"id": id, "edits": [good_first, edit]}));
        assert_eq!(failed, (code.into(), field.into()), "{edit}");
    }
    assert_eq!(
        desk.ok("quote.get", json!({ "id": id }))["lines"],
        quote["lines"]
    );
}

#[test]
fn products_come_with_their_price_when_the_currency_is_the_same() {
    let desk = Desk::open();
    let rub = desk.product(json!({"name": "Кран", "article": "004512", "price": "99.90"}));
    let usd = desk.product(json!({"name": "Valve", "price": "10", "currency": "USD"}));
    let quote = desk.ok("quote.create", json!({}));
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "products", "after": null, "product_ids": [rub, usd]}]),
    );
    assert_eq!(delta["totals"]["net"], "99.9");
    assert_eq!(delta["without_price"].as_array().unwrap().len(), 1);
    let view = desk.ok("quote.get", json!({"id": quote["quote"]["id"]}));
    assert_eq!(
        (
            &view["lines"][0]["article"],
            &view["lines"][1]["unit_price"]
        ),
        (&json!("004512"), &json!("0"))
    );
}

#[test]
fn a_customer_brings_the_primary_contact() {
    let desk = Desk::open();
    let id = desk.customer("Заря");
    let contact = desk.ok(
        "contact.create",
        json!({"set": {"customer_id": id, "first_name": "Анна"}}),
    )["id"]
        .clone();
    let quote = desk.ok("quote.create", json!({}));
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"customer_id": id}}]),
    );
    assert_eq!(delta["quote"]["contact_id"], contact);
    let other = desk.customer("Другой");
    let delta = edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"customer_id": other}}]),
    );
    assert_eq!(delta["quote"]["contact_id"], json!(null));
    let foreign = json!({"id": quote["quote"]["id"], "edits": [{"edit": "header", "set": {"contact_id": contact}}]});
    assert_eq!(
        desk.fails("quote.edit", foreign),
        ("E5010".into(), "contact_id".into())
    );
    assert_eq!(
        desk.ok("quote.create", json!({"customer_id": id}))["quote"]["contact_id"],
        contact
    );
}

#[test]
fn states_change_by_guarded_commands() {
    let desk = Desk::open();
    let quote = desk.ok("quote.create", json!({}));
    let id = quote["quote"]["id"].clone();
    let command = |command: &str| json!({"id": id, "command": command});
    assert_eq!(desk.fails("quote.set_status", command("send")).0, "E5007");
    let customer = desk.customer("Заря");
    edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"customer_id": customer}}]),
    );
    assert_eq!(desk.fails("quote.set_status", command("send")).0, "E5006");
    assert_eq!(
        desk.fails("document.export", json!({"quote_id": id, "format": "pdf"}))
            .0,
        "E5006"
    );
    edit(
        &desk,
        &quote,
        json!([{"edit": "insert", "after": null, "lines": [{"name": "Кран"}]}]),
    );
    assert_eq!(desk.fails("quote.set_status", command("accept")).0, "E5002");
    let sent = desk.ok("quote.set_status", command("send"));
    assert_eq!(
        (&sent["quote"]["status"], &sent["editable"]),
        (&json!("sent"), &json!(true))
    );
    assert_eq!(desk.fails("quote.set_status", command("extend")).0, "E5002");
    let accepted = desk.ok("quote.set_status", command("accept"));
    assert_eq!(accepted["editable"], false);
    assert_eq!(
        desk.fails("quote.edit", json!({"id": id, "edits": []})).0,
        "E5001"
    );
    desk.ok("quote.set_status", command("reopen"));
    edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"title": "Новое"}}]),
    );
    let counts = desk.ok("quote.counts", json!({}))["counts"].clone();
    assert_eq!(
        (counts.as_array().unwrap().len(), &counts[0]),
        (7, &json!(["draft", 1]))
    );
}

#[test]
fn a_copy_is_a_draft_of_today_with_its_own_number() {
    let desk = Desk::open();
    let quote = desk.quote(&[("2", "50")]);
    let copy = desk.ok("quote.duplicate", json!({"id": quote["quote"]["id"]}))["quote"].clone();
    assert_ne!(copy["quote"]["label"], quote["quote"]["label"]);
    assert_eq!(copy["totals"], quote["totals"]);
    assert_ne!(ids(&copy), ids(&quote));
    let labels: Vec<&str> = [&quote, &copy]
        .iter()
        .map(|q| q["quote"]["label"].as_str().unwrap())
        .collect();
    assert!(
        labels[0].ends_with("-0001") && labels[1].ends_with("-0002"),
        "{labels:?}"
    );
}

#[test]
fn a_long_quote_comes_in_pages_and_a_longer_one_is_refused() {
    let desk = Desk::open();
    let quote = desk.ok("quote.create", json!({}));
    let id = &quote["quote"]["id"];
    let lines: Vec<Value> = (0..1_200)
        .map(|i| json!({"name": format!("Кран {i}"), "unit_price": "1.01"}))
        .collect();
    edit(
        &desk,
        &quote,
        json!([{"edit": "insert", "after": null, "lines": lines}]),
    );
    let view = desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(
        (view["lines"].as_array().unwrap().len(), &view["row_count"]),
        (100, &json!(1200))
    );
    assert_eq!(view["totals"]["net"], "1212");
    let page = desk.ok(
        "quote.lines",
        json!({"id": id, "offset": 1_000, "limit": 500}),
    );
    assert_eq!(
        (
            page["lines"].as_array().unwrap().len(),
            &page["lines"][0]["name"]
        ),
        (200, &json!("Кран 1000"))
    );
    let lines = vec![json!({"name": "x"}); 9_000];
    let too_many = json!({"id": id, "edits": [{"edit": "insert", "after": null, "lines": lines}]});
    assert_eq!(desk.fails("quote.edit", too_many).0, "E5011");
}

#[test]
fn a_document_has_a_name_of_its_own_and_a_place_it_can_be_opened_from() {
    let desk = Desk::open();
    let customer = desk.customer("ООО «Заря» / тест");
    let quote = desk.quote(&[("10", "1234.50")]);
    edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"customer_id": customer, "title": "[Кран] #1 $x$ =1+1"}}]),
    );
    for format in ["pdf", "xlsx"] {
        let request = json!({"quote_id": quote["quote"]["id"], "format": format});
        let done = desk.ok("document.export", request.clone());
        let again = desk.ok("document.export", request);
        assert_ne!(
            again["path"], done["path"],
            "a document is never overwritten"
        );
        desk.ok("document.open", json!({"path": done["path"]}));
        assert_eq!(
            desk.fails("document.reveal", json!({"path": done["path"]}))
                .0,
            "E3014"
        );
    }
    assert_eq!(
        desk.fails("document.open", json!({"path": "/bin/sh"})).0,
        "E3015"
    );
    assert_eq!(
        desk.fails("document.open", json!({"path": "/nowhere/x.pdf"}))
            .0,
        "E3010"
    );
    let blocked = desk.folder.path().join("a file");
    std::fs::write(&blocked, "x").unwrap();
    let request = json!({"quote_id": quote["quote"]["id"], "format": "pdf", "folder": blocked});
    let failed = desk.fails("document.export", request).0;
    assert!(["E3010", "E3012"].contains(&failed.as_str()), "{failed}");
    // No file can be made there, not even by the administrator.
    #[cfg(target_os = "linux")]
    for format in ["pdf", "xlsx"] {
        let request =
            json!({"quote_id": quote["quote"]["id"], "format": format, "folder": "/sys/kernel"});
        assert_eq!(desk.fails("document.export", request).0, "E3011");
    }
}

#[test]
fn a_copy_with_an_amount_discount_is_undone_and_redone() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "100")]);
    edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"discount_amount": "50"}}]),
    );
    desk.ok("quote.duplicate", json!({"id": quote["quote"]["id"]}));
    let total = || desk.ok("quote.list", json!({}))["total"].clone();
    assert_eq!(total(), 2);
    desk.ok("history.undo", json!({}));
    assert_eq!(total(), 1);
    desk.ok("history.redo", json!({}));
    let rows = desk.ok("quote.list", json!({}))["rows"].clone();
    assert_eq!(
        (&rows[0]["gross"], &rows[1]["gross"]),
        (&json!("61"), &json!("61"))
    );
}

#[test]
fn an_edit_that_changes_nothing_is_no_change() {
    let desk = Desk::open();
    let quote = desk.quote(&[("10", "5")]);
    let line = ids(&quote)[0].clone();
    let updated = || desk.ok("quote.list", json!({}))["rows"][0]["updated_at"].clone();
    let before = (updated(), desk.ok("history.state", json!({})));
    for edits in [
        json!([]),
        json!([{"edit": "line", "id": line, "set": {"quantity": "10.0"}}]),
    ] {
        let delta = edit(&desk, &quote, edits);
        assert_eq!(delta["removed"], json!([]));
    }
    assert_eq!((updated(), desk.ok("history.state", json!({}))), before);
}

#[test]
fn a_state_travels_as_a_command_bound_to_the_content() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let quote = desk.quote(&[("1", "100")]);
    let id = &quote["quote"]["id"];
    edit(
        &desk,
        &quote,
        json!([{"edit": "header", "set": {"customer_id": customer}}]),
    );
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    desk.ok("history.undo", json!({}));
    assert_eq!(
        desk.ok("quote.get", json!({ "id": id }))["quote"]["status"],
        "draft"
    );
    desk.ok("history.redo", json!({}));
    assert_eq!(
        desk.ok("quote.get", json!({ "id": id }))["quote"]["status"],
        "sent"
    );
    let open = desk.app.workspace().unwrap();
    let ops = open.store.read(|conn| {
        let sql = "SELECT group_concat(substr(ops, 2, length(ops) - 2)) FROM outbox";
        let joined: String = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        Ok::<_, crate::error::AppError>(
            serde_json::from_str::<Value>(&format!("[{joined}]")).unwrap(),
        )
    });
    let ops = ops.unwrap();
    let states: Vec<&Value> = ops
        .as_array()
        .unwrap()
        .iter()
        .filter(|op| op["set"].get("status").is_some())
        .collect();
    let commands: Vec<&Value> = states.iter().map(|op| &op["cmd"]).collect();
    assert_eq!(commands, ["quote.send", "history.undo", "history.redo"]);
    assert!(states[0]["hash"].as_str().unwrap().starts_with("b3:"));
}

#[test]
fn a_removed_contact_is_not_addressed_any_more() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let contact = |first: &str| {
        let set = json!({"customer_id": customer, "first_name": first});
        desk.ok("contact.create", json!({ "set": set }))["id"].clone()
    };
    let (anna, boris) = (contact("Анна"), contact("Борис"));
    let id = desk.ok("quote.create", json!({ "customer_id": customer }))["quote"]["id"].clone();
    let addressed = || desk.ok("quote.get", json!({ "id": id }))["quote"]["contact_id"].clone();
    assert_eq!(addressed(), anna);
    desk.ok("contact.delete", json!({ "id": anna }));
    assert_eq!(addressed(), boris);
    let gone = json!({"id": id, "edits": [{"edit": "header", "set": {"contact_id": anna}}]});
    assert_eq!(desk.fails("quote.edit", gone).0, "E5009");
    desk.ok("history.undo", json!({}));
    assert_eq!(addressed(), anna);
    desk.ok("customer.delete", json!({"ids": [customer]}));
    assert_eq!(
        desk.fails("quote.create", json!({ "customer_id": customer }))
            .0,
        "E5009"
    );
}

#[test]
fn several_lines_are_judged_by_what_they_come_to_together() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "100"), ("1", "100"), ("1", "1")]);
    let [a, b, _] = ids(&quote).try_into().unwrap();
    let optional =
        |id: &str, yes: bool| json!({"edit": "line", "id": id, "set": {"optional": yes}});
    let discount = json!({"edit": "header", "set": {"discount_amount": "50"}});
    edit(&desk, &quote, json!([optional(&b, true), discount]));
    // Without a, before b is there, the discount is larger than the quote: nobody asked for that state.
    let delta = edit(
        &desk,
        &quote,
        json!([optional(&a, true), optional(&b, false)]),
    );
    assert_eq!(delta["totals"]["net"], "51");
    let gone = json!({"id": quote["quote"]["id"], "edits": [optional(&b, true)]});
    assert_eq!(desk.fails("quote.edit", gone).0, "E5008");
    let reopened = desk.ok("quote.get", json!({"id": quote["quote"]["id"]}));
    assert_eq!(reopened["totals"], delta["totals"]);
}

#[test]
fn many_rows_are_copied_moved_and_removed_at_once() {
    let desk = Desk::open();
    let quote = desk.ok("quote.create", json!({}));
    let id = quote["quote"]["id"].clone();
    let lines: Vec<Value> = (0..1_000)
        .map(|i| json!({"name": i.to_string(), "unit_price": "1"}))
        .collect();
    let insert = json!([{"edit": "insert", "after": null, "lines": lines}]);
    edit(&desk, &quote, insert);
    let rows = || {
        let pages = [0, 500, 1_000, 1_500].map(|offset| {
            let page = json!({"id": id, "offset": offset, "limit": 500});
            desk.ok("quote.lines", page)["lines"].clone()
        });
        let rows = pages.iter().flat_map(|page| page.as_array().unwrap());
        rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row["id"].clone()))
            .collect::<Vec<_>>()
    };
    let names = || rows().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let before = rows();
    let even: Vec<&Value> = before.iter().step_by(2).map(|(_, id)| id).collect();
    let delta = edit(&desk, &quote, json!([{"edit": "duplicate", "ids": even}]));
    assert_eq!(delta["lines"].as_array().unwrap().len(), 500);
    let copies = (0..1_000).step_by(2);
    let together = (0..999).chain(copies).chain([999]);
    assert_eq!(
        names(),
        together.map(|i| i.to_string()).collect::<Vec<_>>(),
        "behind the last of their originals"
    );
    desk.ok("history.undo", json!({}));

    let backwards: Vec<&Value> = even.iter().rev().copied().collect();
    let last = &before[999].1;
    edit(
        &desk,
        &quote,
        json!([{"edit": "move", "ids": backwards, "after": last}]),
    );
    let odd = (0..1_000).filter(|i| i % 2 == 1);
    let moved = odd.clone().chain((0..1_000).rev().filter(|i| i % 2 == 0));
    assert_eq!(
        names(),
        moved.map(|i| i.to_string()).collect::<Vec<_>>(),
        "in the order they were named"
    );

    let delta = edit(&desk, &quote, json!([{"edit": "delete", "ids": even}]));
    assert_eq!(delta["removed"].as_array().unwrap().len(), 500);
    assert_eq!(names(), odd.map(|i| i.to_string()).collect::<Vec<_>>());
    let odd = &before[1].1;
    for (kind, ids, code) in [
        ("delete", json!([odd, odd]), "E2001"),
        ("move", json!([odd, odd]), "E2001"),
        ("delete", json!([even[0]]), "E3006"),
        ("duplicate", json!([odd, "nobody"]), "E3006"),
    ] {
        let request = json!({"id": id, "edits": [{"edit": kind, "ids": ids}]});
        assert_eq!(desk.fails("quote.edit", request).0, code, "{kind}");
    }
    assert_eq!(names().len(), 500);
}

#[test]
fn a_list_price_of_nothing_is_warned_of_and_stops_nothing() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let quote = desk.quote(&[("2", "0"), ("1", "5")]);
    let id = quote["quote"]["id"].clone();
    let extra = json!([
        {"edit": "header", "set": {"customer_id": customer}},
        {"edit": "insert", "after": null, "lines": [
            {"kind": "section", "name": "Узел"},
            {"name": "Запас", "optional": true},
        ]},
    ]);
    edit(&desk, &quote, extra);
    let view = || desk.ok("quote.get", json!({ "id": id }));
    let said = |view: &Value| {
        let warnings = view["warnings"].as_array().unwrap();
        let said = warnings.iter().map(|warning| {
            let [kind, line, field] = ["kind", "line_id", "field"].map(|name| &warning[name]);
            json!([kind, line, field])
        });
        said.collect::<Vec<_>>()
    };
    let seen = view();
    let line = quote["lines"][0]["id"].clone();
    assert_eq!(said(&seen), [json!(["price_zero", line, "unit_price"])]);
    assert_eq!(seen["totals"]["unpriced_lines"], 1);
    desk.ok("document.export", json!({"quote_id": id, "format": "xlsx"}));
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    let sent = view();
    assert_eq!(sent["quote"]["status"], "sent");
    assert_eq!(said(&sent).len(), 1, "it is said as long as it is so");

    let priced = json!([{"edit": "line", "id": line, "set": {"unit_price": "3"}}]);
    let delta = edit(&desk, &quote, priced);
    assert_eq!(delta["totals"]["unpriced_lines"], 0);
    assert!(said(&delta).is_empty());
}
