//! The application and the states of its start.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use oferta_documents::pdf::preview::Pages;
use oferta_documents::price_list;
use oferta_store::Store;
use parking_lot::{Condvar, Mutex};

use crate::access;
use crate::api::workspace::{AppState, KeyKeeper};
use crate::attachment;
use crate::command;
use crate::diagnostics::{self, ErrorLog};
use crate::error::{AppError, Code, ErrorBody, Result};
use crate::host::Host;
use crate::rates::Rates;
use crate::reminder::Alarm;
use crate::sheet::LastSheet;

/// How the application is started.
#[derive(Clone, Debug)]
pub struct StartOptions {
    /// Folder of the store.
    pub data_dir: PathBuf,
    /// Make the sample workspace when there is no store; its key stands in a file.
    pub sample: bool,
    /// Version shown to the person.
    pub version: String,
    /// How long a keychain may take before it counts as locked; [`StartOptions::PATIENCE`] for people.
    pub keychain_patience: Duration,
    /// How the banks are asked for exchange rates.
    pub rates: RateOptions,
}

/// How the banks are asked for exchange rates.
#[derive(Clone, Debug)]
pub struct RateOptions {
    /// Whether they are asked by themselves, at the start and on schedule, where the person's settings allow it.
    pub automatic: bool,
    /// Where they are asked while the person has set no other address.
    pub banks: oferta_rates::Settings,
}

impl Default for RateOptions {
    fn default() -> Self {
        RateOptions {
            automatic: true,
            banks: oferta_rates::Settings::default(),
        }
    }
}

impl StartOptions {
    /// Long enough to answer the prompt of a locked keychain; the start screen offers other ways meanwhile.
    pub const PATIENCE: Duration = Duration::from_secs(20);
}

/// The application. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub options: StartOptions,
    pub host: Arc<dyn Host>,
    /// Held while a store is made or opened, so that one start cannot undo another.
    pub access: Mutex<()>,
    pub error_log: ErrorLog,
    /// Tells reminders when they are due.
    alarm: Alarm,
    phase: Mutex<Phase>,
    changed: Condvar,
}

/// Where the start stands.
pub(crate) enum Phase {
    /// A state that a person may have to answer.
    Waiting(AppState),
    /// The store is open.
    Open(Arc<Open>),
}

/// An open workspace: what commands work on.
pub(crate) struct Open {
    pub store: Store,
    pub host: Arc<dyn Host>,
    pub options: StartOptions,
    pub keeper: KeyKeeper,
    /// Price lists that were opened and not imported yet: id, file name, content.
    pub imports: Mutex<HashMap<String, (String, Arc<price_list::Workbook>)>>,
    /// The quote that is being worked on.
    pub sheet: LastSheet,
    /// Exchange rates, and the worker that brings them.
    pub rates: Rates,
    /// The pages that are being looked at.
    pub preview: Mutex<Option<Pages>>,
}

impl Open {
    pub(crate) fn now_ms(&self) -> i64 {
        self.host.now_ms()
    }
}

/// How long a state command waits for the store while it is being opened.
const STATE_WAIT: Duration = Duration::from_millis(400);

impl App {
    /// Starts the application. Returns at once; the store is opened on a thread, in parallel with the window.
    pub fn start(options: StartOptions, host: Arc<dyn Host>) -> App {
        let opening = AppState::Opening {
            waiting_for_keychain: false,
        };
        let shared = Shared {
            options,
            host,
            access: Mutex::new(()),
            error_log: ErrorLog::default(),
            alarm: Alarm::new(),
            phase: Mutex::new(Phase::Waiting(opening)),
            changed: Condvar::new(),
        };
        let app = App {
            shared: Arc::new(shared),
        };
        let shared = Arc::downgrade(&app.shared);
        app.shared.alarm.start(move || {
            App {
                shared: shared.upgrade()?,
            }
            .workspace()
            .ok()
        });
        app.open_in_background();
        app
    }

