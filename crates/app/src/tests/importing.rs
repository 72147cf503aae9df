use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::fixture::Desk;

const LIST: &str = "Прайс-лист ООО «Пример»;;;;\n\nАртикул;Наименование;Бренд;Ед.;Цена, руб.\n\
    004512;Кран шаровой 1/2\";Zetkama;шт;1 234,50\n\
    Краны латунные;;;;\n\
    004513;Кран шаровой 3/4\";Zetkama;шт;2 000,00\n\
    004514;Кран без цены;Zetkama;шт;по запросу\n\
    004512;Кран ещё раз;Zetkama;шт;1,00\n";

fn write(desk: &Desk, name: &str, bytes: &[u8]) -> PathBuf {
    let path = desk.folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn open(desk: &Desk, text: &str, supplier_id: Option<&Value>) -> Value {
    let path = write(desk, "list.csv", text.as_bytes());
    desk.ok(
        "import.open",
        json!({"path": path, "supplier_id": supplier_id}),
    )
}

fn run(desk: &Desk, preview: &Value, supplier_id: Option<&Value>) -> Value {
    let new_supplier = supplier_id.is_none().then_some("ООО «Пример»");
    let request = json!({"import_id": preview["import_id"], "mapping": preview["mapping"], "supplier_id": supplier_id, "new_supplier": new_supplier});
    desk.ok("import.run", request)
}

#[test]
fn a_messy_list_becomes_products_and_every_other_row_is_reported() {
    let desk = Desk::open();
    let preview = open(&desk, LIST, None);
    assert_eq!(preview["mapping_source"], "guessed");
    assert_eq!(preview["mapping"]["header_row"], 2);
    assert_eq!(
        preview["mapping"]["columns"],
        json!(["article", "name", "brand", "unit", "price"])
    );
    assert_eq!(preview["decimal"], "comma");
    let report = run(&desk, &preview, None);
    assert_eq!(report["counts"]["new"], 2, "{report}");
    let reasons: Vec<_> = report["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["row"].clone(), f["reason"].clone()))
        .collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert_eq!(reasons[1], (json!(8), json!("duplicate_article")));
    let row = &desk.ok("product.list", json!({"text": "004512"}))["rows"][0];
    assert_eq!(
        (&row["article"], &row["price"], &row["supplier"]),
        (&json!("004512"), &json!("1234.5"), &json!("ООО «Пример»"))
    );
}

#[test]
fn the_next_list_of_a_supplier_updates_and_is_undone_as_one_step() {
    let desk = Desk::open();
    let report = run(&desk, &open(&desk, LIST, None), None);
    let supplier = &report["supplier_id"];
    let newer = LIST.replace("2 000,00", "2 100,00").replace(
        "004514;Кран без цены;Zetkama;шт;по запросу",
        "004515;Новый;Zetkama;шт;5",
    );
    let preview = open(&desk, &newer, Some(supplier));
    assert_eq!(preview["mapping_source"], "remembered");
    let counts = &preview["counts"];
    assert_eq!(
        (&counts["new"], &counts["changed"], &counts["unchanged"]),
        (&json!(1), &json!(1), &json!(1))
    );
    let changed = preview["products"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["article"] == "004513")
        .unwrap();
    assert_eq!(
        (&changed["old_price"], &changed["price"]),
        (&json!("2000"), &json!("2100"))
    );
    run(&desk, &preview, Some(supplier));
    let price = || desk.ok("product.list", json!({"text": "004513"}))["rows"][0]["price"].clone();
    assert_eq!(
        (price(), &desk.ok("product.list", json!({}))["total"]),
        (json!("2100"), &json!(3))
    );
    let undone = desk.ok("history.undo", json!({}));
    assert_eq!(undone["step"]["action"], "product.import");
    assert_eq!(
        (price(), &desk.ok("product.list", json!({}))["total"]),
        (json!("2000"), &json!(2))
    );
}

#[test]
fn hostile_files_get_a_code_and_change_nothing() {
    let desk = Desk::open();
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("empty.csv", Vec::new(), "E2047"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n0000".to_vec(), "E2046"),
        (
            "broken.xlsx",
            b"PK\x03\x04 and then nothing that is a workbook".to_vec(),
            "E2044",
        ),
        ("document.pdf", b"%PDF-1.7 ...".to_vec(), "E2046"),
        ("huge.csv", vec![b'x'; 51 * 1024 * 1024], "E2040"),
    ];
    for (name, bytes, code) in cases {
        let path = write(&desk, name, &bytes);
        assert_eq!(
            desk.fails("import.open", json!({ "path": path })).0,
            code,
            "{name}"
        );
    }
    assert_eq!(
        desk.fails("import.open", json!({"path": "/nowhere/x.csv"}))
            .0,
        "E3010"
    );
    assert_eq!(desk.ok("product.list", json!({}))["total"], 0);
}

#[test]
fn what_is_missing_for_an_import_is_said() {
    let desk = Desk::open();
    let preview = open(&desk, LIST, None);
    let request = |mapping: &Value, supplier: Value| json!({"import_id": preview["import_id"], "mapping": mapping, "new_supplier": supplier});
    assert_eq!(
        desk.fails("import.run", request(&preview["mapping"], json!(" ")))
            .0,
        "E2051"
    );
    let mut blind = preview["mapping"].clone();
    blind["columns"] = json!([null, null, null, null, "price"]);
    assert_eq!(
        desk.fails("import.run", request(&blind, json!("Новый"))).0,
        "E2049"
    );
    let gone = json!({"import_id": "x", "mapping": preview["mapping"], "new_supplier": "Новый"});
    assert_eq!(desk.fails("import.run", gone).0, "E2050");
    assert_eq!(desk.ok("supplier.list", json!({}))["total"], 0);
}

/// A file of the process table claims to be empty and has content when it is read: for whoever reads it, it
/// changed in between. The moments at which a file on the disk may change are tested where it is read.
#[cfg(target_os = "linux")]
#[test]
fn a_list_that_changes_while_it_is_read_is_refused() {
    let desk = Desk::open();
    let path = "/proc/self/status";
    assert_eq!(fs::metadata(path).unwrap().len(), 0);
    assert_eq!(
        desk.fails("import.open", json!({ "path": path })).0,
        "E2048"
    );
    let preview = open(&desk, LIST, None);
    assert_eq!(run(&desk, &preview, None)["counts"]["new"], 2);
}

#[test]
fn the_columns_of_a_pasted_table_are_guessed() {
    let desk = Desk::open();
    let guess = |rows: Value| desk.ok("import.guess", json!({"rows": rows}));
    let headed = guess(json!([
        ["Предложение", "", "", ""],
        ["Цена, руб.", "Наименование", "Кол-во", "Склад"],
        ["1 234,50", "Кран", "5", "да"]
    ]));
    assert_eq!(headed["header_row"], 1);
    assert_eq!(headed["columns"][0], "price");
    assert_eq!(headed["columns"][1], "name");
    assert_eq!(headed["columns"][2], "quantity");
    assert_eq!(guess(json!([["Кран", "5"]]))["header_row"], Value::Null);
    let many = vec![vec!["x"]; 1_001];
    assert_eq!(desk.fails("import.guess", json!({"rows": many})).0, "E2006");
}
