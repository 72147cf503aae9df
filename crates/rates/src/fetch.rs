//! The client of the banks: order of sources, retries.
//!
//! It gives values and keeps none: a caller gets whole days or an error with every reason, so a refresh that fails, is
//! cancelled or dies with the program leaves the stored rates as they were.

mod http;
mod settings;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use reqwest::Url;

use crate::calendar::{Staleness, moscow_date, staleness};
use crate::clock::Clock;
use crate::day::{Day, History, Source};
use crate::error::{RateError, Result};
use crate::feed;
use http::Http;
pub use settings::{Proxy, Settings, check_address};

/// The time for one attempt, from the first byte out to the last one in.
pub const ATTEMPT: Duration = Duration::from_secs(10);
/// How often a request is repeated when the network or the host was at fault.
pub const RETRIES: usize = 3;
/// The pause before the first repetition. It doubles each time, and chance adds up to as much again.
pub const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// How many days the archive of the mirror is searched back for the day in force: the New Year break has 11.
pub const STEPS_BACK: usize = 14;

/// What a refresh brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// The newest day of each source that was asked and answered, the newest of them last. Before it stands the day in
    /// force today where that is another: the rates of tomorrow are out in the evening, and a quote of today needs
    /// today's.
    pub days: Vec<Day>,
    /// When they came.
    pub fetched_at: Timestamp,
    /// The sources that could not give what they were asked for.
    pub failed: Vec<Failed>,
}

/// A source that could not give rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The source.
    pub source: Source,
    /// Why.
    pub error: RateError,
}

/// No source could give rates; why not, in the order in which they were asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no source gave rates: {}", self.reasons())]
pub struct NoSource(pub Vec<Failed>);

impl NoSource {
    fn reasons(&self) -> String {
        let reasons = self
            .0
            .iter()
            .map(|it| format!("{:?}: {}", it.source, it.error));
        reasons.collect::<Vec<_>>().join("; ")
    }
}

/// The client: the addresses of the banks and the way to them.
pub struct Fetcher {
    http: Http,
    clock: Arc<dyn Clock>,
    settings: Settings,
}

impl Fetcher {
    /// A client for these addresses. Reads the trust store of the system: files, so not on the way of a screen.
    ///
    /// # Errors
    /// [`RateError::Address`], [`RateError::Client`].
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self> {
        settings.check()?;
        Ok(Self {
            http: Http::new(&settings.proxy, Arc::clone(&clock))?,
            clock,
            settings,
        })
    }

    /// Brings the newest day and the one in force today. A source whose newest day is out of date is followed by the
    /// next one.
    ///
    /// # Errors
    /// [`NoSource`] when every source failed, each after its retries.
    pub async fn refresh(&self) -> std::result::Result<Refreshed, NoSource> {
        let (mut days, mut failed) = (Vec::<Day>::new(), Vec::new());
        for &source in self.settings.sources() {
            match self.newest(source).await {
                Ok(day) => days.push(day),
                Err(error) => failed.push(Failed { source, error }),
            }
            let newest = days.iter().map(|day| day.effective_date).max();
            if staleness(self.clock.now(), newest) == Staleness::Fresh {
                break;
            }
        }
        days.sort_by_key(|day| day.effective_date);
        let today = moscow_date(self.clock.now());
        match days.last() {
            None => return Err(NoSource(failed)),
            // Without the day in force the next one is good all the same.
            Some(newest) if newest.effective_date > today => match self.day(today).await {
                Ok(day) => days.insert(days.len() - 1, day),
                Err(NoSource(reasons)) => failed.extend(reasons),
            },
            Some(_) => {}
        }
        Ok(Refreshed {
            days,
            fetched_at: self.clock.now(),
            failed,
        })
    }

    /// Brings the day that was in force on a date: the one with the newest effective date on or before it.
    ///
    /// # Errors
    /// [`NoSource`] when every source failed.
    pub async fn day(&self, date: Date) -> std::result::Result<Day, NoSource> {
        let mut failed = Vec::new();
        for &source in self.settings.sources() {
            match self.day_of(source, date).await {
                Ok(day) => return Ok(day),
                Err(error) => failed.push(Failed { source, error }),
            }
        }
        Err(NoSource(failed))
    }

    /// Brings the history of one currency by the bank's id, from the bank of Russia alone: nobody else has it.
    ///
    /// # Errors
    /// Those of the request and of a bad document; [`RateError::Empty`] when nothing was published between the dates.
    pub async fn history(&self, bank_id: &str, from: Date, to: Date) -> Result<History> {
        let mut url = Self::address(&self.settings.cbr, &["XML_dynamic.asp"])?;
        url.query_pairs_mut()
            .append_pair("date_req1", &slashed(from))
            .append_pair("date_req2", &slashed(to))
            .append_pair("VAL_NM_RQ", bank_id);
        self.http.get(url, feed::cbr::history).await
    }

    async fn newest(&self, source: Source) -> Result<Day> {
        let settings = &self.settings;
        match source {
            Source::CbrXml => {
                let url = Self::address(&settings.cbr, &["XML_daily.asp"])?;
                self.http.get(url, feed::cbr::daily).await
            }
            Source::CbrMirror => {
                let url = Self::address(&settings.mirror, &["daily_json.js"])?;
                self.http.get(url, feed::mirror::daily).await
            }
            Source::Ecb => {
                let url = Self::address(&settings.ecb, &[])?;
                let days = self.http.get(url, feed::ecb::days).await?;
                let newest = days.into_iter().max_by_key(|it| it.effective_date);
                newest.ok_or(RateError::Empty)
            }
        }
    }

    async fn day_of(&self, source: Source, date: Date) -> Result<Day> {
        let day = match source {
            Source::CbrXml => {
                let mut url = Self::address(&self.settings.cbr, &["XML_daily.asp"])?;
                url.query_pairs_mut()
                    .append_pair("date_req", &slashed(date));
                self.http.get(url, feed::cbr::daily).await?
            }
            Source::CbrMirror => self.archived(date).await?,
            Source::Ecb => self.newest(source).await?,
        };
        if day.effective_date > date {
            return Err(RateError::WrongDay {
                asked: date,
                got: day.effective_date,
            });
        }
        Ok(day)
    }

    /// The archive has no file for a day on which no rate came into force, a Sunday or a Monday: steps back.
    async fn archived(&self, date: Date) -> Result<Day> {
        let mut step = Some(date);
        for _ in 0..=STEPS_BACK {
            let Some(day) = step else { break };
            let (year, month) = (format!("{:04}", day.year()), format!("{:02}", day.month()));
            let of_month = format!("{:02}", day.day());
            let path = ["archive", &year, &month, &of_month, "daily_json.js"];
            let url = Self::address(&self.settings.mirror, &path)?;
            match self.http.get(url, feed::mirror::daily).await {
                Err(RateError::Status(404)) => step = day.yesterday().ok(),
                answer => return answer,
            }
        }
        Err(RateError::NoDay(date))
    }

    fn address(root: &str, path: &[&str]) -> Result<Url> {
        let mut url = settings::read(root)?;
        url.path_segments_mut()
            .map_err(|()| RateError::Address(root.to_owned()))?
            .pop_if_empty()
            .extend(path);
        Ok(url)
    }
}

/// A date as the bank of Russia asks for it.
fn slashed(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}