    pub(crate) fn open_in_background(&self) {
        self.set(Phase::Waiting(AppState::Opening {
            waiting_for_keychain: false,
        }));
        let app = self.clone();
        thread::spawn(move || {
            let opened = catch_unwind(AssertUnwindSafe(|| access::open(&app)));
            app.settle(
                opened.unwrap_or_else(|_| access::refused(&app, &AppError::new(Code::Internal))),
            );
        });
    }

    /// Ends the opening. A person who unlocked or made the store meanwhile was faster; then that stands.
    fn settle(&self, phase: Phase) {
        let mut current = self.shared.phase.lock();
        if matches!(&*current, Phase::Waiting(AppState::Opening { .. })) {
            start_rates(&phase);
            *current = phase;
            self.shared.changed.notify_all();
            self.shared.alarm.ring();
        }
    }

    /// Runs a command: its name, its request as JSON, and an envelope as JSON in return:
    /// `{"ok": …}` or `{"error": {"code", "params", "field", "detail", "others"}}`. Blocks while the command runs and
    /// never panics.
    pub fn rpc(&self, name: &str, payload: &str) -> String {
        let ran = catch_unwind(AssertUnwindSafe(|| command::dispatch(self, name, payload)));
        let ran = ran.unwrap_or_else(|_| Err(AppError::new(Code::Internal).detail("panic")));
        diagnostics::after(self, name, ran.as_ref().err());
        if ran.is_ok() && command::writes(name, "reminder") {
            self.shared.alarm.ring();
        }
        match ran {
            Ok(json) => format!("{{\"ok\":{json}}}"),
            // Its message names the folder, wherever the write was tried.
            Err(error) if error.code == Code::StoreReadOnly => {
                let folder = self.shared.options.data_dir.display();
                envelope(&error.param("folder", folder).body())
            }
            Err(error) => envelope(&error.body()),
        }
    }

    /// Writes everything back into the store file. The application can be asked nothing afterwards.
    pub fn shutdown(&self) {
        let phase = std::mem::replace(
            &mut *self.shared.phase.lock(),
            Phase::Waiting(AppState::Opening {
                waiting_for_keychain: false,
            }),
        );
        self.shared.alarm.stop();
        if let Phase::Open(open) = phase {
            open.rates.stop();
            self.shared.error_log.finish(&open.store, open.now_ms());
            attachment::remove_opened(&open);
            // What was committed is safe in the log already, so a failure here loses nothing.
            let checkpointed = open.store.optimise().and_then(|()| open.store.checkpoint());
            drop(checkpointed);
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn set(&self, phase: Phase) {
        start_rates(&phase);
        *self.shared.phase.lock() = phase;
        self.shared.changed.notify_all();
        self.shared.alarm.ring();
    }

    /// The open workspace.
    ///
    /// # Errors
    /// [`Code::StoreNotOpen`].
    pub(crate) fn workspace(&self) -> Result<Arc<Open>> {
        match &*self.shared.phase.lock() {
            Phase::Open(open) => Ok(open.clone()),
            Phase::Waiting(_) => Err(AppError::new(Code::StoreNotOpen)),
        }
    }

    /// The state, after a moment's wait while the store is being opened.
    pub(crate) fn waiting_state(&self) -> std::result::Result<Arc<Open>, Box<AppState>> {
        let mut phase = self.shared.phase.lock();
        if matches!(&*phase, Phase::Waiting(AppState::Opening { .. })) {
            self.shared.changed.wait_for(&mut phase, STATE_WAIT);
        }
        match &*phase {
            Phase::Open(open) => Ok(open.clone()),
            Phase::Waiting(state) => Err(Box::new(state.clone())),
        }
    }
}

/// Starts the worker of an open workspace, unless it runs.
fn start_rates(phase: &Phase) {
    if let Phase::Open(open) = phase {
        open.rates.start(open);
    }
}

fn envelope(error: &ErrorBody) -> String {
    serde_json::json!({ "error": error }).to_string()
}
