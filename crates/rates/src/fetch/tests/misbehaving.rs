//! Everything a bank, a proxy or a network does wrong: the error and the pauses.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::net::TcpListener;

use super::{D2025_14, M2025_14};
use crate::error::RateError;
use crate::feed::MAX_BYTES;
use crate::fetch::{FIRST_PAUSE, RETRIES};
use crate::testing::{Act, Bank, TestClock, fetcher, ok, respond, settings, status, xml};

/// What one bank that misbehaves costs: the error of each source after so many requests and pauses.
struct Tried {
    errors: Vec<RateError>,
    asked: usize,
    pauses: Vec<Duration>,
}

/// Refreshes from a bank at this address, which is the mirror's too.
async fn refresh(clock: &Arc<TestClock>, root: &str) -> (Vec<RateError>, Vec<Duration>) {
    let refused = fetcher(settings(root, root), clock).refresh().await;
    let errors = refused.unwrap_err().0.into_iter().map(|it| it.error);
    (errors.collect(), clock.pauses())
}

async fn tried(answer: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Tried {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, answer).await;
    let (errors, pauses) = refresh(&clock, &bank.root).await;
    Tried {
        errors,
        asked: bank.asked().len(),
        pauses,
    }
}

/// Three pauses of 1, 2 and 4 s, each with up to as much again by chance; once for each of the two sources.
#[track_caller]
fn check_retried(pauses: &[Duration]) {
    assert_eq!(pauses.len(), 2 * RETRIES, "{pauses:?}");
    for (n, pause) in pauses.iter().enumerate() {
        let least = FIRST_PAUSE * (1 << (n % RETRIES));
        assert!((least..=least * 2).contains(pause), "pause {n}: {pause:?}");
    }
}

/// The error of both sources, retried.
#[track_caller]
fn check_transient(tried: &Tried, error: &RateError) {
    assert_eq!(tried.errors, [error.clone(), error.clone()]);
    assert_eq!(tried.asked, 2 * (1 + RETRIES));
    check_retried(&tried.pauses);
}

/// The error of both sources, each asked once.
#[track_caller]
fn check_final(tried: &Tried, error: &RateError) {
    assert_eq!(tried.errors, [error.clone(), error.clone()]);
    assert_eq!((tried.asked, tried.pauses.len()), (2, 0));
}

#[tokio::test]
async fn a_host_that_does_not_answer_in_ten_seconds() {
    let late = RateError::Timeout { seconds: 10 };
    check_transient(&tried(|_, _| Act::Stall(Vec::new())).await, &late);
    // The limit is for the whole answer, not for its beginning.
    let half = respond("200 OK", "Content-Type: application/xml\r\n", D2025_14);
    check_transient(
        &tried(move |_, _| Act::Stall(half[..500].to_vec())).await,
        &late,
    );
}

#[tokio::test]
async fn a_host_that_fails() {
    let error = |code| RateError::Status(code);
    check_transient(
        &tried(|_, _| status("500 Internal Server Error")).await,
        &error(500),
    );
    check_transient(
        &tried(|_, _| status("503 Service Unavailable")).await,
        &error(503),
    );
    check_transient(
        &tried(|_, _| status("429 Too Many Requests")).await,
        &error(429),
    );
    check_final(&tried(|_, _| status("404 Not Found")).await, &error(404));
    check_final(
        &tried(|_, _| status("407 Proxy Authentication Required")).await,
        &error(407),
    );
}

#[tokio::test]
async fn a_host_that_recovers_is_not_left() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |_, n| match n {
        0 => status("502 Bad Gateway"),
        1 => Act::Stall(Vec::new()),
        2 => Act::Send(respond("200 OK", "", D2025_14)[..900].to_vec()),
        _ => xml(D2025_14),
    })
    .await;
    let refreshed = fetcher(settings(&bank.root, &bank.root), &clock)
        .refresh()
        .await
        .unwrap();
    assert!(refreshed.failed.is_empty());
    assert_eq!((bank.asked().len(), clock.pauses().len()), (4, 3));
}

#[tokio::test]
async fn an_answer_that_is_cut_off() {
    let whole = respond(
        "200 OK",
        "Content-Type: application/xml; charset=windows-1251\r\n",
        D2025_14,
    );
    let cut = whole[..whole.len() - 100].to_vec();
    check_transient(
        &tried(move |_, _| Act::Send(cut.clone())).await,
        &RateError::Truncated,
    );
    // Nothing tells the length, only the document does.
    let open = |body: &[u8]| [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body].concat();
    let (list, mirrored) = (open(&D2025_14[..700]), open(&M2025_14[..700]));
    let tried_open = tried(move |path, _| {
        Act::Send(if path.ends_with(".asp") {
            list.clone()
        } else {
            mirrored.clone()
        })
    });
    check_transient(&tried_open.await, &RateError::Truncated);
    // A piece of a chunked answer.
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<?xml".to_vec();
    check_transient(
        &tried(move |_, _| Act::Send(chunked.clone())).await,
        &RateError::Truncated,
    );
    // Half a packed answer.
    let packed = gzip(D2025_14);
    let half = respond(
        "200 OK",
        "Content-Encoding: gzip\r\n",
        &packed[..packed.len() / 2],
    );
    check_transient(
        &tried(move |_, _| Act::Send(half.clone())).await,
        &RateError::Truncated,
    );
}

