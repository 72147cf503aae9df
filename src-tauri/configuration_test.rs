//! The rules of the shell that stand in configuration files.

use std::fs;
use std::path::Path;

use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

#[test]
fn the_page_reaches_no_network() {
    let configuration = json("tauri.conf.json");
    let security = &configuration["app"]["security"];
    let policy = security["csp"].as_str().unwrap();
    let allowed = |directive: &str| {
        policy
            .split(';')
            .find_map(|part| part.trim().strip_prefix(directive))
            .map(str::trim)
            .unwrap_or_else(|| panic!("no {directive} in the policy"))
    };
    assert_eq!(allowed("default-src"), "'self'");
    assert_eq!(allowed("script-src"), "'self'");
    assert_eq!(allowed("connect-src"), "ipc: http://ipc.localhost");
    assert_eq!(allowed("object-src"), "'none'");
    assert_eq!(allowed("base-uri"), "'none'");
    assert_eq!(allowed("form-action"), "'none'");
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert!(security["dangerousDisableAssetCspModification"].is_null());
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
}

#[test]
fn the_window_waits_for_its_first_screen() {
    let configuration = json("tauri.conf.json");
    let windows = configuration["app"]["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 1);
    assert_eq!(windows[0]["visible"], false);
    assert_eq!(windows[0]["devtools"], false);
    assert_eq!(
        (&windows[0]["minWidth"], &windows[0]["minHeight"]),
        (&960.into(), &600.into())
    );
}

#[test]
fn one_capability_gives_the_page_the_least() {
    let folder = Path::new("src-tauri/capabilities");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
    let capability = json("src-tauri/capabilities/main.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability["remote"].is_null());
    assert_eq!(
        capability["permissions"],
        serde_json::json!([
            "allow-rpc",
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:window:allow-show",
            "core:window:allow-set-theme",
            "clipboard-manager:allow-read-text",
            "clipboard-manager:allow-write-html",
            "clipboard-manager:allow-write-text",
            "dialog:allow-open",
            "dialog:allow-save"
        ])
    );
}

#[test]
fn the_shell_stays_small() {
    let folder = Path::new("src-tauri");
    let lines: usize = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| fs::read_to_string(path).unwrap().lines().count())
        .sum();
    assert!(lines < 2_000, "{lines} lines in src-tauri");
}
