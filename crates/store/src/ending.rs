//! The end of the process: SQLCipher and OpenSSL free what they hold, whoever still reads or writes. A thread that is in the
//! middle of it would crash the process, so the end waits for what is under way, and nothing begins after it.
#![allow(
    unsafe_code,
    reason = "the end of a process can only be seen through C"
)]

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::sync::Once;
use std::time::Duration;

use parking_lot::{RwLock, RwLockReadGuard};
use rusqlite::Connection;

/// How long the end waits. What takes longer is cut off; the store survives that as it survives a power failure.
const PATIENCE: Duration = Duration::from_secs(5);

static UNDER_WAY: RwLock<()> = RwLock::new(());

unsafe extern "C" {
    fn atexit(at_end: extern "C" fn()) -> c_int;
}

thread_local! {
    /// How many uses of the store stand within each other.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Held while the store is used.
pub(crate) struct Use {
    _outermost: Option<RwLockReadGuard<'static, ()>>,
}

/// Puts the end off. Once it has begun, a use within another goes on, and a new one waits for ever.
pub(crate) fn put_off() -> Use {
    let depth = DEPTH.replace(DEPTH.get() + 1);
    Use {
        _outermost: (depth == 0).then(|| UNDER_WAY.read()),
    }
}

impl Drop for Use {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Waits at the end of the process. To be called when the libraries have begun: what is registered last runs first.
pub(crate) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // SAFETY: `wait` is a function without arguments that does not unwind. Where there is no room for it, the end is
        // not waited for.
        unsafe { atexit(wait) };
    });
}

extern "C" fn wait() {
    // For ever: nothing may begin any more.
    std::mem::forget(UNDER_WAY.try_write_for(PATIENCE));
}

/// A connection whose closing puts the end off as well.
pub(crate) struct Open(ManuallyDrop<Connection>);

impl Open {
    pub(crate) fn new(connection: Connection) -> Open {
        Open(ManuallyDrop::new(connection))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _under_way = put_off();
        // SAFETY: nobody sees the connection after this.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl Deref for Open {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Open {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
