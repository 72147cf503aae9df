//! Time as the client sees it.

use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt};
use jiff::Timestamp;

/// What time it is, and how to wait: passed in, so that tests run the schedule on a clock of their own.
pub trait Clock: Send + Sync + 'static {
    /// The time of the wall clock. It may jump.
    fn now(&self) -> Timestamp;
    /// Waits so long.
    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the machine. Its waits need the timer of tokio.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        async move { tokio::time::sleep(span).await }.boxed()
    }
}
