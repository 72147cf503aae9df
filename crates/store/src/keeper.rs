//! Where the key of a store is kept: `oferta.keys.json` beside the store says how, and holds nothing secret
//! but the key wrapped by a passphrase; `oferta.key` is the key file for people without a keychain.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};
use crate::key::StoreKey;

/// File beside the store that says how its key is kept.
pub const KEEPER_FILE: &str = "oferta.keys.json";
/// The key file.
pub const KEY_FILE: &str = "oferta.key";

/// How the key of a store is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeper {
    /// Account of the keychain entry.
    pub store_id: String,
    /// [`StoreKey::fingerprint`] of the right key: tells a wrong key from a damaged file.
    pub fingerprint: String,
    /// Where the key is.
    pub place: Place,
}

/// Where a key is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// In the keychain of the operating system.
    Keychain,
    /// Here, wrapped by a passphrase.
    Passphrase(WrappedKey),
    /// In [`KEY_FILE`].
    File,
}

/// A key wrapped by a passphrase: Argon2id, then XChaCha20-Poly1305. Bytes are hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrappedKey {
    salt: String,
    nonce: String,
    sealed: String,
    memory_kib: u32,
    passes: u32,
}

/// Argon2id with 64 MiB and 3 passes: above the OWASP minimum of 19 MiB and 2.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// What a tampered file may make us spend at the most.
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
const MAX_PASSES: u32 = 16;

impl Keeper {
    /// Reads the keeper file of a folder; none when there is none.
    ///
    /// # Errors
    /// The file cannot be read or has another form.
    pub fn read(folder: &Path) -> Result<Option<Keeper>> {
        match fs::read(folder.join(KEEPER_FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|e| StoreError::KeyFile(e.to_string())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Writes the keeper file: temporary name, synced, renamed.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        write_private(folder, KEEPER_FILE, &serde_json::to_vec_pretty(self)?)
    }
}

/// Reads the key file of a folder.
///
/// # Errors
/// [`StoreError::KeyFile`] when it is missing, unreadable or malformed.
pub fn read_key_file(folder: &Path) -> Result<StoreKey> {
    let text = fs::read_to_string(folder.join(KEY_FILE))
        .map_err(|e| StoreError::KeyFile(e.to_string()))?;
    StoreKey::from_hex(&text).ok_or_else(|| StoreError::KeyFile("not a key".into()))
}

/// Writes the key file, readable by this user only.
///
/// # Errors
/// The folder cannot be written.
pub fn write_key_file(folder: &Path, key: &StoreKey) -> Result<()> {
    write_private(folder, KEY_FILE, key.hex().as_bytes())
}

fn write_private(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let temporary: PathBuf = folder.join(format!(".{name}.new"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, folder.join(name))
    });
    if let Err(error) = written {
        if temporary.exists() {
            fs::remove_file(&temporary)?;
        }
        return Err(error.into());
    }
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

impl WrappedKey {
    /// Wraps a key by a passphrase.
    ///
    /// # Errors
    /// The random source failed.
    pub fn wrap(key: &StoreKey, passphrase: &str) -> Result<WrappedKey> {
        let (mut salt, mut nonce) = ([0u8; 16], [0u8; 24]);
        let random = |e: getrandom::Error| StoreError::Io(std::io::Error::other(e.to_string()));
        getrandom::fill(&mut salt).map_err(random)?;
        getrandom::fill(&mut nonce).map_err(random)?;
        let cipher = cipher(passphrase, &salt, MEMORY_KIB, PASSES)?;
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), key.bytes().as_slice())
            .map_err(|_| StoreError::KeyFile("sealing failed".into()))?;
        Ok(WrappedKey {
            salt: hex(&salt),
            nonce: hex(&nonce),
            sealed: hex(&sealed),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
        })
    }

    /// The key, or none when the passphrase is wrong.
    ///
    /// # Errors
    /// The wrapped key is malformed.
    pub fn unwrap_with(&self, passphrase: &str) -> Result<Option<StoreKey>> {
        let broken = || StoreError::KeyFile("malformed wrapped key".into());
        if self.memory_kib > MAX_MEMORY_KIB || self.passes > MAX_PASSES {
            return Err(broken());
        }
        let salt = unhex(&self.salt).ok_or_else(broken)?;
        let nonce: [u8; 24] = unhex(&self.nonce)
            .and_then(|n| n.try_into().ok())
            .ok_or_else(broken)?;
        let sealed = unhex(&self.sealed).ok_or_else(broken)?;
        let cipher = cipher(passphrase, &salt, self.memory_kib, self.passes)?;
        let opened = cipher.decrypt(&XNonce::from(nonce), sealed.as_slice());
        match opened {
            Ok(bytes) => Ok(Some(StoreKey::from_bytes(
                bytes.try_into().map_err(|_| broken())?,
            ))),
            Err(_) => Ok(None),
        }
    }
}

fn cipher(
    passphrase: &str,
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
) -> Result<XChaCha20Poly1305> {
    let broken = |e: argon2::Error| StoreError::KeyFile(e.to_string());
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(broken)?;
    let mut wrapping = [0u8; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut wrapping)
        .map_err(broken)?;
    Ok(XChaCha20Poly1305::new(&wrapping.into()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_the_wrapped_key() {
        let key = StoreKey::from_bytes([3; 32]);
        let wrapped = WrappedKey::wrap(&key, "верный пароль").unwrap();
        assert_eq!(wrapped.unwrap_with("верный пароль").unwrap(), Some(key));
        assert_eq!(wrapped.unwrap_with("неверный пароль").unwrap(), None);
        let text = serde_json::to_string(&wrapped).unwrap();
        assert!(
            !text.contains(&"03".repeat(32)),
            "the key stands in the file in the open"
        );
    }

    #[test]
    fn a_tampered_file_is_refused_without_spending_the_memory_it_asks_for() {
        let mut wrapped = WrappedKey::wrap(&StoreKey::from_bytes([3; 32]), "p").unwrap();
        wrapped.memory_kib = u32::MAX;
        assert!(wrapped.unwrap_with("p").is_err());
    }

    #[test]
    fn the_key_file_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let key = StoreKey::random().unwrap();
        write_key_file(folder.path(), &key).unwrap();
        assert_eq!(read_key_file(folder.path()).unwrap(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(KEY_FILE))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(folder.path().join(KEY_FILE), "nonsense").unwrap();
        assert!(matches!(
            read_key_file(folder.path()),
            Err(StoreError::KeyFile(_))
        ));
    }
}
