//! Puts the window, the plugins and the application core together.

use std::path::PathBuf;
use std::sync::Arc;

use oferta_app::{App, RateOptions, StartOptions};
use tauri::{AppHandle, Context, Manager, RunEvent, generate_handler};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::ArgumentError;
use crate::host::{Desktop, SessionBus};
use crate::{instance, rpc, window};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// No folder for the workspace.
    #[error(transparent)]
    Argument(#[from] ArgumentError),
    /// Started where no desktop runs.
    #[cfg(target_os = "linux")]
    #[error("there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set")]
    NoDisplay,
    /// No webview, a broken installation.
    #[error("the window cannot be opened: {0}")]
    Tauri(#[from] tauri::Error),
}

/// Opens the window over the workspace in `data_dir` and returns when the application ends. `offline` asks nothing of
/// the network by itself.
pub fn run(
    context: Context,
    data_dir: PathBuf,
    sample: bool,
    offline: bool,
    session_bus: SessionBus,
) -> Result<(), ShellError> {
    // The window state has an absolute path because each workspace has its own.
    let window_state = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
        .with_filename(data_dir.join("window.json").to_string_lossy())
        .build();
    let app = tauri::Builder::default()
        .plugin(instance::plugin(&context.config().identifier, &data_dir))
        .plugin(window_state)
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(generate_handler![rpc::rpc])
        .setup(move |app| {
            let host = Desktop::new(session_bus, data_dir.clone(), app.handle().clone());
            let version = app.package_info().version.to_string();
            let options = StartOptions {
                keychain_patience: StartOptions::PATIENCE,
                data_dir: data_dir.clone(),
                sample,
                version,
                rates: RateOptions {
                    automatic: !offline,
                    ..RateOptions::default()
                },
            };
            // First, so that the store opens while the webview starts.
            app.manage(App::start(options, Arc::new(host)));
            window::create(app.handle(), &data_dir)?;
            #[cfg(unix)]
            tauri::async_runtime::spawn(end_on_signal(app.handle().clone()));
            Ok(())
        })
        .build(context)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<App>().shutdown();
        }
    });
    Ok(())
}

/// Ends in good order when the session is closed or the terminal says so.
#[cfg(unix)]
async fn end_on_signal(app: AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut terminate), Ok(mut interrupt), Ok(mut hang_up)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
        signal(SignalKind::hangup()),
    ) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = hang_up.recv() => {}
    }
    app.exit(0);
}
