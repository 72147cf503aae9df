//! One refresh at a time, shared by its callers and given up with the last of them.

use tokio::sync::watch;

use super::D2025_14;
use crate::fetch::Fetcher;
use crate::testing::{Act, Bank, TestClock, fetcher, respond, settings};

struct Held {
    bank: Bank,
    fetcher: Fetcher,
    gate: watch::Sender<bool>,
}

/// A bank that answers when it is let go.
async fn held() -> Held {
    let clock = TestClock::at("2025-10-14T10:00");
    let (gate, opened) = watch::channel(false);
    let bytes = respond("200 OK", "", D2025_14);
    let bank = Bank::open(&clock, move |_, _| Act::Hold(opened.clone(), bytes.clone())).await;
    let fetcher = fetcher(settings(&bank.root, &bank.root), &clock);
    Held {
        bank,
        fetcher,
        gate,
    }
}

impl Held {
    async fn until(&self, asked: &[&str]) {
        while self.bank.asked() != asked {
            tokio::task::yield_now().await;
        }
    }
}

const ASKED: &str = "/scripts/XML_daily.asp";

#[tokio::test]
async fn callers_at_the_same_time_share_one_refresh() {
    let held = held().await;
    let (one, two) = (held.fetcher.clone(), held.fetcher.clone());
    let (one, two) = (
        tokio::spawn(async move { one.refresh().await }),
        tokio::spawn(async move { two.refresh().await }),
    );
    held.until(&[ASKED]).await;
    held.gate.send(true).unwrap();
    let (one, two) = (one.await.unwrap().unwrap(), two.await.unwrap().unwrap());
    assert_eq!(one, two);
    assert_eq!(held.bank.asked(), [ASKED]);
    // One that comes later is a refresh of its own.
    held.fetcher.refresh().await.unwrap();
    assert_eq!(held.bank.asked(), [ASKED, ASKED]);
}

#[tokio::test]
async fn the_refresh_goes_on_while_one_caller_is_left() {
    let held = held().await;
    let (one, two) = (held.fetcher.clone(), held.fetcher.clone());
    let one = tokio::spawn(async move { one.refresh().await });
    held.until(&[ASKED]).await;
    let two = tokio::spawn(async move { two.refresh().await });
    tokio::task::yield_now().await;
    one.abort();
    assert!(one.await.unwrap_err().is_cancelled());
    held.gate.send(true).unwrap();
    assert_eq!(two.await.unwrap().unwrap().days.len(), 1);
    assert_eq!(held.bank.asked(), [ASKED]);
}

#[tokio::test]
async fn a_refresh_that_nobody_waits_for_is_given_up_and_the_next_one_is_new() {
    let held = held().await;
    let one = held.fetcher.clone();
    let one = tokio::spawn(async move { one.refresh().await });
    held.until(&[ASKED]).await;
    one.abort();
    assert!(one.await.unwrap_err().is_cancelled());
    // The connection closes; nothing goes on behind the back of the program.
    held.until(&[ASKED, "gone"]).await;
    held.gate.send(true).unwrap();
    assert_eq!(held.fetcher.refresh().await.unwrap().days.len(), 1);
    assert_eq!(held.bank.asked(), [ASKED, "gone", ASKED]);
}
