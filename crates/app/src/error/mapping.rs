//! Every error of the crates below, mapped to a code once.

use oferta_documents::RenderError;
use oferta_documents::file::WriteError;
use oferta_documents::price_list::ReadError;
use oferta_domain::validate::{Fault, Rule};
use oferta_rates::RateError;
use oferta_rates::fetch::NoSource;
use oferta_store::StoreError;

use super::{AppError, Code};

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::WrongKey => Code::WrongKey,
            StoreError::Corrupt(_) | StoreError::Shape(_) => Code::StoreCorrupt,
            StoreError::Newer { .. } => Code::StoreNewer,
            StoreError::MigrationChanged(_) => Code::MigrationChanged,
            StoreError::Setting { .. } => Code::StoreSettings,
            StoreError::Busy => Code::StoreBusy,
            StoreError::DiskFull => Code::DiskFull,
            StoreError::ReadOnly(_) => Code::StoreReadOnly,
            StoreError::Exists => Code::StoreExists,
            StoreError::NotFound { .. } => Code::NotFound,
            StoreError::InBin { .. } => Code::InBin,
            StoreError::NotInBin { .. } => Code::CommandNotAllowed,
            StoreError::UndoConflict { .. } => Code::UndoConflict,
            StoreError::StepGone => Code::StepGone,
            StoreError::BadSort(_) => Code::BadSort,
            StoreError::BadCursor => Code::BadCursor,
            StoreError::KeyFile(_) => Code::KeyFileBroken,
            StoreError::Sqlite(_) | StoreError::Io(_) => Code::StoreFailed,
        };
        AppError::new(code).detail(error)
    }
}

impl From<ReadError> for AppError {
    fn from(error: ReadError) -> Self {
        let code = match &error {
            ReadError::Missing => Code::FileMissing,
            ReadError::Denied => Code::FileDenied,
            ReadError::TooLarge { .. } => Code::FileTooLarge,
            ReadError::TooManyCells { .. } | ReadError::TooFar { .. } => Code::TooManyCells,
            ReadError::Encrypted => Code::FileEncrypted,
            ReadError::Macros => Code::FileMacros,
            ReadError::Damaged => Code::FileDamaged,
            ReadError::Inflates => Code::FileInflates,
            ReadError::Unsupported => Code::FileUnsupported,
            ReadError::Changed => Code::FileChanged,
            ReadError::Empty => Code::FileEmpty,
            ReadError::Io(_) => Code::FileFailed,
        };
        AppError::new(code)
            .param(
                "limit",
                oferta_documents::price_list::MAX_FILE_BYTES / (1024 * 1024),
            )
            .detail(error)
    }
}

impl From<WriteError> for AppError {
    fn from(error: WriteError) -> Self {
        let code = match &error {
            WriteError::DiskFull(_) => Code::DiskFull,
            WriteError::Denied(_) => Code::FileDenied,
            WriteError::NoFolder(_) => Code::FileMissing,
            WriteError::Io(_) => Code::FileFailed,
        };
        AppError::new(code).detail(error)
    }
}

impl From<RenderError> for AppError {
    fn from(error: RenderError) -> Self {
        AppError::new(Code::RenderFailed).detail(error)
    }
}

impl From<RateError> for AppError {
    fn from(error: RateError) -> Self {
        let code = match &error {
            RateError::Address(_) => Code::BadAddress,
            RateError::Client(_) => Code::NetworkSettings,
            RateError::Timeout { .. } => Code::BankTimeout,
            RateError::Connect(_) => Code::BankUnreachable,
            RateError::Tls(_) => Code::BankInsecure,
            RateError::Redirect | RateError::Status(_) => Code::BankRefused,
            RateError::Truncated | RateError::Exchange(_) => Code::BankCutOff,
            RateError::WebPage => Code::WebPageInstead,
            RateError::NoDay(_) | RateError::Empty => Code::NotPublished,
            RateError::NoRate { .. } => Code::RateMissing,
            RateError::Overflow => Code::AmountOverflow,
            RateError::TooLarge { .. }
            | RateError::Encoding(_)
            | RateError::NotRates(_)
            | RateError::Damaged(_)
            | RateError::DocType
            | RateError::TooMany { .. }
            | RateError::WrongDay { .. }
            | RateError::OtherBase { .. }
            | RateError::NotPositive(_) => Code::BankAnswer,
        };
        let mapped = AppError::new(code).detail(&error);
        match error {
            RateError::Timeout { seconds } => mapped.param("seconds", seconds),
            RateError::Status(status) => mapped.param("status", status),
            RateError::Redirect => mapped.param("status", "3xx"),
            RateError::NoRate { currency, .. } => mapped.param("currency", currency),
            RateError::Overflow => mapped.param("line", "—"),
            _ => mapped,
        }
    }
}

/// The first source is the one that counts; the detail names what each of them did.
impl From<NoSource> for AppError {
    fn from(failed: NoSource) -> Self {
        let reasons = failed.to_string();
        match failed.0.into_iter().next() {
            // What the newest list lacks is nothing that another date or currency would have.
            Some(first) if first.error == RateError::Empty => {
                AppError::new(Code::BankAnswer).detail(reasons)
            }
            Some(first) => AppError::from(first.error).detail(reasons),
            None => AppError::new(Code::NotPublished).detail(reasons),
        }
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        let code = match fault.rule {
            Rule::Required => Code::Required,
            Rule::TooLong => Code::TooLong,
            Rule::Unprintable => Code::Unprintable,
            Rule::Inn => Code::BadInn,
            Rule::Kpp => Code::BadKpp,
            Rule::Ogrn => Code::BadOgrn,
            Rule::Bic => Code::BadBic,
            Rule::Account => Code::BadAccount,
            Rule::Email => Code::BadEmail,
            Rule::NotPositive => Code::NotPositive,
            Rule::Negative => Code::Negative,
            Rule::Share => Code::BadShare,
            Rule::TooLarge => Code::TooLarge,
            Rule::TooFine => Code::TooFine,
            Rule::Currency => Code::BadCurrency,
            Rule::NotPayable => Code::CurrencyNotPayable,
            Rule::HsCode => Code::BadHsCode,
            Rule::TwoDiscounts => Code::TwoDiscounts,
            Rule::ValidityBeforeDate => Code::ValidityBeforeDate,
            Rule::Country => Code::BadCountry,
            Rule::Advances => Code::AdvancesTooLarge,
            Rule::TwoCommissions => Code::TwoCommissions,
            Rule::EndsBeforeStart => Code::EndsBeforeStart,
            Rule::Alternative => Code::BadAlternative,
        };
        AppError::new(code).at(fault.field)
    }
}
