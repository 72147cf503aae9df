//! Every command rejects hostile input with a code, and none of it is a defect.

use serde_json::{Value, json};

use super::fixture::Desk;
use crate::COMMANDS;

fn nested(depth: usize) -> Value {
    (0..depth).fold(json!(1), |inner, _| json!([inner]))
}

#[test]
fn every_command_answers_anything_with_a_code() {
    let desk = Desk::open();
    let long = "я".repeat(1_000_000);
    let payloads = [
        json!(null),
        json!([]),
        json!("x"),
        json!(1e308),
        json!({"unknown": 1}),
        json!({"id": null, "ids": 5, "set": [], "edits": {}, "text": 1}),
        json!({"id": long}),
        json!({"id": "' OR 1=1 --"}),
        json!({"ids": ["nobody"]}),
        json!({"id": "nobody", "set": {"name": nested(100)}}),
        json!({"id": "nobody", "set": {"id": "other", "n": 1, "deleted_at": 1}}),
        json!({"set": {"name": long}}),
        json!({"set": {"name": "a\u{0}b"}}),
        json!({"text": long, "limit": 4_000_000_000u32}),
        json!({"path": "/dev/zero"}),
        json!({"path": "../../etc/passwd"}),
        json!({"quote_id": "nobody", "format": "pdf", "folder": "/proc/nowhere"}),
    ];
    for command in COMMANDS {
        for payload in &payloads {
            let answer = desk.rpc(command.name, payload.clone());
            let Some(error) = answer.get("error") else {
                assert!(answer.get("ok").is_some(), "{}: {answer}", command.name);
                continue;
            };
            let code = error["code"].as_str().unwrap();
            assert_ne!(
                code,
                "E3099",
                "{} {:.200}: {error}",
                command.name,
                payload.to_string()
            );
        }
    }
    for text in ["", "{", "{\"id\":", "nul", "[[[[[[", "\u{0}"] {
        for command in COMMANDS {
            let answer: Value = serde_json::from_str(&desk.app.rpc(command.name, text)).unwrap();
            assert_ne!(
                answer["error"]["code"], "E3099",
                "{} {text:?}",
                command.name
            );
        }
    }
    let deep = format!("{{\"id\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let answer: Value = serde_json::from_str(&desk.app.rpc("quote.get", &deep)).unwrap();
    assert_eq!(answer["error"]["code"], "E2001");
}

#[test]
fn an_unknown_command_and_a_closed_store_have_codes() {
    let desk = Desk::open();
    assert_eq!(desk.fails("quote.explode", json!({})).0, "E2002");
    desk.app.shutdown();
    assert_eq!(desk.fails("quote.list", json!({})).0, "E3008");
}
