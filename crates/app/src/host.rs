//! What the outside offers the application.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;
use oferta_rates::{Clock, SystemClock};

/// The outside: the Tauri shell, the test host, or a double in a test.
pub trait Host: Send + Sync + 'static {
    /// The keychain of the operating system. Its calls may block on a prompt; the application runs them on a
    /// thread of their own with a time-out.
    fn keychain(&self) -> &dyn Keychain;

    /// Opens a file with the program the person has for it.
    ///
    /// # Errors
    /// See [`HostError`].
    fn open_path(&self, path: &Path) -> Result<(), HostError>;

    /// Shows a file in its folder.
    ///
    /// # Errors
    /// See [`HostError`].
    fn reveal_path(&self, path: &Path) -> Result<(), HostError>;

    /// Where the person keeps documents; exports go to a folder in it.
    fn documents_dir(&self) -> PathBuf;

    /// Shows a notification of the system, also while the window is hidden. Answers at once: nothing waits for a
    /// notification service. `taken` is called once the service has it, from any thread, and dropped where it does not
    /// take it or there is none.
    fn notify(&self, notice: Notice, taken: Taken);

    /// Tells the screens that answers which depend on these tags are out of date, though no command of theirs
    /// changed anything: rates came, a reminder is due. Called from any thread; must not block.
    fn stale(&self, tags: &[&'static str]);

    /// The clock of the machine: banks are asked and reminders are told by it.
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    /// Now, in milliseconds since 1970.
    fn now_ms(&self) -> i64 {
        self.clock().now().as_millisecond()
    }

    /// Today where the person is.
    fn today(&self) -> Date {
        Zoned::now().date()
    }
}

/// What is done once a notification is shown.
pub type Taken = Box<dyn FnOnce() + Send>;

/// A notification of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// What it says.
    pub body: String,
    /// What the button that opens its place is called.
    pub action: String,
    /// The address on the screens that a click leads to, `#/quotes/<id>`. The window comes to the front.
    pub place: String,
}

/// The keychain of the operating system. Secrets are text.
pub trait Keychain: Send + Sync {
    /// The secret of an account; none when there is no entry.
    ///
    /// # Errors
    /// See [`KeychainError`].
    fn get(&self, account: &str) -> Result<Option<String>, KeychainError>;

    /// Stores the secret of an account.
    ///
    /// # Errors
    /// See [`KeychainError`].
    fn set(&self, account: &str, secret: &str) -> Result<(), KeychainError>;

    /// Removes an account; fine when there is none.
    ///
    /// # Errors
    /// See [`KeychainError`].
    fn delete(&self, account: &str) -> Result<(), KeychainError>;
}

/// Why a keychain did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// There is no keychain service.
    #[error("no keychain")]
    Unavailable,
    /// It is locked, or its prompt was not answered.
    #[error("the keychain is locked")]
    Locked,
    /// It refused.
    #[error("the keychain refused")]
    Denied,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

/// Why the outside did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// This host cannot do it.
    #[error("not supported here")]
    Unsupported,
    /// It tried and failed.
    #[error("{0}")]
    Failed(String),
}
