//! Every error of the crates below, mapped to a code once.

use oferta_documents::RenderError;
use oferta_documents::file::WriteError;
use oferta_documents::price_list::ReadError;
use oferta_domain::validate::{Fault, Rule};
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
