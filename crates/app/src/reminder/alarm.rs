//! The alarm clock: a thread that looks at the clock on the wall at least once a minute, so that neither sleep nor a
//! clock that was set makes it miss a reminder. It tells each due time once, also those that passed while the program
//! was off. Once a day it looks through the bin.

use std::collections::HashSet;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use oferta_store::reminder::{self as reminders_of, OpenReminder};
use parking_lot::{Condvar, Mutex};

use crate::api::common::Nothing;
use crate::app::Open;
use crate::error::Result;
use crate::host::Notice;
use crate::{purge, workspace};

/// The longest time between two looks at the clock.
const LOOK: Duration = Duration::from_secs(60);
/// As many reminders are told one by one; more that are due at the same look are told as one.
const ONE_BY_ONE: usize = 3;

/// What has to be told now, of reminders in the order of their time, and how long nothing else is to be done.
fn next_due(waiting: &[OpenReminder], now_ms: i64) -> (usize, Duration) {
    let due = waiting.partition_point(|reminder| reminder.due_at <= now_ms);
    let until_next = waiting.get(due).map_or(LOOK, |next| {
        Duration::from_millis(next.due_at.abs_diff(now_ms))
    });
    (due, until_next.min(LOOK))
}

#[derive(Default)]
struct Bell {
    rung: bool,
    over: bool,
}

/// Wakes the thread that tells reminders; when it is dropped, the thread ends.
pub(crate) struct Alarm {
    bell: Arc<(Mutex<Bell>, Condvar)>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Alarm {
    /// An alarm whose thread does not run yet.
    pub(crate) fn new() -> Alarm {
        Alarm {
            bell: Arc::default(),
            thread: Mutex::default(),
        }
    }

    /// Starts the thread. `workspace` answers the open workspace, if there is one.
    pub(crate) fn start(&self, workspace: impl Fn() -> Option<Arc<Open>> + Send + 'static) {
        let bell = self.bell.clone();
        let thread = thread::spawn(move || {
            let asked = Asked::default();
            loop {
                let pause = workspace().map_or(LOOK, |open| look(&open, &asked));
                let (state, rung) = &*bell;
                let mut state = state.lock();
                if !state.rung && !state.over {
                    rung.wait_for(&mut state, pause);
                }
                if state.over {
                    return;
                }
                state.rung = false;
            }
        });
        *self.thread.lock() = Some(thread);
    }

    /// Ends the thread and waits for it: it holds the workspace while it looks.
    pub(crate) fn stop(&self) {
        self.end();
        if let Some(thread) = self.thread.lock().take() {
            // A thread that panicked has ended, too.
            let ended = thread.join();
            drop(ended);
        }
    }

    /// Something about reminders has changed.
    pub(crate) fn ring(&self) {
        let (state, rung) = &*self.bell;
        state.lock().rung = true;
        rung.notify_all();
    }

    fn end(&self) {
        let (state, rung) = &*self.bell;
        state.lock().over = true;
        rung.notify_all();
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.end();
    }
}

/// Reminders, by their time, that the notification service was asked to tell and has not answered.
type Asked = Arc<Mutex<HashSet<(String, i64)>>>;

/// What one notification tells of, as long as the service has it in hand.
struct Asking {
    asked: Asked,
    reminders: Vec<OpenReminder>,
}

impl Asking {
    fn new(asked: &Asked, reminders: &[OpenReminder]) -> Asking {
        asked.lock().extend(reminders.iter().map(moment));
        Asking {
            asked: asked.clone(),
            reminders: reminders.to_vec(),
        }
    }

