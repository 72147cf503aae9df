//! The invariants of the architecture that can be read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from("../..")
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&root().join(folder), "rs", &mut found);
    assert!(!found.is_empty(), "{folder}");
    found
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

fn dependencies(krate: &str) -> String {
    let manifest =
        fs::read_to_string(root().join("crates").join(krate).join("Cargo.toml")).unwrap();
    manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("[dev-dependencies]")
        .next()
        .unwrap()
        .to_owned()
}

fn crates() -> Vec<String> {
    let entries = fs::read_dir(root().join("crates")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn only_the_shell_knows_tauri() {
    for krate in crates() {
        assert!(!dependencies(&krate).contains("tauri"), "{krate}");
    }
    let lines: usize = sources("src-tauri")
        .iter()
        .map(|(_, text)| text.lines().count())
        .sum();
    assert!(lines < 2_000, "the shell has {lines} lines");
}

#[test]
fn arrows_run_one_way() {
    let allowed: [(&str, &[&str]); 7] = [
        ("domain", &[]),
        ("pricing", &["domain"]),
        ("rates", &["domain"]),
        ("store", &["domain", "pricing"]),
        ("documents", &["domain", "pricing"]),
        (
            "app",
            &["domain", "pricing", "store", "documents", "rates", "sync"],
        ),
        ("testhost", &["app"]),
    ];
    for krate in crates() {
        let (_, known) = allowed
            .iter()
            .find(|(name, _)| *name == krate)
            .unwrap_or_else(|| panic!("{krate} is not placed"));
        for other in crates()
            .iter()
            .filter(|other| !known.contains(&other.as_str()))
        {
            assert!(
                !dependencies(&krate).contains(&format!("oferta-{other}")),
                "{krate} knows {other}"
            );
        }
    }
}

#[test]
fn rules_read_no_clock_no_file_no_chance_and_no_float() {
    for krate in ["crates/domain/src", "crates/pricing/src"] {
        for (path, text) in sources(krate) {
            let code: Vec<&str> = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            let rules = code
                .join("\n")
                .split("#[cfg(test)]")
                .next()
                .unwrap()
                .to_owned();
            for word in [
                "f32",
                "f64",
                "SystemTime",
                "Instant",
                "std::fs",
                "std::net",
                "getrandom",
                "rand::",
                "Zoned::now",
                "Timestamp::now",
            ] {
                assert!(!rules.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

#[test]
fn the_screens_open_no_connection() {
    let config = fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    let config: serde_json::Value = serde_json::from_str(&config).unwrap();
    let csp = config["app"]["security"]["csp"].to_string();
    assert!(csp.contains("connect-src") && csp.contains("ipc:"), "{csp}");
    assert!(!csp.contains("https:") && !csp.contains('*'), "{csp}");
}

#[test]
fn a_customer_view_has_no_field_for_what_a_customer_must_not_see() {
    for (path, text) in sources("crates/documents/src") {
        // The workbook that checks a calculation is for people of the house and knows nothing of the view.
        if path.to_string_lossy().contains("/validation") {
            let knows =
                |line: &str| line.contains("CustomerView") && !line.trim_start().starts_with("//");
            assert!(!text.lines().any(knows), "{}", path.display());
            continue;
        }
        for line in text
            .lines()
            .filter(|line| line.trim_start().starts_with("pub "))
        {
            for secret in ["cost", "margin", "markup", "commission", "purchase"] {
                assert!(!line.contains(secret), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn every_code_is_raised_and_every_raise_has_a_code() {
    let mut raised = String::new();
    for (path, text) in sources("crates/app/src") {
        // The error log names codes without raising them.
        let names_only = path.ends_with("code.rs") || path.ends_with("diagnostics.rs");
        if !names_only && !path.to_string_lossy().contains("/tests/") {
            raised.push_str(&text);
        }
    }
    let dictionary = crate::error::dictionary();
    assert!(dictionary.len() >= 60, "{}", dictionary.len());
    for entry in dictionary {
        let mark = format!("Code::{}", entry.name);
        let used = raised.match_indices(&mark).any(|(i, _)| {
            raised[i + mark.len()..]
                .chars()
                .next()
                .is_some_and(|next| !next.is_alphanumeric())
        });
        assert!(used, "{} {} is raised nowhere", entry.code, entry.name);
        for text in [&entry.ru, &entry.en] {
            assert!(
                !text.title.is_empty() && !text.action.is_empty(),
                "{}",
                entry.code
            );
        }
    }
    let mut codes: Vec<&str> = dictionary.iter().map(|entry| entry.code.as_str()).collect();
    codes.dedup();
    assert!(codes.is_sorted() && codes.len() == dictionary.len());
}
