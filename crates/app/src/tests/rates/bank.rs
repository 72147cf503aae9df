use std::sync::Arc;
use std::time::{Duration, Instant};

use oferta_rates::testing::{Act, Bank, TestClock, settings, xml};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::RateOptions;
use crate::tests::fixture::{Desk, Mood};

pub(super) const D2025_11: &[u8] = include_bytes!("../../../../rates/fixtures/cbr_2025-10-11.xml");
pub(super) const D2025_14: &[u8] = include_bytes!("../../../../rates/fixtures/cbr_2025-10-14.xml");
pub(super) const HISTORY: &[u8] = include_bytes!("../../../../rates/fixtures/cbr_history_cny.xml");

/// A desk whose banks are one on loopback, on a clock that stands at noon of 14.10.2025 in Moscow.
pub(super) struct Banked {
    pub desk: Desk,
    pub bank: Bank,
    pub clock: Arc<TestClock>,
    runtime: Runtime,
}

impl Banked {
    /// A bank that answers with the list of the day.
    pub fn good() -> Banked {
        Banked::answering(|_, _| xml(D2025_14))
    }

    pub fn answering(answer: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Banked {
        Banked::at("2025-10-14T12:00", false, answer)
    }

    /// At a time of Moscow, asked by itself or only by hand.
    pub fn at(
        time: &str,
        automatic: bool,
        answer: impl Fn(&str, usize) -> Act + Send + Sync + 'static,
    ) -> Banked {
        let runtime = Runtime::new().unwrap();
        let clock = TestClock::at(time);
        let bank = runtime.block_on(Bank::open(&clock, answer));
        let mut desk = Desk::new(Mood::Works);
        *desk.double.clock.lock() = Some(Arc::clone(&clock));
        *desk.double.rates.lock() = RateOptions {
            automatic,
            banks: settings(&bank.root, &bank.root),
        };
        desk.restart();
        let state = desk.ok("app.create", json!({"keeper": "keychain"}));
        assert_eq!(state["state"], "ready", "{state}");
        Banked {
            desk,
            bank,
            clock,
            runtime,
        }
    }

    /// Another bank beside it.
    pub fn another(&self, answer: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Bank {
        self.runtime.block_on(Bank::open(&self.clock, answer))
    }

    pub fn state(&self) -> Value {
        self.desk.ok("rates.state", json!({}))
    }

    /// Puts the clock forward when the worker waits for it: it must not look at it in between.
    pub fn pass(&self, minutes: u64) {
        wait(|| (self.clock.waiting() > 0).then_some(()));
        self.clock.advance(Duration::from_secs(minutes * 60));
    }

    /// Waits until the state is like that.
    pub fn until(&self, holds: impl Fn(&Value) -> bool) -> Value {
        wait(|| Some(self.state()).filter(&holds))
    }
}

/// Waits for something, as long as a test may take.
pub(super) fn wait<T>(found: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain");
        std::thread::yield_now();
    }
}

/// The list of 14.10.2025 as that of another date, `15.10.2025`.
pub(super) fn dated(date: &str) -> Vec<u8> {
    let mut list = D2025_14.to_vec();
    let at = list.windows(10).position(|it| it == b"14.10.2025").unwrap();
    list[at..at + 10].copy_from_slice(date.as_bytes());
    list
}

/// What the bank answers when its newest list is of this date: every date that is asked for has a list of its own.
pub(super) fn lists(path: &str, newest: &str) -> Act {
    let asked = path.split("date_req=").nth(1);
    let asked = asked.map(|it| it.replace("%2F", "."));
    xml(&dated(asked.as_deref().unwrap_or(newest)))
}
