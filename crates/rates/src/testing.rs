//! For tests of this crate and of those that use it: a bank on loopback that sends exact bytes, and a clock of our own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot be set up fails"
)]

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt};
use jiff::{SignedDuration, Timestamp};
use parking_lot::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::fetch::{ATTEMPT, Fetcher, Proxy, Settings};

/// A clock that stands still. A pause between two attempts passes at once and is noted; the limit of an attempt is
/// waited for until somebody moves the clock.
pub struct TestClock {
    now: watch::Sender<Timestamp>,
    pauses: Mutex<Vec<Duration>>,
}

impl TestClock {
    /// A clock that stands at this time of Moscow, `2025-10-14T10:00`.
    pub fn at(text: &str) -> Arc<Self> {
        Arc::new(Self {
            now: watch::Sender::new(format!("{text}+03:00").parse().unwrap()),
            pauses: Mutex::default(),
        })
    }

    /// Puts the clock forward.
    pub fn advance(&self, span: Duration) {
        let span = SignedDuration::try_from(span).unwrap();
        self.now.send_modify(|now| *now += span);
    }

    /// How many wait for the clock to be moved.
    pub fn waiting(&self) -> usize {
        self.now.receiver_count()
    }

    /// The pauses between attempts, in order.
    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.borrow()
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        if span < ATTEMPT {
            self.pauses.lock().push(span);
            self.advance(span);
            return std::future::ready(()).boxed();
        }
        let end = self.now() + SignedDuration::try_from(span).unwrap();
        let mut now = self.now.subscribe();
        async move {
            // The sender lives as long as the test; without it there is nothing to wait for.
            if now.wait_for(|now| *now >= end).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
        .boxed()
    }
}

/// What the bank does with a request.
#[derive(Clone)]
pub enum Act {
    /// Sends these bytes, headers and all, and closes.
    Send(Vec<u8>),
    /// Sends these bytes and then the second ones until the other side has had enough.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes and nothing more, while the clock goes on past the limit of the attempt.
    Stall(Vec<u8>),
    /// Sends nothing until it is let go, then these bytes.
    Hold(watch::Receiver<bool>, Vec<u8>),
}

/// A bank on a port of its own, and the paths it was asked for.
pub struct Bank {
    /// Its address, without a slash at the end.
    pub root: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Bank {
    /// Answers each path, the how-manieth request this is counted from 0.
    pub async fn open(
        clock: &Arc<TestClock>,
        answer: impl Fn(&str, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, clock, answer) = (Arc::clone(&asked), Arc::clone(clock), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (log, clock, answer) =
                    (Arc::clone(&log), Arc::clone(&clock), Arc::clone(&answer));
                tokio::spawn(async move { converse(socket, &log, &clock, &*answer).await });
            }
        });
        Self { root, asked }
    }

    /// The paths it was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().clone()
    }
}

async fn converse(
    mut socket: TcpStream,
    log: &Mutex<Vec<String>>,
    clock: &TestClock,
    answer: &(impl Fn(&str, usize) -> Act + ?Sized),
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match socket.read_u8().await {
            // The greeting of TLS, to which a plain host answers as best it can.
            Ok(0x16) if head.is_empty() => {
                let refusal = respond("400 Bad Request", "", b"");
                return drop(socket.write_all(&refusal).await);
            }
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let count = {
        let mut log = log.lock();
        log.push(path.clone());
        log.len() - 1
    };
    // Whether the client still listens is its own affair.
    match answer(&path, count) {
        Act::Send(bytes) => drop(socket.write_all(&bytes).await),
        Act::Endless(first, piece) => {
            let mut sent = socket.write_all(&first).await;
            while sent.is_ok() {
                sent = socket.write_all(&piece).await;
            }
        }
        Act::Stall(bytes) => {
            socket.write_all(&bytes).await.unwrap();
            clock.advance(ATTEMPT);
            let mut rest = Vec::new();
            socket.read_to_end(&mut rest).await.ok();
        }
        Act::Hold(mut gate, bytes) => {
            // Until let go, or until the client leaves.
            let mut nothing = [0];
            let opened = tokio::select! {
                open = gate.wait_for(|it| *it) => open.is_ok(),
                _ = socket.read(&mut nothing) => false,
            };
            if opened {
                socket.write_all(&bytes).await.ok();
            } else {
                log.lock().push("gone".into());
            }
        }
    }
    socket.shutdown().await.ok();
}

/// A whole answer with these headers.
pub fn respond(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A good answer of this kind.
pub fn ok(kind: &str, body: &[u8]) -> Act {
    Act::Send(respond(
        "200 OK",
        &format!("Content-Type: {kind}\r\n"),
        body,
    ))
}

/// As the bank of Russia sends it.
pub fn xml(body: &[u8]) -> Act {
    ok("application/xml; charset=windows-1251", body)
}

/// As the mirror sends it.
pub fn json(body: &[u8]) -> Act {
    ok("application/javascript; charset=utf-8", body)
}

/// A refusal with this status line, and a web page.
pub fn status(line: &str) -> Act {
    Act::Send(respond(
        line,
        "Content-Type: text/html\r\n",
        b"<html>sorry</html>",
    ))
}

/// Settings that lead to these two and to nobody else.
pub fn settings(cbr: &str, mirror: &str) -> Settings {
    Settings {
        cbr: format!("{cbr}/scripts"),
        mirror: mirror.into(),
        ecb: format!("{mirror}/eurofxref-daily.xml"),
        proxy: Proxy::Direct,
        ..Settings::default()
    }
}

/// A client on this clock.
pub fn fetcher(settings: Settings, clock: &Arc<TestClock>) -> Fetcher {
    let clock: Arc<dyn Clock> = Arc::<TestClock>::clone(clock);
    Fetcher::new(settings, clock).unwrap()
}
