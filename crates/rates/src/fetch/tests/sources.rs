//! Whole answers: what is asked, in which order, and what comes of it.

use jiff::civil::{Date, date};

use super::{D2025_11, D2025_14, ECB, HISTORY, M2025_11_08, M2025_14};
use crate::currency::Currency;
use crate::day::{Day, Source};
use crate::error::RateError;
use crate::fetch::{Fetcher, Settings};
use crate::testing::{Bank, TestClock, fetcher, json, ok, settings, status, xml};

fn dates(days: &[Day]) -> Vec<(Date, Source)> {
    days.iter()
        .map(|it| (it.effective_date, it.source))
        .collect()
}

#[tokio::test]
async fn the_official_list_comes_first() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |_, _| xml(D2025_14)).await;
    let fetcher = fetcher(settings(&bank.root, &bank.root), &clock);
    let refreshed = fetcher.refresh().await.unwrap();
    assert_eq!(
        dates(&refreshed.days),
        [(date(2025, 10, 14), Source::CbrXml)]
    );
    assert!(refreshed.failed.is_empty() && clock.pauses().is_empty());
    assert_eq!(refreshed.days[0].rows[0].name, "Дирхам ОАЭ");
    assert_eq!(bank.asked(), ["/scripts/XML_daily.asp"]);
}

#[tokio::test]
async fn in_the_evening_the_day_in_force_comes_with_the_next_one() {
    let clock = TestClock::at("2025-10-13T18:00");
    let bank = Bank::open(&clock, |path, _| {
        xml(if path.contains("date_req") {
            D2025_11
        } else {
            D2025_14
        })
    })
    .await;
    let refreshed = fetcher(settings(&bank.root, &bank.root), &clock)
        .refresh()
        .await
        .unwrap();
    let official = [date(2025, 10, 11), date(2025, 10, 14)].map(|it| (it, Source::CbrXml));
    assert_eq!(dates(&refreshed.days), official);
    let asked = [
        "/scripts/XML_daily.asp",
        "/scripts/XML_daily.asp?date_req=13%2F10%2F2025",
    ];
    assert_eq!(bank.asked(), asked);
}

#[tokio::test]
async fn the_next_day_is_good_without_the_day_in_force() {
    let clock = TestClock::at("2025-10-13T18:00");
    let bank = Bank::open(&clock, |path, _| match path {
        "/scripts/XML_daily.asp" => xml(D2025_14),
        _ => status("404 Not Found"),
    })
    .await;
    let refreshed = fetcher(settings(&bank.root, &bank.root), &clock)
        .refresh()
        .await
        .unwrap();
    let next = (date(2025, 10, 14), Source::CbrXml);
    assert_eq!(dates(&refreshed.days), [next]);
    assert_eq!(refreshed.failed.len(), 2);
}

#[tokio::test]
async fn a_list_that_is_out_of_date_is_followed_by_the_next_source() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |_, _| xml(D2025_11)).await;
    let mirror = Bank::open(&clock, |_, _| json(M2025_14)).await;
    let refreshed = fetcher(settings(&bank.root, &mirror.root), &clock)
        .refresh()
        .await
        .unwrap();
    let (old, new) = (date(2025, 10, 11), date(2025, 10, 14));
    let both = [(old, Source::CbrXml), (new, Source::CbrMirror)];
    assert_eq!(dates(&refreshed.days), both);
}

#[tokio::test]
async fn the_mirror_steps_in_and_the_reason_is_kept() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |_, _| status("500 Internal Server Error")).await;
    let mirror = Bank::open(&clock, |_, _| json(M2025_14)).await;
    let refreshed = fetcher(settings(&bank.root, &mirror.root), &clock)
        .refresh()
        .await
        .unwrap();
    assert_eq!(
        dates(&refreshed.days),
        [(date(2025, 10, 14), Source::CbrMirror)]
    );
    assert_eq!(refreshed.failed.len(), 1);
    assert_eq!(refreshed.failed[0].source, Source::CbrXml);
    assert_eq!(refreshed.failed[0].error, RateError::Status(500));
    assert_eq!(
        (bank.asked().len(), mirror.asked()),
        (4, vec!["/daily_json.js".to_owned()])
    );
}

