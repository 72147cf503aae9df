//! OpenSSL, which encrypts the pages of the file.
#![allow(unsafe_code, reason = "how OpenSSL begins can only be told through C")]

use std::ffi::{c_int, c_void};
use std::sync::Once;

/// From `openssl/crypto.h`.
const NO_ATEXIT: u64 = 0x0008_0000;

unsafe extern "C" {
    fn OPENSSL_init_crypto(options: u64, settings: *const c_void) -> c_int;
}

/// Begins without a clean-up at the end of the process: a thread that still reads the store then would use what was
/// freed, and the process would crash instead of ending.
pub(crate) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        // SAFETY: the signature is that of `openssl/crypto.h`; null stands for the default settings. Where it fails,
        // OpenSSL begins by itself at its first use.
        unsafe { OPENSSL_init_crypto(NO_ATEXIT, std::ptr::null()) };
    });
}
