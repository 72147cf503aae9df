//! Build script of the shell: checks `tauri.conf.json` and compiles the access rules of its window.
#![allow(
    clippy::print_stdout,
    reason = "a build script talks to cargo through its output"
)]

use std::error::Error;

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn Error>> {
    // The configuration stands at the root of the workspace, so the default folders do not apply and
    // Tauri does not watch them. `ui/dist` is embedded in the binary: a new bundle is a new binary.
    for watched in ["src-tauri/capabilities", "src-tauri/permissions", "ui/dist"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"));
    tauri_build::try_build(attributes)?;
    Ok(())
}
