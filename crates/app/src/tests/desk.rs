//! What stands beside a quote: history, notes, files, preview.

use std::fs;

use serde_json::{Value, json};

use super::fixture::Desk;

fn quote_id(view: &Value) -> String {
    view["quote"]["id"].as_str().unwrap().to_owned()
}

fn history(desk: &Desk, id: &str) -> Vec<Value> {
    let page = desk.ok("activity.list", json!({"entity_id": id}));
    page["rows"].as_array().unwrap().clone()
}

#[test]
fn the_history_of_a_quote_says_who_did_what_in_parts_and_in_full() {
    let desk = Desk::open();
    desk.ok(
        "profile.patch",
        json!({"id": "profile", "set": {"first_name": "Мария", "last_name": "Орлова"}}),
    );
    let customer = desk.customer("Северная верфь");
    let view = desk.quote(&[("10", "1234.50"), ("3", "0.5")]);
    let id = quote_id(&view);
    let line = view["lines"][0]["id"].clone();
    desk.ok(
        "quote.edit",
        json!({"id": id, "edits": [
            {"edit": "line", "id": line, "set": {"unit_price": "1200", "discount": "0.05"}},
            {"edit": "header", "set": {"customer_id": customer, "title": "Котельная"}},
        ]}),
    );
    desk.ok("history.undo", json!({}));
    let rows = history(&desk, &id);
    let actions: Vec<&str> = rows.iter().map(|r| r["action"].as_str().unwrap()).collect();
    assert_eq!(
        actions,
        ["history.undo", "quote.edit", "quote.edit", "quote.create"]
    );
    assert!(rows.iter().all(|row| row["author"] == "Мария Орлова"));
    let parts = rows[1]["parts"].as_array().unwrap();
    let told = |table: &str, field: &str| {
        let part = parts.iter().find(|part| part["table"] == table).unwrap();
        let fields = part["fields"].as_array().unwrap();
        part["kind"] == "change" && part["rows"] == 1 && fields.contains(&json!(field))
    };
    assert!(told("quote_line", "unit_price") && told("quote_line", "discount"));
    assert!(told("quote", "customer_id") && told("quote", "title"));
    let details = desk.ok("activity.get", json!({"id": rows[1]["id"]}));
    assert_eq!(details["more"], 0);
    let changed = |table: &str, field: Value| {
        let changes = details["changes"].as_array().unwrap();
        let change = changes.iter().find(|change| change["table"] == table);
        change.unwrap()["fields"]
            .as_array()
            .unwrap()
            .contains(&field)
    };
    assert!(changed(
        "quote_line",
        json!({"field": "unit_price", "was": "1234.5", "now": "1200"})
    ));
    // A row that is named by its id is shown by its name.
    assert!(changed(
        "quote",
        json!({"field": "customer_id", "was": null, "now": "Северная верфь"})
    ));
    let made = desk.ok("activity.get", json!({"id": rows[2]["id"]}));
    assert_eq!(made["changes"][0]["kind"], "insert");
    assert!(
        made["changes"][0]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .all(|field| field["field"] != "quote_id" && field["field"] != "pos")
    );
}

#[test]
fn the_history_comes_in_pages() {
    let desk = Desk::open();
    let id = quote_id(&desk.quote(&[]));
    for at in 0..7 {
        desk.ok(
            "note.create",
            json!({"set": {"quote_id": id, "text": format!("Заметка {at}")}}),
        );
    }
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = desk.ok(
            "activity.list",
            json!({"entity_id": id, "limit": 3, "after": after}),
        );
        let rows = page["rows"].as_array().unwrap();
        seen.extend(rows.iter().map(|row| row["label"].clone()));
        assert_eq!(page["total"].as_u64().unwrap(), 8);
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen.len(), 8);
    assert_eq!(seen[0], "Заметка 6");
}

