//! Getting at the store: finding its key, and every way in which that can fail without losing anything.
//!
//! A missing entry alone never makes a new key while a store file exists: it may be a keychain that was reset.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use oferta_store::keeper::{self, Keeper, Place, WrappedKey};
use oferta_store::key::StoreKey;
use oferta_store::{STORE_FILE, Store, StoreError, new_id};
use parking_lot::Mutex;

use crate::api::workspace::{AppState, CreateStore, KeyKeeper, KeyNeed, Unlock, UnlockMethod};
use crate::app::{App, Open, Phase};
use crate::error::{AppError, Code, Result};
use crate::host::{Keychain, KeychainError};
use crate::{sample, workspace};

/// After this time the screens say that the keychain is being waited for.
const NOTICE: Duration = Duration::from_millis(500);
/// Stands beside a sample workspace that was filled to its end.
const SAMPLE_MARK: &str = "sample";
/// The shortest passphrase, in characters.
const MIN_PASSPHRASE: usize = 10;

/// Opens the store, or says what is needed of the person.
pub(crate) fn open(app: &App) -> Phase {
    let folder = &app.shared().options.data_dir;
    if let Err(error) = std::fs::create_dir_all(folder) {
        return refused(app, &AppError::from(StoreError::from(error)));
    }
    if !folder.join(STORE_FILE).exists() {
        return first_start(app);
    }
    if app.shared().options.sample && !folder.join(SAMPLE_MARK).exists() {
        // A sample that was not filled to its end is nobody's work: it is made anew.
        return match remove_store(folder) {
            Ok(()) => first_start(app),
            Err(error) => refused(app, &error),
        };
    }
    let keeper = match Keeper::read(folder) {
        Ok(Some(keeper)) => keeper,
        Ok(None) => return key_needed(KeyNeed::Missing, &AppError::new(Code::KeyMissing)),
        Err(error) => return key_needed(KeyNeed::Missing, &AppError::from(error)),
    };
    match key_of(app, &keeper) {
        Ok(key) => open_with(app, key, Some(&keeper)),
        Err((need, error)) => key_needed(need, &error),
    }
}

fn key_of(app: &App, keeper: &Keeper) -> std::result::Result<StoreKey, (KeyNeed, AppError)> {
    match &keeper.place {
        Place::Passphrase(_) => Err((KeyNeed::Passphrase, AppError::new(Code::PassphraseNeeded))),
        Place::File => keeper::read_key_file(&app.shared().options.data_dir)
            .map_err(|e| (KeyNeed::Missing, e.into())),
        Place::Keychain => {
            let account = keeper.store_id.clone();
            match patiently(app, Waiting::Shown, move |keychain| keychain.get(&account)) {
                Ok(Some(text)) => StoreKey::from_hex(&text)
                    .ok_or_else(|| (KeyNeed::WrongKey, AppError::new(Code::WrongKey))),
                Ok(None) => Err((KeyNeed::Missing, AppError::new(Code::KeyMissing))),
                Err(error) => Err(need_of(&error)),
            }
        }
    }
}

fn need_of(error: &KeychainError) -> (KeyNeed, AppError) {
    let (need, code) = match error {
        KeychainError::Unavailable => (KeyNeed::Unavailable, Code::KeychainUnavailable),
        KeychainError::Locked => (KeyNeed::Locked, Code::KeychainLocked),
        KeychainError::Denied => (KeyNeed::Denied, Code::KeychainDenied),
        KeychainError::Other(_) => (KeyNeed::Unavailable, Code::KeychainUnavailable),
    };
    (need, AppError::new(code).detail(error))
}

/// Whether the screens are told that the keychain is being waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// The store is being opened: the start screen says so and offers other ways.
    Shown,
    /// A person started this and waits at a button.
    Quiet,
}

/// Runs a keychain call on a thread of its own: it may block on a prompt for ever.
fn patiently<T: Send + 'static>(
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

fn first_start(app: &App) -> Phase {
    if app.shared().options.sample {
        let request = CreateStore {
            keeper: KeyKeeper::File,
            passphrase: None,
            consent: true,
        };
        return match make(app, &request).and_then(|open| {
            sample::fill(&open)?;
            let mark = app.shared().options.data_dir.join(SAMPLE_MARK);
            std::fs::write(mark, "").map_err(StoreError::from)?;
            Ok(open)
        }) {
            Ok(open) => Phase::Open(Arc::new(open)),
            Err(error) => refused(app, &error),
        };
    }
    let answer = patiently(app, Waiting::Shown, |keychain| keychain.get("probe"));
    let keychain_error = answer.err().map(|error| need_of(&error).1.body());
    Phase::Waiting(AppState::FirstStart {
        keychain: keychain_error.is_none(),
        keychain_error,
    })
}

