//! What the operating system offers to the application core.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use oferta_app::{Host, HostError, Keychain, Notice, Taken};
use tauri::{AppHandle, Emitter};

use crate::keychain::SystemKeychain;
use crate::{log_file, notification, window};

/// The event that tells the page which answers are out of date: an array of tags.
const STALE: &str = "stale";

/// Whether other programs that this process starts can reach the session bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionBus {
    /// As the desktop gave it.
    Shared,
    /// Hidden from this process and its children because the desktop portal hangs.
    #[cfg(target_os = "linux")]
    Hidden {
        /// The value of `DBUS_SESSION_BUS_ADDRESS` before that.
        address: Option<OsString>,
    },
}

/// The desktop around the window.
pub struct Desktop {
    keychain: SystemKeychain,
    session_bus: SessionBus,
    fallback_dir: PathBuf,
    app: AppHandle,
}

impl Desktop {
    /// `fallback_dir` takes exports where the system names neither a documents nor a home folder.
    pub fn new(session_bus: SessionBus, fallback_dir: PathBuf, app: AppHandle) -> Desktop {
        Desktop {
            keychain: SystemKeychain,
            session_bus,
            fallback_dir,
            app,
        }
    }
}

impl Host for Desktop {
    fn keychain(&self) -> &dyn Keychain {
        &self.keychain
    }

    fn open_path(&self, path: &Path) -> Result<(), HostError> {
        exists(path)?;
        match &self.session_bus {
            SessionBus::Shared => {
                tauri_plugin_opener::open_path(path, None::<&str>).map_err(failed)
            }
            #[cfg(target_os = "linux")]
            SessionBus::Hidden { address } => view(path, address.as_ref()),
        }
    }

    fn reveal_path(&self, path: &Path) -> Result<(), HostError> {
        exists(path)?;
        match &self.session_bus {
            SessionBus::Shared => tauri_plugin_opener::reveal_item_in_dir(path).or_else(|_| {
                // No file manager that can point at a file: its folder is the next best.
                let folder = path.parent().unwrap_or(path);
                tauri_plugin_opener::open_path(folder, None::<&str>).map_err(failed)
            }),
            #[cfg(target_os = "linux")]
            SessionBus::Hidden { address } => view(path.parent().unwrap_or(path), address.as_ref()),
        }
    }

    fn documents_dir(&self) -> PathBuf {
        dirs::document_dir()
            .or_else(dirs::home_dir)
            .unwrap_or_else(|| self.fallback_dir.clone())
    }

    fn notify(&self, notice: Notice, taken: Taken) {
        match self.session_bus {
            SessionBus::Shared => notification::show(self.app.clone(), notice, taken),
            #[cfg(target_os = "linux")]
            SessionBus::Hidden { .. } => {
                log_file::note("no notification was shown: the session bus is hidden");
            }
        }
    }

    fn stale(&self, tags: &[&'static str]) {
        if let Err(error) = self.app.emit_to(window::MAIN, STALE, tags) {
            log_file::note(&format!("the page was not told what is stale: {error}"));
        }
    }
}

fn exists(path: &Path) -> Result<(), HostError> {
    match path.try_exists() {
        Ok(true) => Ok(()),
        Ok(false) => Err(HostError::Failed(
            io::Error::from(io::ErrorKind::NotFound).to_string(),
        )),
        Err(error) => Err(HostError::Failed(error.to_string())),
    }
}

fn failed(error: tauri_plugin_opener::Error) -> HostError {
    match error {
        tauri_plugin_opener::Error::UnsupportedPlatform => HostError::Unsupported,
        // The file is there, so what is missing is a program that opens files.
        tauri_plugin_opener::Error::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            HostError::Unsupported
        }
        other => HostError::Failed(other.to_string()),
    }
}

/// Starts the person's viewer with the session bus that is hidden from this process.
#[cfg(target_os = "linux")]
fn view(path: &Path, bus: Option<&OsString>) -> Result<(), HostError> {
    use std::process::{Command, Stdio};

    let mut viewer = Command::new("xdg-open");
    viewer
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    for name in crate::environment::PAGE_VARIABLES {
        viewer.env_remove(name);
    }
    match bus {
        Some(address) => viewer.env("DBUS_SESSION_BUS_ADDRESS", address),
        None => viewer.env_remove("DBUS_SESSION_BUS_ADDRESS"),
    };
    match viewer.spawn() {
        Ok(mut child) => {
            // Waited for, so that no dead process stays behind in the table.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(HostError::Unsupported),
        Err(error) => Err(HostError::Failed(error.to_string())),
    }
}
