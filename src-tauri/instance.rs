//! One window per workspace: a second start brings the first window to the front and ends.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

use tauri::plugin::TauriPlugin;
use tauri::{Manager, Wry};

use crate::window;

/// The plugin that finds the first instance. It has to be the first of all plugins, so that a
/// second instance ends before anything touches the workspace.
pub fn plugin(identifier: &str, data_dir: &Path) -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(id(identifier, data_dir))
        // The arguments of the second start are not looked at: they name the same workspace, or it
        // would have another id.
        .callback(|app, _arguments, _folder| {
            if let Some(first) = app.get_webview_window(window::MAIN) {
                window::bring_to_front(&first);
            }
        })
        .build()
}

/// A D-Bus name for the workspace: two workspaces may be open side by side.
fn id(identifier: &str, data_dir: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    data_dir
        .canonicalize()
        .unwrap_or_else(|_| data_dir.to_owned())
        .hash(&mut hasher);
    // A part of a D-Bus name must not begin with a digit.
    format!("{identifier}.w{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_has_one_id_by_whatever_path() {
        let one = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let of = |path: &Path| id("app.example", path);
        assert_eq!(of(one.path()), of(&one.path().join(".")));
        assert_ne!(of(one.path()), of(other.path()));
        assert_eq!(of(Path::new("/not/there")), of(Path::new("/not/there")));
    }

    #[test]
    fn an_id_is_a_name_for_the_bus() {
        let id = id("app.example", Path::new("/not/there"));
        assert!(
            id.split('.')
                .all(|part| part.starts_with(char::is_alphabetic)),
            "{id}"
        );
    }
}