fn key_needed(reason: KeyNeed, error: &AppError) -> Phase {
    let methods = match reason {
        KeyNeed::Passphrase => vec![UnlockMethod::Passphrase, UnlockMethod::Recovery],
        KeyNeed::Missing | KeyNeed::WrongKey => {
            vec![UnlockMethod::Recovery, UnlockMethod::Keychain]
        }
        KeyNeed::Locked | KeyNeed::Denied | KeyNeed::Unavailable => {
            vec![UnlockMethod::Keychain, UnlockMethod::Recovery]
        }
    };
    Phase::Waiting(AppState::KeyNeeded {
        reason,
        methods,
        error: error.body(),
    })
}

/// The state in which the store cannot be used.
pub(crate) fn refused(app: &App, error: &AppError) -> Phase {
    let folder = app.shared().options.data_dir.display().to_string();
    let error = error.clone().param("folder", &folder).body();
    Phase::Waiting(AppState::Refused { error, folder })
}

/// Opens the store with a key that was found. A start that was faster stands.
fn open_with(app: &App, key: StoreKey, keeper: Option<&Keeper>) -> Phase {
    let _access = app.shared().access.lock();
    if let Ok(open) = app.workspace() {
        return Phase::Open(open);
    }
    let folder = &app.shared().options.data_dir;
    let right_key = keeper.is_some_and(|k| k.fingerprint == key.fingerprint());
    let now_ms = app.shared().host.now_ms();
    let store_id = keeper.map_or_else(|| new_id(now_ms), |k| k.store_id.clone());
    let store = match Store::open(folder, key, &store_id, now_ms) {
        Ok(store) => store,
        Err(StoreError::WrongKey) if right_key => {
            let damaged = AppError::new(Code::StoreCorrupt);
            return refused(app, &damaged.detail("the right key does not open the file"));
        }
        Err(StoreError::WrongKey) => {
            return key_needed(KeyNeed::WrongKey, &AppError::new(Code::WrongKey));
        }
        Err(error) => return refused(app, &AppError::from(error)),
    };
    let open = opened(app, store, keeper.map_or(KeyKeeper::Keychain, kind));
    // A first start that was killed may have left them out.
    match workspace::make_singletons(&open) {
        Ok(()) => Phase::Open(Arc::new(open)),
        Err(error) => refused(app, &error),
    }
}

fn kind(keeper: &Keeper) -> KeyKeeper {
    match keeper.place {
        Place::Keychain => KeyKeeper::Keychain,
        Place::Passphrase(_) => KeyKeeper::Passphrase,
        Place::File => KeyKeeper::File,
    }
}

fn opened(app: &App, store: Store, keeper: KeyKeeper) -> Open {
    Open {
        store,
        host: app.shared().host.clone(),
        options: app.shared().options.clone(),
        keeper,
        imports: Mutex::default(),
        sheet: Default::default(),
    }
}

/// Makes the store at the first start and opens it.
///
/// # Errors
/// A keychain that does not keep the key, a passphrase that is too short, missing consent, and whatever the
/// store answers. A failed start leaves no store behind.
pub(crate) fn create(app: &App, request: &CreateStore) -> Result<()> {
    let open = make(app, request)?;
    app.set(Phase::Open(Arc::new(open)));
    Ok(())
}

fn make(app: &App, request: &CreateStore) -> Result<Open> {
    let folder = &app.shared().options.data_dir;
    no_store(folder)?;
    std::fs::create_dir_all(folder).map_err(StoreError::from)?;
    let now_ms = app.shared().host.now_ms();
    let key = StoreKey::random().map_err(StoreError::from)?;
    let store_id = new_id(now_ms);
    let place = match request.keeper {
        KeyKeeper::Keychain => {
            put_into_keychain(app, &store_id, &key)?;
            Place::Keychain
        }
        KeyKeeper::Passphrase => Place::Passphrase(wrap(
            &key,
            request.passphrase.as_deref().unwrap_or_default(),
        )?),
        KeyKeeper::File if !request.consent => return Err(AppError::new(Code::ConsentNeeded)),
        KeyKeeper::File => Place::File,
    };
    // The prompt of a keychain may have taken its time: look again, and let nobody in from here on.
    let _access = app.shared().access.lock();
    no_store(folder)?;
    set_aside_old_keys(folder, now_ms)?;
    if place == Place::File {
        keeper::write_key_file(folder, &key)?;
    }
    let keeper = Keeper {
        store_id: store_id.clone(),
        fingerprint: key.fingerprint(),
        place,
    };
    keeper.write(folder)?;
    let made = Store::create(folder, key, &store_id, now_ms)
        .map_err(AppError::from)
        .and_then(|store| {
            let open = opened(app, store, request.keeper);
            workspace::make_singletons(&open)?;
            Ok(open)
        });
    if let Err(error) = &made
        && !matches!(error.code, Code::StoreExists | Code::StoreBusy)
    {
        remove_store(folder)?;
    }
    made
}

