//! Getting at the store: finding its key, and every way in which that can fail without losing anything.
//!
//! A missing entry alone never makes a new key while a store file exists: it may be a keychain that was reset.

mod keychain;
mod make;

use std::path::Path;
use std::sync::Arc;

use oferta_store::keeper::{self, Keeper, Place};
use oferta_store::key::StoreKey;
use oferta_store::{STORE_FILE, Store, StoreError, new_id};
use parking_lot::Mutex;

use crate::api::workspace::{AppState, KeyKeeper, KeyNeed, Unlock, UnlockMethod};
use crate::app::{App, Open, Phase};
use crate::error::{AppError, Code, Result};
use crate::{attachment, workspace};
use keychain::{Waiting, need_of, patiently, put_into_keychain};
use make::{first_start, remove_store};

pub(crate) use make::create;

/// Stands beside a sample workspace that was filled to its end.
const SAMPLE_MARK: &str = "sample";

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

/// Opens the store with a secret of the person, or asks the keychain again. A store that is open stays as it is.
///
/// # Errors
/// A wrong or malformed secret; the state stays what it was.
pub(crate) fn unlock(app: &App, request: &Unlock) -> Result<()> {
    if app.workspace().is_ok() {
        return Ok(());
    }
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
    match open_with(app, key, keeper.as_ref()) {
        Phase::Waiting(AppState::KeyNeeded { .. }) if request.method == UnlockMethod::Recovery => {
            return Err(AppError::new(Code::WrongRecoveryKey).at("secret"));
        }
        phase @ Phase::Open(_) if request.method == UnlockMethod::Recovery && request.repair => {
            app.set(repaired(app, phase)?);
        }
        phase => app.set(phase),
    }
    Ok(())
}

/// The state in which the store cannot be used.
pub(crate) fn refused(app: &App, error: &AppError) -> Phase {
    let folder = app.shared().options.data_dir.display().to_string();
    let error = error.clone().param("folder", &folder).body();
    Phase::Waiting(AppState::Refused { error, folder })
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
    // What could not be swept away now is swept at the next start.
    attachment::tidy(&open).ok();
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
        rates: Default::default(),
        preview: Default::default(),
    }
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

/// Puts the key of an opened store back where it belongs: into its file, else into the keychain. The store stays
/// open when that fails; the recovery key is asked for again at the next start.
fn repaired(app: &App, phase: Phase) -> Result<Phase> {
    let Phase::Open(open) = phase else {
        return Ok(phase);
    };
    // Not what was typed: a start that was faster may have opened the store with another key.
    let key = open.store.key();
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
