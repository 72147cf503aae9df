//! The operating system's keychain: Secret Service, macOS Keychain, Windows Credential Manager.

use std::error::Error as StdError;

use keyring::{Entry, Error};
use oferta_app::{Keychain, KeychainError};

/// Under which name the secrets of Oferta stand in the keychain. It never changes: a keychain that
/// knows another name has no key for the store.
const SERVICE: &str = "app.oferta.desktop";

/// Secrets as text, one per account. A call may block for as long as a prompt stays open.
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn get(&self, account: &str) -> Result<Option<String>, KeychainError> {
        match entry(account)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(reason(error)),
        }
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeychainError> {
        entry(account)?.set_password(secret).map_err(reason)
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(reason(error)),
        }
    }
}

/// Opens the connection that all later calls use.
#[cfg(target_os = "linux")]
pub fn connect() {
    // A failure is kept by the library and comes back at the first call.
    Entry::store_status().as_ref().ok();
}

fn entry(account: &str) -> Result<Entry, KeychainError> {
    Entry::new(SERVICE, account).map_err(reason)
}

fn reason(error: Error) -> KeychainError {
    match error {
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => KeychainError::Unavailable,
        Error::NoStorageAccess(cause) => {
            platform_reason(cause.as_ref()).unwrap_or(KeychainError::Locked)
        }
        Error::PlatformFailure(cause) => platform_reason(cause.as_ref())
            .unwrap_or_else(|| KeychainError::Other(cause.to_string())),
        other => KeychainError::Other(other.to_string()),
    }
}

#[cfg(target_os = "linux")]
fn platform_reason(cause: &(dyn StdError + Send + Sync + 'static)) -> Option<KeychainError> {
    use secret_service::Error as Service;

    match cause.downcast_ref::<Service>()? {
        Service::Locked | Service::PromptDisconnected => Some(KeychainError::Locked),
        Service::Prompt => Some(KeychainError::Denied),
        // `NoResult`: a service without any collection which cannot make one, as no desktop prompts.
        Service::Unavailable | Service::NoResult => Some(KeychainError::Unavailable),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn platform_reason(_: &(dyn StdError + Send + Sync + 'static)) -> Option<KeychainError> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use secret_service::Error as Service;

    fn check(error: Error, expected: &str) {
        let text = format!("{error:?}");
        assert_eq!(format!("{:?}", reason(error)), expected, "{text}");
    }

    #[test]
    fn reasons() {
        check(Error::NoDefaultStore, "Unavailable");
        check(
            Error::PlatformFailure(Service::Unavailable.into()),
            "Unavailable",
        );
        check(
            Error::NoStorageAccess(Service::NoResult.into()),
            "Unavailable",
        );
        check(Error::NoStorageAccess(Service::Locked.into()), "Locked");
        check(Error::NoStorageAccess("another store".into()), "Locked");
        check(Error::NoStorageAccess(Service::Prompt.into()), "Denied");
        check(
            Error::PlatformFailure(Service::Crypto("bad padding").into()),
            "Other(\"Crypto error: bad padding\")",
        );
    }
}
