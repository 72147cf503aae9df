//! The error log: every coded error that a command answered with, kept in the store for 30 days.
//!
//! A thread writes it after the answer is made, so no command waits for it. Logging is never a reason to fail:
//! what cannot be written is let go.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use oferta_domain::entity::TABLES;
use oferta_store::Store;
use oferta_store::error_log::{self, KeptError, NewError};
use parking_lot::{Condvar, Mutex};

use crate::api::common::Page;
use crate::api::diagnostics::{ErrorLogQuery, LoggedError};
use crate::app::{App, Open};
use crate::catalog::page;
use crate::command::COMMANDS;
use crate::error::{AppError, Code, Result};

/// The most errors that wait for the store. Of an error that repeats itself faster than it can be written, the
/// first ones tell as much as the rest.
const MAX_WAITING: usize = 500;
/// How often the log is cleared of what is too old when nothing goes wrong: once a day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Parameters that are figures of the program, not of a person's work. Whatever is not listed is not logged:
/// the limit of a discount, for one, is the sum of a quote.
const LOGGED_PARAMS: [(Code, &str); 8] = [
    (Code::AttachmentTooLarge, "limit"),
    (Code::TooManyRows, "limit"),
    (Code::TooManyLines, "limit"),
    (Code::FileTooLarge, "limit"),
    (Code::PassphraseTooShort, "min"),
    (Code::AmountOverflow, "line"),
    (Code::BankTimeout, "seconds"),
    (Code::BankRefused, "status"),
];
/// Parts of a field path beside the fields of the tables and row numbers. An unknown field is named by whoever
/// asked, so its name is not logged.
const LOGGED_FIELDS: [&str; 13] = [
    "bin_days",
    "density",
    "lines",
    "mapping",
    "passphrase",
    "rates_cbr",
    "rates_ecb",
    "rates_mirror",
    "screens",
    "secret",
    "text",
    "theme",
    "zoom",
];

/// Errors on their way into the store.
#[derive(Default)]
pub(crate) struct ErrorLog {
    queue: Mutex<Queue>,
    idle: Condvar,
    /// When it was last cleared of what is too old; 0 means not since the start.
    cleared_at: AtomicI64,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<NewError>,
    /// Whether a thread is writing.
    writing: bool,
}

/// `diagnostics.errors`.
pub(crate) fn errors(open: &Open, query: ErrorLogQuery) -> Result<Page<LoggedError>> {
    open.store.read(|conn| {
        let found = error_log::page(conn, query.after.as_deref(), query.limit)?;
        let page = page(found);
        Ok(Page {
            rows: page.rows.into_iter().map(shown).collect(),
            next: page.next,
            total: page.total,
            total_is_minimum: page.total_is_minimum,
        })
    })
}

fn shown(error: KeptError) -> LoggedError {
    LoggedError {
        at: error.at,
        command: error.command,
        code: error.code,
        field: error.field,
        params: serde_json::from_str(&error.params).unwrap_or_default(),
    }
}

/// After a command: takes note of its error, and once a day has the log cleared of what is too old. Errors that
/// come before the store is open wait for it.
pub(crate) fn after(app: &App, command: &str, error: Option<&AppError>) {
    let log = &app.shared().error_log;
    let now_ms = app.shared().host.now_ms();
    match error {
        Some(error) => log.push(logged(now_ms, command, error)),
        None if log.is_due(now_ms) => {}
        None => return,
    }
    if app.workspace().is_ok() {
        write_in_background(app);
    }
}

/// Takes note of an error of a command that nobody gave; it waits for the store. Logging is never a reason to fail.
pub(crate) fn note(open: &Open, command: &str, error: &AppError) {
    let now_ms = open.now_ms();
    let errors = [logged(now_ms, command, error)];
    let written = open
        .store
        .write_local(|conn| error_log::keep(conn, &errors, now_ms));
    drop(written);
}

fn logged(now_ms: i64, command: &str, error: &AppError) -> NewError {
    let command = COMMANDS.iter().find(|info| info.name == command);
    let params: BTreeMap<&str, &str> = error
        .params
        .iter()
        .filter(|(name, _)| LOGGED_PARAMS.contains(&(error.code, **name)))
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    NewError {
        at: now_ms,
        command: command.map_or("unknown", |info| info.name),
        code: error.code.text(),
        field: error.field.clone().filter(|field| is_known(field)),
        params: serde_json::to_string(&params).unwrap_or_else(|_| "{}".into()),
    }
}

fn is_known(path: &str) -> bool {
    path.split('.').all(|part| {
        LOGGED_FIELDS.contains(&part)
            || (part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit()))
            || TABLES.iter().any(|table| table.field(part).is_some())
    })
}

impl ErrorLog {
    fn push(&self, error: NewError) {
        let mut queue = self.queue.lock();
        if queue.waiting.len() < MAX_WAITING {
            queue.waiting.push(error);
        }
    }

    fn is_due(&self, now_ms: i64) -> bool {
        let cleared_at = self.cleared_at.load(Ordering::Relaxed);
        // A clock that was set back must not put it off.
        now_ms >= cleared_at + DAY_MS || now_ms < cleared_at
    }

    /// Writes what waits into the store, and clears the log of what is too old.
    fn write(&self, store: &Store, now_ms: i64) {
        let errors = std::mem::take(&mut self.queue.lock().waiting);
        self.cleared_at.store(now_ms, Ordering::Relaxed);
        // A log that cannot be written (a full disk, say) must not get in the way of anything; the person has
        // been told of each of these errors already.
        let written = store.write_local(|conn| error_log::keep(conn, &errors, now_ms));
        drop(written);
    }

    /// Says that nobody is writing any more.
    fn rest(&self, queue: &mut Queue) {
        queue.writing = false;
        self.idle.notify_all();
    }

    /// Waits for the thread that is writing, and writes what is left. The store is no longer given to anyone.
    pub(crate) fn finish(&self, store: &Store, now_ms: i64) {
        let mut queue = self.queue.lock();
        while queue.writing {
            self.idle.wait(&mut queue);
        }
        let left = !queue.waiting.is_empty();
        drop(queue);
        if left {
            self.write(store, now_ms);
        }
    }
}

fn write_in_background(app: &App) {
    let log = &app.shared().error_log;
    if std::mem::replace(&mut log.queue.lock().writing, true) {
        return;
    }
    let app_of_thread = app.clone();
    let spawned = thread::Builder::new().spawn(move || {
        let log = &app_of_thread.shared().error_log;
        loop {
            // Whatever happens in there, the log must not be left waiting for a thread that is gone.
            let written = catch_unwind(AssertUnwindSafe(|| write_waiting(&app_of_thread)));
            let mut queue = log.queue.lock();
            if !matches!(written, Ok(true)) || queue.waiting.is_empty() {
                log.rest(&mut queue);
                return;
            }
        }
    });
    if spawned.is_err() {
        // No thread to be had: the next error tries again.
        log.rest(&mut log.queue.lock());
    }
}

/// Writes what waits, and says whether the store is open. It is let go of before this returns.
fn write_waiting(app: &App) -> bool {
    let Ok(open) = app.workspace() else {
        return false;
    };
    app.shared().error_log.write(&open.store, open.now_ms());
    true
}
