//! Asking the keychain without waiting for ever.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use oferta_store::key::StoreKey;

use crate::api::workspace::{AppState, KeyNeed};
use crate::app::{App, Phase};
use crate::error::{AppError, Code, Result};
use crate::host::{Keychain, KeychainError};

/// After this time the screens say that the keychain is being waited for.
const NOTICE: Duration = Duration::from_millis(500);

/// Whether the screens are told that the keychain is being waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The store is being opened: the start screen says so and offers other ways.
    Shown,
    /// A person started this and waits at a button.
    Quiet,
}

/// Runs a keychain call on a thread of its own: it may block on a prompt for ever.
pub(super) fn patiently<T: Send + 'static>(
    app: &App,
    waiting: Waiting,
    call: impl FnOnce(&dyn Keychain) -> std::result::Result<T, KeychainError> + Send + 'static,
) -> std::result::Result<T, KeychainError> {
    let host = app.shared().host.clone();
    let patience = app.shared().options.keychain_patience;
    let (sender, receiver) = channel();
    thread::spawn(move || {
        // The receiver may have lost its patience; then nobody needs the answer.
        let _unheard = sender.send(call(host.keychain()));
    });
    match receiver.recv_timeout(NOTICE.min(patience)) {
        Ok(answer) => return answer,
        Err(RecvTimeoutError::Disconnected) => {
            return Err(KeychainError::Other("the keychain call failed".into()));
        }
        Err(RecvTimeoutError::Timeout) => {}
    }
    if waiting == Waiting::Shown && app.workspace().is_err() {
        app.set(Phase::Waiting(AppState::Opening {
            waiting_for_keychain: true,
        }));
    }
    receiver
        .recv_timeout(patience.saturating_sub(NOTICE))
        .unwrap_or(Err(KeychainError::Locked))
}

/// Stores the key and reads it back: a keychain that forgets must not be found out at the next start.
pub(super) fn put_into_keychain(app: &App, store_id: &str, key: &StoreKey) -> Result<()> {
    let (account, hex) = (store_id.to_owned(), key.hex());
    let kept = patiently(app, Waiting::Quiet, move |keychain| {
        keychain.set(&account, &hex)?;
        Ok(keychain.get(&account)?.as_deref() == Some(hex.as_str()))
    });
    match kept {
        Ok(true) => Ok(()),
        Ok(false) => Err(AppError::new(Code::KeychainUnavailable).detail("the key was not kept")),
        Err(error) => Err(need_of(&error).1),
    }
}

pub(super) fn need_of(error: &KeychainError) -> (KeyNeed, AppError) {
    let (need, code) = match error {
        KeychainError::Unavailable => (KeyNeed::Unavailable, Code::KeychainUnavailable),
        KeychainError::Locked => (KeyNeed::Locked, Code::KeychainLocked),
        KeychainError::Denied => (KeyNeed::Denied, Code::KeychainDenied),
        KeychainError::Other(_) => (KeyNeed::Unavailable, Code::KeychainUnavailable),
    };
    (need, AppError::new(code).detail(error))
}
