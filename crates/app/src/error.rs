//! Errors as a person meets them: a code of the dictionary, parameters, and the field at fault.
//!
//! `docs/errors.json` is the one dictionary. From it come [`Code`] (`make generate`), the messages of the
//! screens and `docs/errors.md`. Nobody matches on texts.

mod code;
mod mapping;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use code::Code;

/// So many refusals beside the first are told, so that an answer stays small.
const MOST_OTHERS: usize = 1_000;

/// Shorthand for results of commands.
pub type Result<T> = std::result::Result<T, AppError>;

/// An error with its code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} {detail:?}")]
pub struct AppError {
    /// The code.
    pub code: Code,
    /// What the placeholders of the message stand for.
    pub params: BTreeMap<&'static str, String>,
    /// The field at fault, `lines.3.quantity`.
    pub field: Option<String>,
    /// Technical detail for the log; never a secret, never matched on.
    pub detail: Option<String>,
    /// What else the same request was refused for, each at its own field.
    pub others: Vec<AppError>,
}

/// An error as it crosses to the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErrorBody {
    /// `E3004`.
    pub code: String,
    /// What the placeholders of the message stand for; and `row`, the id of the line that a refusal among many means.
    pub params: BTreeMap<String, String>,
    /// The field at fault.
    pub field: Option<String>,
    /// Technical detail.
    pub detail: Option<String>,
    /// What else the same request was refused for, each at its own field.
    #[serde(default)]
    pub others: Vec<ErrorBody>,
}

impl AppError {
    /// An error of this code.
    pub fn new(code: Code) -> AppError {
        AppError {
            code,
            params: BTreeMap::new(),
            field: None,
            detail: None,
            others: Vec::new(),
        }
    }

    /// Fails where a request was refused, however often.
    ///
    /// # Errors
    /// The first refusal. At most [`MOST_OTHERS`] more stand in it.
    pub(crate) fn fail_with_all(refused: impl IntoIterator<Item = AppError>) -> Result<()> {
        let mut all = refused.into_iter().flat_map(|mut error| {
            let others = std::mem::take(&mut error.others);
            std::iter::once(error).chain(others)
        });
        let Some(first) = all.next() else {
            return Ok(());
        };
        let others = all.take(MOST_OTHERS).collect();
        Err(AppError { others, ..first })
    }

    /// With every refusal in it changed in the same way.
    pub(crate) fn map_all(self, change: impl Fn(AppError) -> AppError) -> AppError {
        let mut changed = change(self);
        let others = std::mem::take(&mut changed.others).into_iter();
        changed.others = others.map(change).collect();
        changed
    }

    /// With a parameter of the message.
    #[must_use]
    pub fn param(mut self, name: &'static str, value: impl ToString) -> AppError {
        self.params.insert(name, value.to_string());
        self
    }

    /// At a field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> AppError {
        self.field = Some(field.into());
        self
    }

    /// With technical detail.
    #[must_use]
    pub fn detail(mut self, detail: impl ToString) -> AppError {
        self.detail = Some(detail.to_string());
        self
    }

    /// A payload of another shape than its request type.
    pub(crate) fn bad_request(error: serde_json::Error) -> AppError {
        AppError::new(Code::BadRequest).detail(error)
    }

    /// A command that is not in the table.
    pub(crate) fn unknown_command(name: &str) -> AppError {
        AppError::new(Code::UnknownCommand).detail(name.chars().take(80).collect::<String>())
    }

    /// A defect of the program.
    pub(crate) fn internal(error: impl ToString) -> AppError {
        AppError::new(Code::Internal).detail(error)
    }

    /// The error of a command that writes: a store that failed has not saved, and the person is told so.
    #[must_use]
    pub(crate) fn while_saving(mut self) -> AppError {
        if self.code == Code::StoreFailed {
            self.code = Code::SaveFailed;
        }
        self
    }

    /// As it crosses to the screens.
    pub fn body(&self) -> ErrorBody {
        ErrorBody {
            code: self.code.text().to_owned(),
            params: self
                .params
                .iter()
                .map(|(k, v)| ((*k).to_owned(), v.clone()))
                .collect(),
            field: self.field.clone(),
            detail: self.detail.clone(),
            others: self.others.iter().map(AppError::body).collect(),
        }
    }
}

/// One entry of the dictionary.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `E3004`.
    pub code: String,
    /// Its name in the program.
    pub name: String,
    /// Russian.
    pub ru: Text,
    /// English.
    pub en: Text,
    /// What happened, for an engineer.
    pub detail: String,
    /// Whether trying again may help.
    pub retryable: bool,
}

/// What a person reads.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// What happened.
    pub title: String,
    /// What to do.
    pub action: String,
}

/// The dictionary, by code.
pub fn dictionary() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        serde_json::from_str(include_str!("../../../docs/errors.json")).unwrap_or_default()
    })
}
