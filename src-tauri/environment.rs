//! Changes to the process environment, made while the main thread is the only one that reads it.
#![allow(
    unsafe_code,
    reason = "edition 2024 makes changing the environment unsafe"
)]

use std::ffi::{OsStr, c_char, c_void};

use dlopen2::raw::Library;

const DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// How much memory the page takes the machine to have, in bytes.
const PAGE_MEMORY: &str = "JSC_forceRAMSize";
/// Whether the page compiles what runs for long a third time.
const PAGE_THIRD_COMPILER: &str = "JSC_useFTLJIT";
/// Variables that are meant for the page: no other program gets them.
pub const PAGE_VARIABLES: [&str; 2] = [PAGE_MEMORY, PAGE_THIRD_COMPILER];
/// Where libEGL finds its drivers.
const EGL_DRIVERS: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";
const EGL_DRIVER_FOLDERS: &str = "__EGL_VENDOR_LIBRARY_DIRS";
const SESSION_BUS: &str = "DBUS_SESSION_BUS_ADDRESS";

/// Makes WebKitGTK paint through shared memory, unless the person has chosen otherwise. Without a
/// graphics card the other way (DMABUF) costs ten times the latency of a key and 60 MB; with some
/// drivers it shows an empty window.
pub fn keep_frames_in_shared_memory() {
    set_default(DMABUF, "1");
}

/// Makes the page collect its garbage as on a machine of 384 MB. By default its heap may double while it is small beside
/// the memory of the machine, and a collection that comes late takes long: the slowest key in a hundred took 67 ms to the
/// screen, with this 30 to 47. What computes for long is not in the page, so its third compiler gains nothing.
pub fn keep_page_small() {
    set_default(PAGE_MEMORY, "402653184");
    set_default(PAGE_THIRD_COMPILER, "0");
}

/// Keeps graphics drivers out of the shell, which paints nothing through them: that of Mesa brings LLVM, 24 MB. libEGL
/// looks for drivers once, so it is made to look while there are none. The page, a process of its own, has its drivers.
///
/// Only where frames go through shared memory, and where the person did not choose the drivers.
pub fn keep_drivers_out() {
    type QueryString = unsafe extern "C" fn(*const c_void, i32) -> *const c_char;
    const EXTENSIONS: i32 = 0x3055;

    let shared_memory = std::env::var_os(DMABUF).is_some_and(|value| value != "0");
    let chosen = |name: &&str| std::env::var_os(name).is_some();
    if !shared_memory || [EGL_DRIVERS, EGL_DRIVER_FOLDERS].iter().any(chosen) {
        return;
    }
    let Ok(egl) = Library::open("libEGL.so.1") else {
        return;
    };
    set(EGL_DRIVERS, OsStr::new("/dev/null"));
    // SAFETY: the signature is that of `eglQueryString`, which takes no display (null) for the extensions of the client.
    // The library stays loaded, as what it found would be forgotten with it. The environment is changed as in `set`.
    unsafe {
        if let Ok(query) = egl.symbol::<QueryString>("eglQueryString") {
            query(std::ptr::null(), EXTENSIONS);
        }
        std::env::remove_var(EGL_DRIVERS);
    }
    std::mem::forget(egl);
}

fn set_default(name: &str, value: &str) {
    if std::env::var_os(name).is_none() {
        set(name, OsStr::new(value));
    }
}

/// Hides the session bus from everything that reads the environment from now on (GTK, WebKit and
/// its processes, other programs).
pub fn hide_session_bus() {
    set(SESSION_BUS, OsStr::new("disabled:"));
}

/// The address of the session bus, where the environment names one.
pub fn session_bus() -> Option<std::ffi::OsString> {
    std::env::var_os(SESSION_BUS)
}

/// Whether there is a screen to open a window on.
pub fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn set(name: &str, value: &OsStr) {
    // SAFETY: called from `main` before GTK starts. The only other threads then are those of the
    // D-Bus library, which is pure Rust and reads the environment under the same lock as `set_var`.
    unsafe { std::env::set_var(name, value) };
}
