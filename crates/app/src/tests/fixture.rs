use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use oferta_rates::testing::TestClock;
use parking_lot::{Condvar, Mutex};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    App, Clock, Host, HostError, Keychain, KeychainError, Notice, RateOptions, StartOptions,
    SystemClock, Taken,
};

/// What the keychain double does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Works,
    Missing,
    Locked,
    Denied,
    Forgets,
    Hangs,
}

/// A keychain shared by every start of a test, as the one of a desktop is.
pub(super) struct Double {
    pub mood: Mutex<Mood>,
    pub entries: Mutex<HashMap<String, String>>,
    /// How far the clock has been put forward.
    pub later_ms: AtomicI64,
    /// The clock of the banks, where a test owns it.
    pub clock: Mutex<Option<Arc<TestClock>>>,
    /// What the screens were told is out of date.
    pub stale: Mutex<Vec<&'static str>>,
    /// How the banks are asked: by nobody, unless a test has one.
    pub rates: Mutex<RateOptions>,
    documents: PathBuf,
    /// What the person was told.
    pub notices: Mutex<Vec<Notice>>,
    pub noticed: Condvar,
    /// Whether the notification service takes nothing.
    pub refuses_notices: AtomicBool,
}

impl Keychain for Double {
    fn get(&self, account: &str) -> Result<Option<String>, KeychainError> {
        self.act()?;
        Ok(self.entries.lock().get(account).cloned())
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeychainError> {
        self.act()?;
        if *self.mood.lock() != Mood::Forgets {
            self.entries
                .lock()
                .insert(account.to_owned(), secret.to_owned());
        }
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.act()?;
        self.entries.lock().remove(account);
        Ok(())
    }
}

impl Double {
    fn act(&self) -> Result<(), KeychainError> {
        let mood = *self.mood.lock();
        match mood {
            Mood::Works | Mood::Forgets => Ok(()),
            Mood::Missing => Err(KeychainError::Unavailable),
            Mood::Locked => Err(KeychainError::Locked),
            Mood::Denied => Err(KeychainError::Denied),
            Mood::Hangs => loop {
                std::thread::park();
            },
        }
    }
}

struct TestHost(Arc<Double>);

impl Host for TestHost {
    fn keychain(&self) -> &dyn Keychain {
        &*self.0
    }

    fn open_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn reveal_path(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }

    fn documents_dir(&self) -> PathBuf {
        self.0.documents.clone()
    }

    fn notify(&self, notice: Notice, taken: Taken) {
        if !self.0.refuses_notices.load(Ordering::Relaxed) {
            taken();
        }
        self.0.notices.lock().push(notice);
        self.0.noticed.notify_all();
    }

    fn stale(&self, tags: &[&'static str]) {
        self.0.stale.lock().extend(tags);
    }

    fn clock(&self) -> Arc<dyn Clock> {
        match &*self.0.clock.lock() {
            Some(clock) => Arc::<TestClock>::clone(clock),
            None => Arc::new(SystemClock),
        }
    }

    fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond() + self.0.later_ms.load(Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        let later = Duration::from_millis(self.0.later_ms.load(Ordering::Relaxed).unsigned_abs());
        Date::constant(2026, 11, 20) + SignedDuration::try_from(later).unwrap()
    }
}

/// A desk: a folder, a keychain, and the application on it.
pub(super) struct Desk {
    pub folder: TempDir,
    pub double: Arc<Double>,
    pub app: App,
}

impl Desk {
    /// A desk before its first start.
    pub(super) fn new(mood: Mood) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let documents = folder.path().join("documents");
        let double = Arc::new(Double {
            mood: Mutex::new(mood),
            entries: Mutex::default(),
            later_ms: AtomicI64::default(),
            clock: Mutex::default(),
            stale: Mutex::default(),
            rates: Mutex::new(nobody()),
            documents,
            notices: Mutex::default(),
            noticed: Condvar::new(),
            refuses_notices: AtomicBool::default(),
        });
        let app = start(folder.path(), &double, false);
        Desk {
            folder,
            double,
            app,
        }
    }

    /// A desk with an open, empty store.
    pub(super) fn open() -> Desk {
        let desk = Desk::new(Mood::Works);
        let state = desk.ok("app.create", json!({"keeper": "keychain"}));
        assert_eq!(state["state"], "ready", "{state}");
        desk
    }

    /// Closes the application and starts it again.
    pub(super) fn restart(&mut self) -> Value {
        self.app.shutdown();
        self.app = start(self.folder.path(), &self.double, false);
        self.state()
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The state once the store is no longer being opened.
    pub(super) fn state(&self) -> Value {
        loop {
            let state = self.ok("app.state", json!({}));
            if state["state"] != "opening" {
                return state;
            }
        }
    }

    pub(super) fn rpc(&self, command: &str, payload: Value) -> Value {
        serde_json::from_str(&self.app.rpc(command, &payload.to_string())).unwrap()
    }

    pub(super) fn ok(&self, command: &str, payload: Value) -> Value {
        let answer = self.rpc(command, payload);
        assert!(answer.get("ok").is_some(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// Puts the clock forward.
    pub(super) fn days_later(&self, days: i64) {
        let ms = days * 24 * 60 * 60 * 1_000;
        self.double.later_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// The code and field of the error a command answers with.
    pub(super) fn fails(&self, command: &str, payload: Value) -> (String, String) {
        let answer = self.rpc(command, payload);
        let error = &answer["error"];
        assert!(error.is_object(), "{command}: {answer}");
        (
            error["code"].as_str().unwrap().to_owned(),
            error["field"].as_str().unwrap_or_default().to_owned(),
        )
    }

    pub(super) fn customer(&self, name: &str) -> String {
        self.ok("customer.create", json!({"set": {"name": name}}))["customer"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(super) fn product(&self, set: Value) -> String {
        self.ok("product.create", json!({ "set": set }))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// A quote with these lines: quantity and price.
    pub(super) fn quote(&self, lines: &[(&str, &str)]) -> Value {
        let id = self.ok("quote.create", json!({}))["quote"]["id"].clone();
        let lines: Vec<Value> = lines
            .iter()
            .map(|(q, p)| json!({"name": "Кран", "quantity": q, "unit_price": p}))
            .collect();
        self.ok(
            "quote.edit",
            json!({"id": id, "edits": [{"edit": "insert", "after": null, "lines": lines}]}),
        );
        self.ok("quote.get", json!({ "id": id }))
    }
}

/// No bank at all: the discard port of loopback, where nothing listens.
fn nobody() -> RateOptions {
    RateOptions {
        automatic: false,
        banks: oferta_rates::testing::settings("http://127.0.0.1:9", "http://127.0.0.1:9"),
    }
}

pub(super) fn start(folder: &Path, double: &Arc<Double>, sample: bool) -> App {
    let options = StartOptions {
        data_dir: folder.join("data"),
        sample,
        version: "0.0.0-test".into(),
        // Only a keychain that hangs is waited for in vain.
        keychain_patience: match *double.mood.lock() {
            Mood::Hangs => Duration::from_millis(50),
            _ => Duration::from_secs(60),
        },
        rates: double.rates.lock().clone(),
    };
    App::start(options, Arc::new(TestHost(double.clone())))
}
