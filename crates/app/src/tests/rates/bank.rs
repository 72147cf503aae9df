use std::sync::Arc;
use std::time::Duration;

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
        while self.clock.waiting() == 0 {
            std::thread::yield_now();
        }
        self.clock.advance(Duration::from_secs(minutes * 60));
    }

    /// Waits until the state is like that.
    pub fn until(&self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let state = self.state();
            if holds(&state) {
                return state;
            }
            std::thread::yield_now();
        }
    }
}
