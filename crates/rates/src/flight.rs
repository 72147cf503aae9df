//! One refresh at a time.

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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join;
    use tokio::sync::oneshot;

    use super::*;

    /// How often work was begun, and how much of it was given up.
    #[derive(Default)]
    struct Counts {
        begun: AtomicUsize,
        dropped: AtomicUsize,
    }

    /// Work that answers how often there was any when it is let go.
    async fn work(counts: Arc<Counts>, gate: oneshot::Receiver<()>) -> usize {
        struct Held(Arc<Counts>);
        impl Drop for Held {
            fn drop(&mut self) {
                self.0.dropped.fetch_add(1, Ordering::Relaxed);
            }
        }
        let number = counts.begun.fetch_add(1, Ordering::Relaxed) + 1;
        let held = Held(counts);
        gate.await.ok();
        drop(held);
        number
    }

    #[tokio::test]
    async fn callers_at_the_same_time_share_one_and_a_later_one_begins_anew() {
        let (flight, counts) = (Flight::default(), Arc::new(Counts::default()));
        let (go, gate) = oneshot::channel();
        let one = flight.join(|| work(counts.clone(), gate));
        let two = flight.join(|| work(counts.clone(), oneshot::channel().1));
        go.send(()).unwrap();
        assert_eq!(join(one, two).await, (1, 1));
        let later = flight.join(|| work(counts.clone(), oneshot::channel().1));
        assert_eq!(later.await, 2);
    }

    #[tokio::test]
    async fn it_goes_on_while_one_caller_is_left_and_is_given_up_with_the_last() {
        let (flight, counts) = (Flight::default(), Arc::new(Counts::default()));
        let (_go, gate) = oneshot::channel();
        let mut one = flight.join(|| work(counts.clone(), gate));
        assert!((&mut one).now_or_never().is_none());
        let two = flight.join(|| work(counts.clone(), oneshot::channel().1));
        drop(one);
        assert_eq!(counts.dropped.load(Ordering::Relaxed), 0);
        drop(two);
        assert_eq!(counts.dropped.load(Ordering::Relaxed), 1);
        let anew = flight.join(|| work(counts.clone(), oneshot::channel().1));
        assert_eq!(anew.await, 2);
    }
}