#[tokio::test]
async fn the_archive_steps_back_over_sunday_and_monday() {
    let clock = TestClock::at("2025-11-10T10:00");
    let down = Bank::open(&clock, |_, _| status("403 Forbidden")).await;
    let mirror = Bank::open(&clock, |path, _| match path {
        "/archive/2025/11/08/daily_json.js" => json(M2025_11_08),
        _ => status("404 Not Found"),
    })
    .await;
    let fetcher = fetcher(settings(&down.root, &mirror.root), &clock);
    let day = fetcher.day(date(2025, 11, 10)).await.unwrap();
    assert_eq!(day.effective_date, date(2025, 11, 8));
    let asked = ["10", "09", "08"].map(|it| format!("/archive/2025/11/{it}/daily_json.js"));
    assert_eq!(mirror.asked(), asked);
    // What is forbidden or missing is not asked for again.
    assert_eq!(down.asked().len(), 1);
    assert!(clock.pauses().is_empty());
}

#[tokio::test]
async fn the_archive_is_searched_for_two_weeks_at_most() {
    let clock = TestClock::at("2025-11-10T10:00");
    let nothing = Bank::open(&clock, |_, _| status("404 Not Found")).await;
    let fetcher = fetcher(settings(&nothing.root, &nothing.root), &clock);
    let error = fetcher.day(date(2026, 1, 8)).await.unwrap_err();
    let errors: Vec<_> = error.0.iter().map(|it| it.error.clone()).collect();
    assert_eq!(
        errors,
        [RateError::Status(404), RateError::NoDay(date(2026, 1, 8))]
    );
    let archive = nothing.asked().split_off(1);
    assert_eq!(archive.len(), 15);
    assert_eq!(archive[14], "/archive/2025/12/25/daily_json.js");
}

#[tokio::test]
async fn a_day_later_than_the_one_asked_for_is_refused() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |path, _| match path {
        "/daily_json.js" | "/archive/2025/10/10/daily_json.js" => json(M2025_14),
        _ => xml(D2025_14),
    })
    .await;
    let fetcher = fetcher(settings(&bank.root, &bank.root), &clock);
    let (asked, got) = (date(2025, 10, 10), date(2025, 10, 14));
    let error = fetcher.day(asked).await.unwrap_err();
    assert!(
        error
            .0
            .iter()
            .all(|it| it.error == RateError::WrongDay { asked, got })
    );
}

#[tokio::test]
async fn the_ecb_is_asked_by_those_who_count_in_euro() {
    let clock = TestClock::at("2025-10-14T19:00");
    let bank = Bank::open(&clock, |path, _| match path {
        "/eurofxref-daily.xml" => ok("text/xml", ECB),
        _ => status("404 Not Found"),
    })
    .await;
    let roubles = settings(&bank.root, &bank.root);
    let euro = Settings {
        base: Currency::EUR,
        ..roubles.clone()
    };
    assert_eq!(
        fetcher(roubles, &clock)
            .refresh()
            .await
            .unwrap_err()
            .0
            .len(),
        2
    );
    let refreshed = fetcher(euro, &clock).refresh().await.unwrap();
    assert_eq!(dates(&refreshed.days), [(date(2025, 10, 14), Source::Ecb)]);
    let tried: Vec<_> = refreshed.failed.iter().map(|it| it.source).collect();
    assert_eq!(tried, [Source::CbrXml, Source::CbrMirror]);
}

#[tokio::test]
async fn the_history_is_asked_for_by_the_id_of_the_bank() {
    let clock = TestClock::at("2025-10-14T10:00");
    let bank = Bank::open(&clock, |_, _| xml(HISTORY)).await;
    let fetcher = fetcher(settings(&bank.root, &bank.root), &clock);
    let history = fetcher
        .history("R01375", date(2019, 3, 1), date(2025, 10, 14))
        .await
        .unwrap();
    assert_eq!(history.points.len(), 6);
    let asked = "/scripts/XML_dynamic.asp?date_req1=01%2F03%2F2019&date_req2=14%2F10%2F2025&VAL_NM_RQ=R01375";
    assert_eq!(bank.asked(), [asked]);
}

#[test]
fn addresses_lead_to_the_web_and_the_defaults_are_the_banks() {
    let clock = TestClock::at("2025-10-14T10:00");
    for bad in [
        "",
        "cbr",
        "file:///etc/passwd",
        "ftp://cbr.ru",
        "http://",
        "data:text/xml,x",
    ] {
        let settings = Settings {
            mirror: bad.into(),
            ..Settings::default()
        };
        let error = Fetcher::new(settings, clock.clone()).err();
        assert_eq!(error, Some(RateError::Address(bad.into())), "{bad}");
    }
    let stored: Settings = serde_json::from_str("{\"base\":\"EUR\"}").unwrap();
    assert_eq!(
        stored,
        Settings {
            base: Currency::EUR,
            ..Settings::default()
        }
    );
    assert!(Settings::default().cbr.starts_with("https://www.cbr.ru/"));
}