#[test]
fn notes_are_written_changed_and_removed_with_a_way_back() {
    let desk = Desk::open();
    let id = quote_id(&desk.quote(&[("1", "1")]));
    let note = desk.ok(
        "note.create",
        json!({"set": {"quote_id": id, "text": "Просили скидку\n5 %"}}),
    );
    desk.ok(
        "note.patch",
        json!({"id": note["id"], "set": {"text": "Просили 7 %"}}),
    );
    let notes = || desk.ok("note.list", json!({"quote_id": id}))["notes"].clone();
    assert_eq!(notes()[0]["text"], "Просили 7 %");
    let removed = desk.ok("note.delete", json!({"id": note["id"]}));
    assert_eq!(notes(), json!([]));
    desk.ok("history.undo", json!({"step": removed["undo"]}));
    assert_eq!(notes()[0]["text"], "Просили 7 %");
    for (set, code) in [
        (json!({"quote_id": id, "text": "  "}), "E2010"),
        (json!({"quote_id": "nobody", "text": "x"}), "E3006"),
        (json!({"quote_id": id, "text": "я".repeat(20_001)}), "E2011"),
    ] {
        assert_eq!(desk.fails("note.create", json!({ "set": set })).0, code);
    }
    for (field, value) in [("author", json!("Другой")), ("written_at", json!(1))] {
        let mut set = json!({"quote_id": id, "text": "x"});
        set[field] = value;
        let fixed = desk.fails("note.create", json!({ "set": set }));
        assert_eq!(fixed, ("E2005".into(), field.into()));
    }
    let fixed = desk.fails(
        "note.patch",
        json!({"id": note["id"], "set": {"author": "Другой"}}),
    );
    assert_eq!(fixed, ("E2005".into(), "author".into()));
}

#[test]
fn no_document_ever_says_what_stands_beside_a_quote() {
    const SECRET: &str = "СЕКРЕТ-7731";
    let desk = Desk::open();
    let id = quote_id(&desk.quote(&[("1", "100")]));
    desk.ok(
        "note.create",
        json!({"set": {"quote_id": id, "text": SECRET}}),
    );
    desk.ok(
        "reminder.create",
        json!({"set": {"quote_id": id, "due_at": 4_000_000_000_000_i64, "text": SECRET}}),
    );
    let file = desk.folder.path().join(format!("{SECRET}.txt"));
    fs::write(&file, SECRET).unwrap();
    desk.ok(
        "attachment.add",
        json!({"quote_id": id, "path": file.display().to_string()}),
    );
    let open = desk.app.workspace().unwrap();
    let (stem, seen) = crate::document::customer_view(&open, &id, None).unwrap();
    assert!(!format!("{stem} {seen:?}").contains(SECRET));
    let copy = desk.ok("quote.duplicate", json!({"id": id}))["quote"].clone();
    let notes = desk.ok("note.list", json!({"quote_id": quote_id(&copy)}));
    assert_eq!(notes["notes"], json!([]));
}

