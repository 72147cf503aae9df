//! The thread that asks the banks: on schedule, and when a person says so. It has a runtime of its own, so nothing
//! that reads a rate ever waits for it.

use std::future::Future;
use std::sync::{Arc, Weak, mpsc};
use std::thread::{self, JoinHandle};

use oferta_rates::schedule::{LONGEST_NAP, nap};
use parking_lot::Mutex;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use super::desk::Desk;
use crate::app::Open;
use crate::error::{AppError, Code, Result};

/// The worker of an open workspace; none before it was started and after it was stopped.
#[derive(Default)]
pub(crate) struct Worker(Mutex<Option<Running>>);

struct Running {
    desk: Arc<Desk>,
    runtime: Handle,
    /// Dropping it ends the thread, whatever it is waiting for.
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the thread, unless it runs. Without a thread to be had, the rates stay as they are.
    pub(super) fn start(&self, open: &Arc<Open>) {
        let mut running = self.0.lock();
        if running.is_some() {
            return;
        }
        // One that cannot be made leaves a workspace whose rates are refreshed by nobody, and that says so.
        let Ok(runtime) = Builder::new_current_thread().enable_all().build() else {
            return;
        };
        let desk = Arc::new(Desk::new(open));
        let (stop, stopped) = oneshot::channel::<()>();
        let (handle, of_thread) = (runtime.handle().clone(), Arc::clone(&desk));
        let spawned = thread::Builder::new().name("rates".into()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = keep_fresh(&of_thread) => {}
                    _ = stopped => {}
                }
            });
            // A question to the system that does not end, such as for the address of a bank, is not waited for.
            runtime.shutdown_background();
        });
        *running = spawned.ok().map(|thread| Running {
            desk,
            runtime: handle,
            stop,
            thread,
        });
    }

    /// Ends the thread and waits for it. What it was asking for is given up; what it had stored stays.
    pub(super) fn stop(&self) {
        let Some(running) = self.0.lock().take() else {
            return;
        };
        drop(running.stop);
        // A thread that panicked has ended, too.
        let ended = running.thread.join();
        drop(ended);
    }

    /// What the worker knows of its last refresh.
    pub(super) fn desk(&self) -> Option<Arc<Desk>> {
        Some(Arc::clone(&self.0.lock().as_ref()?.desk))
    }

    /// Has the worker do something and waits for it.
    ///
    /// # Errors
    /// [`Code::StoreNotOpen`] when the application ends meanwhile; whatever the work answers.
    pub(crate) fn ask<T, F>(&self, work: impl FnOnce(Arc<Desk>) -> F) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        {
            let running = self.0.lock();
            let running = running
                .as_ref()
                .ok_or_else(|| AppError::new(Code::StoreNotOpen))?;
            let work = work(Arc::clone(&running.desk));
            running.runtime.spawn(async move {
                // Whoever asked may be gone.
                let told = reply.send(work.await);
                drop(told);
            });
        }
        answer
            .recv()
            .map_err(|_| AppError::new(Code::StoreNotOpen))?
    }
}

/// Refreshes whenever it is due. No wait is longer than [`LONGEST_NAP`], so a sleep of the machine, another setting of
/// its clock and another setting of the person are noticed soon after.
async fn keep_fresh(desk: &Arc<Desk>) {
    let clock = desk.clock();
    while desk.is_open() {
        let now = clock.now();
        match desk.due(now) {
            Some(due) if due <= now => {
                // It is remembered with its reason; the schedule says when the next one is due.
                if let Err(error) = Arc::clone(desk).refresh().await {
                    desk.note(&error);
                }
            }
            Some(due) => clock.sleep(nap(now, due)).await,
            None => clock.sleep(LONGEST_NAP).await,
        }
    }
}

/// The workspace, as long as it is open.
pub(super) fn opened(open: &Weak<Open>) -> Result<Arc<Open>> {
    open.upgrade()
        .ok_or_else(|| AppError::new(Code::StoreNotOpen))
}
