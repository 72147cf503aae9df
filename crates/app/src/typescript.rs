//! Writes what the screens, the program and the reader of the documentation need of the command table and of the
//! error dictionary. `make generate` writes the files; a test fails when they are stale.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::command::{self, COMMANDS};
use crate::error::dictionary;

/// A generated file: path below the project and content.
pub type Generated = (&'static str, String);

/// Every generated file.
pub fn files() -> Vec<Generated> {
    vec![
        ("ui/src/ipc/types.ts", types()),
        ("ui/src/ipc/commands.ts", commands()),
        ("ui/src/ipc/errors.ts", errors()),
        ("docs/commands.md", commands_page()),
        ("docs/errors.md", errors_page()),
        ("crates/app/src/error/code.rs", codes()),
    ]
}

const HEADER: &str = "// Generated from the command table (make generate); do not edit.\n";

fn config() -> Config {
    Config::new().with_large_int("number")
}

struct Declarations<'a> {
    config: &'a Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = T::decl(self.config);
            self.declarations.insert(
                T::ident(self.config),
                format!("{docs}export {declaration}\n"),
            );
        }
    }
}

fn types() -> String {
    let config = config();
    let mut found = Declarations {
        config: &config,
        seen: HashSet::new(),
        declarations: BTreeMap::new(),
    };
    command::visit_types(&mut found);
    let mut out = String::from(HEADER);
    for declaration in found.declarations.values() {
        let _ = write!(out, "\n{declaration}");
    }
    out.push_str("\n/** Request and response of every command. */\nexport interface Commands {\n");
    command::for_each_type(&config, |name, request, response| {
        let _ = writeln!(
            out,
            "  \"{name}\": {{ request: {request}; response: {response} }};"
        );
    });
    out.push_str("}\n");
    out
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn commands() -> String {
    let mut out = String::from(HEADER);
    out.push_str("\nexport const commands = {\n");
    for c in COMMANDS {
        let _ = writeln!(
            out,
            "  \"{}\": {{ reads: {}, writes: {}, online: {} }},",
            c.name,
            json(&c.reads),
            json(&c.writes),
            c.online
        );
    }
    out.push_str("} as const;\n\nexport type CommandName = keyof typeof commands;\n");
    out
}

fn errors() -> String {
    let mut out = String::from(HEADER);
    out.push_str("\nexport interface ErrorText {\n  title: string;\n  action: string;\n}\n");
    out.push_str("\nexport const errors: Record<string, { ru: ErrorText; en: ErrorText; retryable: boolean }> = {\n");
    for e in dictionary() {
        let _ = writeln!(
            out,
            "  {}: {{\n    ru: {{ title: {}, action: {} }},\n    en: {{ title: {}, action: {} }},\n    retryable: {},\n  }},",
            e.code,
            json(&e.ru.title),
            json(&e.ru.action),
            json(&e.en.title),
            json(&e.en.action),
            e.retryable
        );
    }
    out.push_str("};\n");
    out
}

fn commands_page() -> String {
    let mut out = String::from(
        "# Commands\n\nGenerated from the command table in `crates/app` (`make generate`); do not edit.\n\
         Types stand in `ui/src/ipc/types.ts`. A command waits for the network only where it says so.\n\n\
         | Command | What it does | Request → response | Reads | Writes | Network |\n|---|---|---|---|---|---|\n",
    );
    let mut signatures = BTreeMap::new();
    command::for_each_type(&config(), |name, request, response| {
        signatures.insert(name.to_owned(), format!("`{request}` → `{response}`"));
    });
    for c in COMMANDS {
        let signature = signatures
            .get(c.name)
            .map(String::as_str)
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            c.name,
            c.about.trim(),
            signature,
            c.reads.join(", "),
            c.writes.join(", "),
            if c.online { "waits" } else { "" }
        );
    }
    out
}

fn errors_page() -> String {
    let mut out = String::from(
        "# Errors\n\nGenerated from `docs/errors.json` (`make generate`); do not edit.\n\
         E1xxx sign-in and permission · E2xxx validation · E3xxx store and files · E4xxx network and sync · E5xxx business rules.\n\n\
         | Code | Name | Message | What to do | Technical detail | Retry |\n|---|---|---|---|---|---|\n",
    );
    for e in dictionary() {
        let _ = writeln!(
            out,
            "| {} | {} | {}<br>{} | {}<br>{} | {} | {} |",
            e.code,
            e.name,
            e.en.title,
            e.ru.title,
            e.en.action,
            e.ru.action,
            e.detail,
            if e.retryable { "yes" } else { "no" }
        );
    }
    out
}

fn codes() -> String {
    let mut out = String::from(
        "//! Generated from `docs/errors.json` (`make generate`); do not edit.\n\n/// A code of the error dictionary.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Code {\n",
    );
    for e in dictionary() {
        let title = e.en.title.replace('{', "`{").replace('}', "}`");
        let _ = writeln!(out, "    /// {title}.\n    {},", e.name);
    }
    out.push_str(
        "}\n\nimpl Code {\n    /// The code as people see it, `E3004`.\n    pub fn text(self) -> &'static str {\n        match self {\n",
    );
    for e in dictionary() {
        let _ = writeln!(out, "            Code::{} => \"{}\",", e.name, e.code);
    }
    out.push_str("        }\n    }\n}\n");
    out
}
