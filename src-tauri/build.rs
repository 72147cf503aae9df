//! Build script of the shell: checks `tauri.conf.json` and compiles the access rules of its window.
#![allow(
    clippy::print_stdout,
    reason = "a build script talks to cargo through its output"
)]

use std::error::Error;
use std::process::Command;

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
    if std::env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu")
        && std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux")
        && loads_packed_relocations()
    {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    Ok(())
}

/// Whether the C library of this system, the oldest one that the binary runs with, takes packed relocations: glibc
/// from 2.36 on. Packed, their table is some 4 MB smaller, all of which is read at each start.
fn loads_packed_relocations() -> bool {
    let answer = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let text = answer.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
    let version = text.ok().and_then(|text| {
        let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    });
    version.is_some_and(|version| version >= (2, 36))
}