#[tokio::test]
async fn a_connection_that_closes_without_a_word_or_speaks_no_http() {
    for words in [&b""[..], b"SSH-2.0-OpenSSH_9.2\r\n"] {
        let tried = tried(move |_, _| Act::Send(words.to_vec())).await;
        assert!(
            tried
                .errors
                .iter()
                .all(|it| matches!(it, RateError::Exchange(_))),
            "{:?}",
            tried.errors
        );
        check_retried(&tried.pauses);
    }
}

#[tokio::test]
async fn an_answer_that_is_no_list() {
    let page = b"<!DOCTYPE html><html><title>Sign in to the network</title></html>";
    check_final(
        &tried(|_, _| ok("text/html", page)).await,
        &RateError::WebPage,
    );
    let names = "<ValCurs Date=\"14.10.2025\"><Valute><CharCode>USD</CharCode><Nominal>1</Nominal><Name>Доллар</Name><Value>80</Value></Valute></ValCurs>";
    let wrong = RateError::Encoding("windows-1251".into());
    check_final(&tried(move |_, _| xml(names.as_bytes())).await, &wrong);
    let zero = "<ValCurs Date=\"14.10.2025\"><Valute><CharCode>USD</CharCode><Nominal>0</Nominal><Value>80</Value></Valute></ValCurs>";
    let tried = tried(move |_, _| xml(zero.as_bytes())).await;
    assert_eq!(tried.errors[0], RateError::Empty);
    assert!(tried.pauses.is_empty());
}

#[tokio::test]
async fn redirects_that_lead_nowhere() {
    let to = |place: &'static str| {
        move |_: &str, _: usize| {
            Act::Send(respond("302 Found", &format!("Location: {place}\r\n"), b""))
        }
    };
    let round = tried(to("/scripts/XML_daily.asp")).await;
    assert_eq!(round.errors, [RateError::Redirect, RateError::Redirect]);
    assert_eq!((round.asked, round.pauses.len()), (2 * 6, 0));
    let away = tried(to("file:///etc/passwd")).await;
    assert_eq!(away.errors, [RateError::Redirect, RateError::Redirect]);
    assert_eq!(away.asked, 2);
    // One that leads to the list is followed.
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, move |path, n| match path {
        "/moved" => xml(D2025_14),
        _ => to("/moved")(path, n),
    })
    .await;
    assert!(
        fetcher(settings(&bank.root, &bank.root), &clock)
            .refresh()
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_answer_without_end() {
    let large = RateError::TooLarge { limit: MAX_BYTES };
    let promised = b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n";
    let spaces = vec![b' '; 65_536];
    let piece = spaces.clone();
    check_final(
        &tried(move |_, _| Act::Endless(promised.to_vec(), piece.clone())).await,
        &large,
    );
    let open = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    let piece = spaces.clone();
    check_final(
        &tried(move |_, _| Act::Endless(open.to_vec(), piece.clone())).await,
        &large,
    );
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let piece = [b"10000\r\n", &spaces[..], b"\r\n"].concat();
    check_final(
        &tried(move |_, _| Act::Endless(chunked.to_vec(), piece.clone())).await,
        &large,
    );
    // 64 MB that come as 64 KB.
    let packed = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert!(packed.len() < 100_000);
    let bomb = respond("200 OK", "Content-Encoding: gzip\r\n", &packed);
    check_final(&tried(move |_, _| Act::Send(bomb.clone())).await, &large);
}

#[tokio::test]
async fn a_packed_answer_is_unpacked_and_a_false_one_named() {
    let clock = TestClock::at("2025-10-14T10:00");
    let packed = respond("200 OK", "Content-Encoding: gzip\r\n", &gzip(D2025_14));
    let bank = Bank::open(&clock, move |_, _| Act::Send(packed.clone())).await;
    assert!(
        fetcher(settings(&bank.root, &bank.root), &clock)
            .refresh()
            .await
            .is_ok()
    );
    let plain = respond("200 OK", "Content-Encoding: gzip\r\n", D2025_14);
    let tried = tried(move |_, _| Act::Send(plain.clone())).await;
    assert!(
        matches!(tried.errors[0], RateError::Damaged(_)),
        "{:?}",
        tried.errors
    );
}

/// The address of a host behind a certificate nobody vouches for.
async fn stranger() -> String {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let tls = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let root = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // The client breaks the handshake off.
            tokio::spawn(tls.accept(socket));
        }
    });
    root
}

#[tokio::test]
async fn a_connection_that_is_not_secure() {
    let clock = TestClock::at("2025-10-14T10:00");
    let plain = Bank::open(&clock, |_, _| xml(D2025_14)).await;
    for root in [plain.root.replace("http:", "https:"), stranger().await] {
        let (errors, pauses) = refresh(&clock, &root).await;
        assert!(
            errors.iter().all(|it| matches!(it, RateError::Tls(_))),
            "{root}: {errors:?}"
        );
        assert!(pauses.is_empty());
    }
}

#[tokio::test]
async fn a_host_that_cannot_be_reached() {
    let clock = TestClock::at("2025-10-14T10:00");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (errors, pauses) = refresh(&clock, &root).await;
    assert!(
        errors.iter().all(|it| matches!(it, RateError::Connect(_))),
        "{errors:?}"
    );
    check_retried(&pauses);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
