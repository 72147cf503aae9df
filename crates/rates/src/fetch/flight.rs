use std::future::Future;

use futures_util::future::{BoxFuture, FutureExt, Shared, WeakShared};
use parking_lot::Mutex;

/// One piece of work at a time, shared by all who ask for it while it is under way.
///
/// Only the callers hold it: it goes on while one of them waits, and is dropped with the last.
pub struct Flight<T: Clone>(Mutex<Option<WeakShared<BoxFuture<'static, T>>>>);

impl<T: Clone> Default for Flight<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone + Send + Sync + 'static> Flight<T> {
    /// The result of the work under way, or of a new one.
    pub fn join<F>(&self, start: impl FnOnce() -> F) -> Shared<BoxFuture<'static, T>>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let mut current = self.0.lock();
        let under_way = current.as_ref().and_then(WeakShared::upgrade);
        if let Some(work) = under_way.filter(|it| it.peek().is_none()) {
            return work;
        }
        let work = start().boxed().shared();
        *current = work.downgrade();
        work
    }
}
