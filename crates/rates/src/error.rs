//! What can go wrong on the way to a rate.

use jiff::civil::Date;

use crate::currency::Currency;

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, RateError>;

/// What can go wrong on the way to a rate. The application maps each variant to a code once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    /// The address in the settings is not one of http or https.
    #[error("{0:?} is not an address")]
    Address(String),
    /// The client cannot be set up: the trust store of the system, the proxy of the settings.
    #[error("the client cannot be set up: {0}")]
    Client(String),
    /// No answer, or no end of it, within the time for one attempt.
    #[error("no answer in {seconds} s")]
    Timeout {
        /// The time for one attempt.
        seconds: u64,
    },
    /// The host cannot be reached: no network, no such name, refused.
    #[error("the host cannot be reached: {0}")]
    Connect(String),
    /// The connection is not the host's: a certificate nobody vouches for, or no TLS at all.
    #[error("the connection is not secure: {0}")]
    Tls(String),
    /// Redirected too often, from https to http, or to something that is neither.
    #[error("redirected in a way that is not followed")]
    Redirect,
    /// The host answered with another status than success.
    #[error("the host answered with status {0}")]
    Status(u16),
    /// The answer, unpacked, is longer than a list of rates can be.
    #[error("the answer is longer than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The answer stops in the middle.
    #[error("the answer is cut off")]
    Truncated,
    /// Another fault of the connection or the protocol.
    #[error("the exchange failed: {0}")]
    Exchange(String),
    /// The bytes are not in the encoding that was declared for them, or it is not known.
    #[error("the text is not in the declared encoding ({0})")]
    Encoding(String),
    /// A web page instead of rates: a sign-in of the network, a page about maintenance.
    #[error("a web page instead of rates")]
    WebPage,
    /// A well-formed document, but not of rates.
    #[error("not a list of rates: {0}")]
    NotRates(String),
    /// The document is not well-formed.
    #[error("the list is damaged: {0}")]
    Damaged(String),
    /// The document declares types or entities, which a list of rates has no need of.
    #[error("the list declares a document type")]
    DocType,
    /// More rows or levels than a list of rates has.
    #[error("the list has more than {limit} {what}")]
    TooMany {
        /// Rows or levels.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// No row can be used.
    #[error("the list has no usable row")]
    Empty,
    /// The list holds from a later date than was asked for.
    #[error("asked for {asked}, the list is of {got}")]
    WrongDay {
        /// The date asked for.
        asked: Date,
        /// The date of the list.
        got: Date,
    },
    /// Nothing was published on this date or in the two weeks before.
    #[error("nothing published up to {0}")]
    NoDay(Date),
    /// The day is in another base than the table.
    #[error("rates in {got} do not go into a table in {table}")]
    OtherBase {
        /// The base of the table.
        table: Currency,
        /// The base of the day.
        got: Currency,
    },
    /// A nominal or a value that is zero or less.
    #[error("a rate of {0} is not positive")]
    NotPositive(Currency),
    /// There is no rate of this currency on or before the date.
    #[error("no rate of {currency} on {date}")]
    NoRate {
        /// The currency.
        currency: Currency,
        /// The date.
        date: Date,
    },
    /// The result has more digits than an exact decimal holds.
    #[error("the amount is too large")]
    Overflow,
}

impl RateError {
    /// Whether the same request may succeed a moment later: the network or the host was at fault, not the answer.
    #[must_use]
    pub fn transient(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::Connect(_) | Self::Truncated | Self::Exchange(_) => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            _ => false,
        }
    }
}