    /// Remembers that they were told. Where that fails they are told once more.
    fn told(&self, open: &Open) {
        let tell = |conn: &_| {
            let mut reminders = self.reminders.iter();
            reminders.try_for_each(|reminder| reminders_of::tell(conn, reminder))
        };
        open.store.write_local(tell).ok();
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        let mut asked = self.asked.lock();
        for reminder in &self.reminders {
            asked.remove(&moment(reminder));
        }
    }
}

fn moment(reminder: &OpenReminder) -> (String, i64) {
    (reminder.id.clone(), reminder.due_at)
}

/// Tells what is due, and says how long nothing else is to be done.
fn look(open: &Arc<Open>, asked: &Asked) -> Duration {
    // A store that cannot be read or written now is looked at again; no reminder is lost.
    let pause = tell_due(open, asked).unwrap_or(LOOK);
    purge::daily(open).ok();
    pause
}

/// Only what the service took is told; the rest is tried again at the next look.
fn tell_due(open: &Arc<Open>, asked: &Asked) -> Result<Duration> {
    let mut waiting = open.store.read(reminders_of::untold)?;
    waiting.retain(|reminder| !asked.lock().contains(&moment(reminder)));
    let (due, pause) = next_due(&waiting, open.now_ms());
    let due = &waiting[..due];
    if due.is_empty() {
        return Ok(pause);
    }
    let russian = workspace::settings(open, Nothing {})?.language != "en";
    let notices = notices(due, russian);
    let together = due.len().div_ceil(notices.len());
    for (notice, reminders) in notices.into_iter().zip(due.chunks(together)) {
        let (workspace, asking) = (Arc::downgrade(open), Asking::new(asked, reminders));
        let taken = move || {
            if let Some(open) = workspace.upgrade() {
                asking.told(&open);
            }
        };
        open.host.notify(notice, Box::new(taken));
    }
    open.host.stale(&["reminder"]);
    Ok(pause)
}

fn notices(due: &[OpenReminder], russian: bool) -> Vec<Notice> {
    if due.len() > ONE_BY_ONE {
        return vec![summary(due, russian)];
    }
    due.iter()
        .map(|reminder| Notice {
            title: called(reminder),
            body: match reminder.text.as_str() {
                "" if russian => "Напоминание о предложении".into(),
                "" => "Reminder about the quote".into(),
                text => text.to_owned(),
            },
            action: if russian { "Открыть" } else { "Open" }.into(),
            place: format!("#/quotes/{}", reminder.quote_id),
        })
        .collect()
}

fn summary(due: &[OpenReminder], russian: bool) -> Notice {
    let names: Vec<String> = due.iter().take(ONE_BY_ONE).map(called).collect();
    let title = if russian {
        format!("Напоминаний о предложениях: {}", due.len())
    } else {
        format!("{} reminders about quotes", due.len())
    };
    Notice {
        title,
        body: format!("{}, …", names.join(", ")),
        action: if russian { "Открыть" } else { "Open" }.into(),
        place: "#/quotes".into(),
    }
}

/// The number of the quote and whom it is for, or else what it is about.
fn called(reminder: &OpenReminder) -> String {
    let whom = if reminder.customer.is_empty() {
        &reminder.title
    } else {
        &reminder.customer
    };
    if whom.is_empty() {
        reminder.label.clone()
    } else {
        format!("{} · {whom}", reminder.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(due_at: i64) -> OpenReminder {
        OpenReminder {
            id: format!("r{due_at}"),
            quote_id: "q1".into(),
            due_at,
            text: String::new(),
            label: format!("D1-{due_at:04}"),
            title: "Котельная".into(),
            customer: String::new(),
        }
    }

    #[test]
    fn what_is_due_and_when_to_look_again() {
        const MINUTE: i64 = 60_000;
        const YEAR: i64 = 365 * 24 * 60 * MINUTE;
        // (times of the reminders, now, how many are due, milliseconds until the next look)
        let cases: [(&[i64], i64, usize, u64); 9] = [
            (&[], 1_000, 0, 60_000),
            (&[5_000], 1_000, 0, 4_000),
            (&[5_000], 5_000, 1, 60_000),
            (&[5_000], 4_999, 0, 1),
            (&[1_000, 2_000, 9_000], 2_500, 2, 6_500),
            // It is far away: the clock may be set or the machine may sleep meanwhile.
            (&[YEAR], 0, 0, 60_000),
            // The clock was put forward, or the machine slept: what passed is due.
            (&[1_000, 5 * MINUTE], YEAR, 2, 60_000),
            // The clock was put back: nothing is due that was not.
            (&[YEAR], 1_000, 0, 60_000),
            (&[i64::MAX], -1, 0, 60_000),
        ];
        for (times, now, due, pause) in cases {
            let waiting: Vec<OpenReminder> = times.iter().copied().map(at).collect();
            assert_eq!(
                next_due(&waiting, now),
                (due, Duration::from_millis(pause)),
                "{times:?} at {now}"
            );
        }
    }

    #[test]
    fn a_few_are_told_one_by_one_and_many_as_one() {
        let few: Vec<OpenReminder> = (1..=3).map(at).collect();
        let told = notices(&few, true);
        assert_eq!(told.len(), 3);
        assert_eq!(told[0].title, "D1-0001 · Котельная");
        assert_eq!(told[0].body, "Напоминание о предложении");
        assert_eq!(told[0].place, "#/quotes/q1");
        let many: Vec<OpenReminder> = (1..=12).map(at).collect();
        let told = notices(&many, false);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].title, "12 reminders about quotes");
        assert_eq!(told[0].place, "#/quotes");
    }
}
