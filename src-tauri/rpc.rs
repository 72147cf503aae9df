//! What the page may call.

use oferta_app::App;
use tauri::State;
use tauri::ipc::Response;

use crate::log_file;

/// Calls one command of the application core. `payload` is the request as JSON text; the answer is
/// the envelope `{"ok": …}` or `{"error": …}`.
#[tauri::command]
pub async fn rpc(
    core: State<'_, App>,
    command: String,
    payload: String,
) -> Result<Response, String> {
    let core = core.inner().clone();
    // The core blocks on the database; the threads of the runtime must not.
    let call = tauri::async_runtime::spawn_blocking(move || core.rpc(&command, &payload));
    match call.await {
        Ok(envelope) => Ok(Response::new(envelope)),
        Err(error) => {
            log_file::note(&format!("a call did not come back: {error}"));
            Err(error.to_string())
        }
    }
}