fn no_store(folder: &Path) -> Result<()> {
    if folder.join(STORE_FILE).exists() {
        return Err(StoreError::Exists.into());
    }
    Ok(())
}

/// Keys without a store may belong to one that was moved away and comes back: they are renamed, never
/// overwritten.
fn set_aside_old_keys(folder: &Path, now_ms: i64) -> Result<()> {
    for name in [keeper::KEEPER_FILE, keeper::KEY_FILE] {
        let old = folder.join(name);
        if old.exists() {
            let aside = folder.join(format!("{name}.{now_ms}.old"));
            std::fs::rename(old, aside).map_err(StoreError::from)?;
        }
    }
    Ok(())
}

/// Removes a store that this start made and could not finish.
fn remove_store(folder: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{STORE_FILE}{suffix}"));
        if path.exists() {
            std::fs::remove_file(path).map_err(StoreError::from)?;
        }
    }
    Ok(())
}

fn wrap(key: &StoreKey, passphrase: &str) -> Result<WrappedKey> {
    if passphrase.chars().count() < MIN_PASSPHRASE {
        return Err(AppError::new(Code::PassphraseTooShort)
            .param("min", MIN_PASSPHRASE)
            .at("passphrase"));
    }
    Ok(WrappedKey::wrap(key, passphrase)?)
}

/// Stores the key and reads it back: a keychain that forgets must not be found out at the next start.
fn put_into_keychain(app: &App, store_id: &str, key: &StoreKey) -> Result<()> {
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

/// Opens the store with a secret of the person, or asks the keychain again.
///
/// # Errors
/// A wrong or malformed secret; the state stays what it was.
pub(crate) fn unlock(app: &App, request: &Unlock) -> Result<()> {
    let folder = &app.shared().options.data_dir;
    let secret = request.secret.as_deref().unwrap_or_default();
    let key = match request.method {
        UnlockMethod::Keychain => {
            app.open_in_background();
            return Ok(());
        }
        UnlockMethod::Passphrase => passphrase_key(folder, secret)?,
        UnlockMethod::Recovery => StoreKey::from_recovery_text(secret)
            .ok_or_else(|| AppError::new(Code::RecoveryKeyForm).at("secret"))?,
    };
    let keeper = Keeper::read(folder).unwrap_or_default();
    match open_with(app, key.clone(), keeper.as_ref()) {
        Phase::Waiting(AppState::KeyNeeded { .. }) if request.method == UnlockMethod::Recovery => {
            return Err(AppError::new(Code::WrongRecoveryKey).at("secret"));
        }
        phase @ Phase::Open(_) if request.method == UnlockMethod::Recovery && request.repair => {
            app.set(repaired(app, phase, &key)?);
        }
        phase => app.set(phase),
    }
    Ok(())
}

fn passphrase_key(folder: &Path, passphrase: &str) -> Result<StoreKey> {
    match Keeper::read(folder)? {
        Some(Keeper {
            place: Place::Passphrase(wrapped),
            ..
        }) => wrapped
            .unwrap_with(passphrase)?
            .ok_or_else(|| AppError::new(Code::WrongPassphrase).at("secret")),
        _ => Err(AppError::new(Code::WrongPassphrase).at("secret")),
    }
}

/// Puts a recovered key back where it belongs: into its file, else into the keychain. The store stays open
/// when that fails; the recovery key is asked for again at the next start.
fn repaired(app: &App, phase: Phase, key: &StoreKey) -> Result<Phase> {
    let Phase::Open(open) = phase else {
        return Ok(phase);
    };
    let folder = &app.shared().options.data_dir;
    let place = Keeper::read(folder)
        .unwrap_or_default()
        .map(|keeper| keeper.place);
    let (store_id, ..) = open.store.read(oferta_store::local::device)?;
    let (place, kept) = match place {
        Some(Place::File) => (Place::File, keeper::write_key_file(folder, key).is_ok()),
        _ => (
            Place::Keychain,
            put_into_keychain(app, &store_id, key).is_ok(),
        ),
    };
    let keeper = Keeper {
        store_id,
        fingerprint: key.fingerprint(),
        place,
    };
    if !kept || keeper.write(folder).is_err() {
        return Ok(Phase::Open(open));
    }
    Ok(match Arc::try_unwrap(open) {
        Ok(open) => Phase::Open(Arc::new(Open {
            keeper: kind(&keeper),
            ..open
        })),
        Err(open) => Phase::Open(open),
    })
}