#[test]
fn files_are_kept_given_back_and_removed_with_a_way_back() {
    let desk = Desk::open();
    let id = quote_id(&desk.quote(&[]));
    let folder = desk.folder.path().join("in");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("Запрос клиента.pdf");
    let content: Vec<u8> = (0..1_500_000u32).map(|n| (n % 251) as u8).collect();
    fs::write(&path, &content).unwrap();
    let add = |path: &std::path::Path| {
        desk.rpc(
            "attachment.add",
            json!({"quote_id": id, "path": path.display().to_string()}),
        )
    };
    let file = add(&path)["ok"].clone();
    assert_eq!(file["name"], "Запрос клиента.pdf");
    assert_eq!(file["bytes"], 1_500_000);
    // What the person kept is not what lies in the folder any more.
    fs::remove_file(&path).unwrap();
    let out = folder.join("копия.pdf");
    desk.ok(
        "attachment.save",
        json!({"id": file["id"], "path": out.display().to_string()}),
    );
    assert!(fs::read(&out).unwrap() == content);
    let saved = desk.ok("attachment.save", json!({"id": file["id"]}));
    assert!(fs::read(saved["path"].as_str().unwrap()).unwrap() == content);
    desk.ok("attachment.open", json!({"id": file["id"]}));

    let list = || desk.ok("attachment.list", json!({"quote_id": id}))["attachments"].clone();
    let removed = desk.ok("attachment.delete", json!({"id": file["id"]}));
    assert_eq!(list(), json!([]));
    desk.ok("history.undo", json!({"step": removed["undo"]}));
    assert_eq!(list()[0]["hash"], file["hash"]);
    desk.ok(
        "attachment.save",
        json!({"id": file["id"], "path": out.display().to_string()}),
    );

    let refused = |name: &str, content: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        add(&path)["error"]["code"].clone()
    };
    assert_eq!(refused("пусто.txt", b""), "E2061");
    assert_eq!(
        refused("много.bin", &vec![1; 10 * 1024 * 1024 + 1]),
        "E2060"
    );
    assert_eq!(add(&folder.join("нет такого"))["error"]["code"], "E3010");
    assert_eq!(add(&folder)["error"]["code"], "E3011");
    let program = folder.join("setup.exe");
    fs::write(&program, b"MZ").unwrap();
    let program = add(&program)["ok"]["id"].clone();
    assert_eq!(
        desk.fails("attachment.open", json!({"id": program})).0,
        "E3030"
    );
    let limit = fs::write(folder.join("ровно.bin"), vec![1; 10 * 1024 * 1024]);
    limit.unwrap();
    assert!(add(&folder.join("ровно.bin")).get("ok").is_some());
}

#[test]
fn copies_that_were_open_are_gone_after_the_end() {
    let mut desk = Desk::open();
    let id = quote_id(&desk.quote(&[]));
    let path = desk.folder.path().join("a.pdf");
    fs::write(&path, b"%PDF-").unwrap();
    let file = desk.ok(
        "attachment.add",
        json!({"quote_id": id, "path": path.display().to_string()}),
    );
    desk.ok("attachment.open", json!({"id": file["id"]}));
    assert!(desk.data().join("opened").exists());
    desk.restart();
    assert!(!desk.data().join("opened").exists());
    let kept = desk.ok("attachment.list", json!({"quote_id": id}));
    assert_eq!(kept["attachments"][0]["name"], "a.pdf");
}

#[test]
fn the_preview_shows_the_page_of_a_line() {
    let desk = Desk::open();
    let lines: Vec<(&str, &str)> = vec![("1", "100"); 90];
    let view = desk.quote(&lines);
    let id = quote_id(&view);
    let page = |more: Value| {
        let mut asked = json!({"quote_id": id});
        for (name, value) in more.as_object().unwrap() {
            asked[name] = value.clone();
        }
        desk.ok("document.preview", asked)
    };
    let first = page(json!({"page": 1}));
    let pages = first["pages"].as_u64().unwrap();
    assert!(pages >= 2, "{pages}");
    assert!(first["svg"].as_str().unwrap().starts_with("<svg"));
    assert_eq!(
        (&first["width"], &first["height"]),
        (&json!(595), &json!(842))
    );
    let at = |row: usize| page(json!({"line": view["lines"][row]["id"]}))["page"].clone();
    assert_eq!(at(0), 1);
    assert_eq!(at(89), pages);
    assert_eq!(page(json!({"page": 99}))["page"], pages);
    assert_eq!(page(json!({"line": "nobody"}))["page"], 1);

    // An edit is seen, and the memory is given back.
    let before = page(json!({"page": 1}))["svg"].clone();
    desk.ok(
        "quote.edit",
        json!({"id": id, "edits": [{"edit": "header", "set": {"title": "Новая тема"}}]}),
    );
    assert_ne!(page(json!({"page": 1}))["svg"], before);
    let open = desk.app.workspace().unwrap();
    assert!(open.preview.lock().is_some());
    desk.ok("document.preview_close", json!({}));
    assert!(open.preview.lock().is_none());

    let empty = quote_id(&desk.quote(&[]));
    assert_eq!(
        desk.fails("document.preview", json!({"quote_id": empty})).0,
        "E5006"
    );
}
