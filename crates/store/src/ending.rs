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
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::{RwLock, RwLockReadGuard};
use rusqlite::Connection;

/// How long the end waits. What takes longer may crash the process; the store survives that as it survives a power
/// failure.
const PATIENCE: Duration = Duration::from_secs(5);

static UNDER_WAY: RwLock<()> = RwLock::new(());
static ENDED: AtomicBool = AtomicBool::new(false);

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
    let outermost = (depth == 0).then(|| UNDER_WAY.read());
    if outermost.is_some() && ENDED.load(Ordering::Acquire) {
        drop(outermost);
        loop {
            std::thread::park();
        }
    }
    Use {
        _outermost: outermost,
    }
}

impl Drop for Use {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Has the end of the process wait. To be called when the libraries have begun: what is registered last runs first.
pub(crate) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // SAFETY: `wait` is a function without arguments that does not unwind. Where there is no room for it, the end is
        // not waited for.
        let _registered = unsafe { atexit(wait) };
    });
}

extern "C" fn wait() {
    ENDED.store(true, Ordering::Release);
    let within_a_use = DEPTH.get() > 0;
    if !within_a_use {
        // Kept for ever: nothing may begin any more.
        std::mem::forget(UNDER_WAY.try_write_for(PATIENCE));
    }
}

/// A connection whose closing puts the end off as well.
pub(crate) struct OpenConnection(ManuallyDrop<Connection>);

impl OpenConnection {
    pub(crate) fn new(connection: Connection) -> OpenConnection {
        OpenConnection(ManuallyDrop::new(connection))
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        let _under_way = put_off();
        // SAFETY: nobody sees the connection after this.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl Deref for OpenConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for OpenConnection {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
