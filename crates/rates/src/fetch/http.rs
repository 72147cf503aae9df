use std::error::Error;
use std::io;
use std::sync::Arc;

use backon::{BackoffBuilder, ExponentialBuilder};
use futures_util::future::{Either, select};
use futures_util::pin_mut;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, Url};

use super::{ATTEMPT, FIRST_PAUSE, Proxy, RETRIES};
use crate::clock::Clock;
use crate::error::{RateError, Result};
use crate::feed::{Answer, MAX_BYTES};

/// Most redirects of one request.
const REDIRECTS: usize = 5;

/// Requests with a time limit, a size limit and retries, on a clock that is passed in.
pub(super) struct Http {
    client: Client,
    clock: Arc<dyn Clock>,
}

struct Body {
    bytes: Vec<u8>,
    charset: Option<String>,
}

impl Http {
    pub(super) fn new(proxy: &Proxy, clock: Arc<dyn Clock>) -> Result<Self> {
        // The provider belongs to the process; when another part has chosen one already, that one serves.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let failed = |error: reqwest::Error| RateError::Client(reason(&error));
        let mut builder = Client::builder()
            .user_agent(concat!("Oferta/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::custom(follow))
            .referer(false)
            // Two requests a day: a connection kept for the next one is dead by then.
            .pool_max_idle_per_host(0);
        builder = match proxy {
            Proxy::System => builder,
            Proxy::Direct => builder.no_proxy(),
            Proxy::At(address) => builder.proxy(reqwest::Proxy::all(address).map_err(failed)?),
        };
        Ok(Self {
            client: builder.build().map_err(failed)?,
            clock,
        })
    }

    /// Asks, and asks again while the network or the host is at fault. What the reader refuses is not asked for twice,
    /// but for a list that stops in the middle.
    pub(super) async fn get<T>(&self, url: Url, read: fn(Answer<'_>) -> Result<T>) -> Result<T> {
        let mut pauses = ExponentialBuilder::new()
            .with_min_delay(FIRST_PAUSE)
            .with_factor(2.0)
            .with_max_times(RETRIES)
            .with_jitter()
            .build();
        loop {
            let answer = self.limited(url.clone()).await.and_then(|body| {
                read(Answer {
                    bytes: &body.bytes,
                    charset: body.charset.as_deref(),
                })
            });
            let pause = match &answer {
                Err(error) if error.transient() => pauses.next(),
                _ => None,
            };
            match pause {
                Some(pause) => self.clock.sleep(pause).await,
                None => return answer,
            }
        }
    }

    async fn limited(&self, url: Url) -> Result<Body> {
        let (exchange, limit) = (self.exchange(url), self.clock.sleep(ATTEMPT));
        pin_mut!(exchange);
        match select(exchange, limit).await {
            Either::Left((body, _)) => body,
            Either::Right(_) => Err(RateError::Timeout {
                seconds: ATTEMPT.as_secs(),
            }),
        }
    }

    async fn exchange(&self, url: Url) -> Result<Body> {
        let mut response = self.client.get(url).send().await.map_err(asking)?;
        let status = response.status();
        // One to nowhere, or to something that is not of the web.
        if status.is_redirection() {
            return Err(RateError::Redirect);
        }
        if !status.is_success() {
            return Err(RateError::Status(status.as_u16()));
        }
        let too_large = RateError::TooLarge { limit: MAX_BYTES };
        if response
            .content_length()
            .is_some_and(|it| it > MAX_BYTES as u64)
        {
            return Err(too_large);
        }
        let charset = charset(&response);
        let mut bytes = Vec::new();
        // The pieces are unpacked already, so the limit holds for what a small answer unpacks to.
        while let Some(piece) = response.chunk().await.map_err(receiving)? {
            if bytes.len() + piece.len() > MAX_BYTES {
                return Err(too_large);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Body { bytes, charset })
    }
}

fn charset(response: &Response) -> Option<String> {
    let kind = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let mut parameters = kind.split(';').skip(1).filter_map(|it| it.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_owned())
}

fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let to = attempt.url().scheme();
    let secure = attempt.previous().iter().any(|it| it.scheme() == "https");
    let allowed = to == "https" || (to == "http" && !secure);
    if allowed && attempt.previous().len() <= REDIRECTS {
        attempt.follow()
    } else {
        attempt.error(RateError::Redirect)
    }
}

/// Why a request got no answer.
fn asking(error: reqwest::Error) -> RateError {
    if error.is_redirect() {
        return RateError::Redirect;
    }
    let tls = causes(&error).find_map(tls);
    match tls {
        Some(fault) => RateError::Tls(fault.to_string()),
        None if error.is_connect() => RateError::Connect(reason(&error)),
        None => RateError::Exchange(reason(&error)),
    }
}

/// The fault of TLS in a cause. It lies in errors of input and output, one in another, that do not name it as theirs.
fn tls<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(fault) = cause.downcast_ref::<rustls::Error>() {
        return Some(fault);
    }
    tls(cause.downcast_ref::<io::Error>()?.get_ref()?)
}

/// Why an answer did not end.
fn receiving(error: reqwest::Error) -> RateError {
    let garbled = causes(&error).any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        matches!(
            kind,
            Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
        )
    });
    if garbled {
        RateError::Damaged(reason(&error))
    } else {
        RateError::Truncated
    }
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |it: &&'a (dyn Error + 'static)| {
        let cause: &'a (dyn Error + 'static) = *it;
        cause.source()
    })
}

/// The innermost cause: the outer ones only say that a request failed, and where to.
fn reason(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
