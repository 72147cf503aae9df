//! The outside as browser tests need it: a keychain that works or fails on demand, and no desktop.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use oferta_app::{Host, HostError, Keychain, KeychainError, Notice, Taken};
use parking_lot::Mutex;

use crate::events::Events;

/// How the keychain behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeychainMode {
    /// Keeps what it is given while the process runs.
    Ok,
    /// There is none.
    Missing,
    /// Says it is locked.
    Locked,
    /// Refuses.
    Denied,
    /// Forgets everything at once.
    Empty,
    /// Never answers, like one that shows a prompt nobody sees.
    Hung,
}

impl FromStr for KeychainMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "ok" => KeychainMode::Ok,
            "missing" => KeychainMode::Missing,
            "locked" => KeychainMode::Locked,
            "denied" => KeychainMode::Denied,
            "empty" => KeychainMode::Empty,
            "hung" => KeychainMode::Hung,
            other => return Err(format!("unknown keychain mode {other}")),
        })
    }
}

/// The keychain double.
pub struct DoubleKeychain {
    mode: KeychainMode,
    entries: Mutex<HashMap<String, String>>,
}

impl DoubleKeychain {
    fn mood(&self) -> Result<(), KeychainError> {
        match self.mode {
            KeychainMode::Ok | KeychainMode::Empty => Ok(()),
            KeychainMode::Missing => Err(KeychainError::Unavailable),
            KeychainMode::Locked => Err(KeychainError::Locked),
            KeychainMode::Denied => Err(KeychainError::Denied),
            KeychainMode::Hung => {
                std::thread::sleep(Duration::from_secs(3600));
                Err(KeychainError::Locked)
            }
        }
    }
}

impl Keychain for DoubleKeychain {
    fn get(&self, account: &str) -> Result<Option<String>, KeychainError> {
        self.mood()?;
        Ok(self.entries.lock().get(account).cloned())
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeychainError> {
        self.mood()?;
        if self.mode == KeychainMode::Ok {
            self.entries
                .lock()
                .insert(account.to_owned(), secret.to_owned());
        }
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.mood()?;
        self.entries.lock().remove(account);
        Ok(())
    }
}

/// The outside.
pub struct DoubleHost {
    keychain: DoubleKeychain,
    documents: PathBuf,
    events: Arc<Events>,
}

impl DoubleHost {
    /// A host whose documents go to a folder, and whose notifications and news go to whoever listens.
    pub fn new(mode: KeychainMode, documents: PathBuf, events: Arc<Events>) -> DoubleHost {
        DoubleHost {
            keychain: DoubleKeychain {
                mode,
                entries: Mutex::default(),
            },
            documents,
            events,
        }
    }
}

impl Host for DoubleHost {
    fn keychain(&self) -> &dyn Keychain {
        &self.keychain
    }

    fn open_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn reveal_path(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn documents_dir(&self) -> PathBuf {
        self.documents.clone()
    }

    fn notify(&self, notice: Notice, taken: Taken) {
        self.events.notified(notice);
        taken();
    }

    fn stale(&self, tags: &[&'static str]) {
        self.events.stale(tags);
    }
}
