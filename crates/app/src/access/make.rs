//! Making the store at the first start.

use std::path::Path;
use std::sync::Arc;

use oferta_store::keeper::{self, Keeper, Place, WrappedKey};
use oferta_store::key::StoreKey;
use oferta_store::{STORE_FILE, Store, StoreError, new_id};

use super::keychain::{Waiting, need_of, patiently, put_into_keychain};
use super::{SAMPLE_MARK, opened, refused};
use crate::api::workspace::{AppState, CreateStore, KeyKeeper};
use crate::app::{App, Open, Phase};
use crate::error::{AppError, Code, Result};
use crate::{sample, workspace};

/// The shortest passphrase, in characters.
const MIN_PASSPHRASE: usize = 10;

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

pub(super) fn first_start(app: &App) -> Phase {
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

/// Removes a store that this start made and could not finish.
pub(super) fn remove_store(folder: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{STORE_FILE}{suffix}"));
        if path.exists() {
            std::fs::remove_file(path).map_err(StoreError::from)?;
        }
    }
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

fn wrap(key: &StoreKey, passphrase: &str) -> Result<WrappedKey> {
    if passphrase.chars().count() < MIN_PASSPHRASE {
        return Err(AppError::new(Code::PassphraseTooShort)
            .param("min", MIN_PASSPHRASE)
            .at("passphrase"));
    }
    Ok(WrappedKey::wrap(key, passphrase)?)
}
