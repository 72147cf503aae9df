//! Generated from `docs/errors.json` (`make generate`); do not edit.

/// A code of the error dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The key of this store is not in the keychain.
    KeyMissing,
    /// The keychain is locked.
    KeychainLocked,
    /// The keychain refused access.
    KeychainDenied,
    /// There is no keychain on this system.
    KeychainUnavailable,
    /// The key that was found does not open the store.
    WrongKey,
    /// Wrong passphrase.
    WrongPassphrase,
    /// The recovery key has a typing error.
    RecoveryKeyForm,
    /// This recovery key belongs to another store.
    WrongRecoveryKey,
    /// The passphrase is too short.
    PassphraseTooShort,
    /// Keeping the key in a file needs consent.
    ConsentNeeded,
    /// The store is protected by a passphrase.
    PassphraseNeeded,
    /// The key file is damaged or cannot be read.
    KeyFileBroken,
    /// The request was not understood.
    BadRequest,
    /// Unknown command.
    UnknownCommand,
    /// Unknown field "`{field}`".
    UnknownField,
    /// The value does not fit the field.
    FieldType,
    /// This field cannot be changed.
    FieldFixed,
    /// Too many rows at once.
    TooManyRows,
    /// The list has changed.
    BadCursor,
    /// This field cannot be sorted by.
    BadSort,
    /// This value of the setting is not allowed.
    BadSetting,
    /// Fill in this field.
    Required,
    /// The text is too long.
    TooLong,
    /// The text holds characters that cannot be printed.
    Unprintable,
    /// Check the INN.
    BadInn,
    /// Check the KPP.
    BadKpp,
    /// Check the OGRN.
    BadOgrn,
    /// Check the BIC.
    BadBic,
    /// Check the account.
    BadAccount,
    /// Check the e-mail address.
    BadEmail,
    /// Enter a number above zero.
    NotPositive,
    /// The number cannot be below zero.
    Negative,
    /// Enter a share from 0 to 100 %.
    BadShare,
    /// The number is too large.
    TooLarge,
    /// Too many digits after the point.
    TooFine,
    /// There is no such currency.
    BadCurrency,
    /// Check the HS code.
    BadHsCode,
    /// The discount is given twice.
    TwoDiscounts,
    /// The validity ends before the date of the quote.
    ValidityBeforeDate,
    /// There is no such country.
    BadCountry,
    /// The margin has to be below 100 %.
    BadMargin,
    /// Advance and milestones are more than the whole price.
    AdvancesTooLarge,
    /// The commission is given twice.
    TwoCommissions,
    /// The last day is before the first.
    EndsBeforeStart,
    /// This line cannot be replaced by an alternative.
    BadAlternative,
    /// This is not an address.
    BadAddress,
    /// Nobody pays in this currency.
    CurrencyNotPayable,
    /// The file is too large.
    FileTooLarge,
    /// The file has too many cells.
    TooManyCells,
    /// The file is protected by a password.
    FileEncrypted,
    /// The file contains macros.
    FileMacros,
    /// The file is damaged.
    FileDamaged,
    /// The file unpacks to far too much.
    FileInflates,
    /// This is not a price list.
    FileUnsupported,
    /// There is no data in the file.
    FileEmpty,
    /// The file changed while it was read.
    FileChanged,
    /// No column with names or articles is chosen.
    MappingIncomplete,
    /// The file must be opened again.
    ImportGone,
    /// No supplier is chosen.
    SupplierNeeded,
    /// This time is over already.
    MomentPassed,
    /// The file is larger than `{limit}` MB.
    AttachmentTooLarge,
    /// The file is empty.
    AttachmentEmpty,
    /// The store was made by a newer version of Oferta.
    StoreNewer,
    /// The store is damaged.
    StoreCorrupt,
    /// The folder of the store cannot be written.
    StoreReadOnly,
    /// Unable to save.
    SaveFailed,
    /// The disk is full.
    DiskFull,
    /// The record was not found.
    NotFound,
    /// The store is used by another program.
    StoreBusy,
    /// The store is not open yet.
    StoreNotOpen,
    /// The history of the store does not match the program.
    MigrationChanged,
    /// The file was not found.
    FileMissing,
    /// The file or folder cannot be accessed.
    FileDenied,
    /// Reading or writing the file failed.
    FileFailed,
    /// There is a store already.
    StoreExists,
    /// The system could not open the file.
    OpenFailed,
    /// This file was not written here.
    ForeignDocument,
    /// The document could not be built.
    RenderFailed,
    /// The store opened without its safety settings.
    StoreSettings,
    /// The store reported an error.
    StoreFailed,
    /// Files of this kind are not opened from here.
    AttachmentNotOpened,
    /// The content of the file is not on this computer.
    AttachmentMissing,
    /// Internal error.
    Internal,
    /// The bank did not answer in `{seconds}` s.
    BankTimeout,
    /// The bank cannot be reached.
    BankUnreachable,
    /// The connection to the bank is not secure.
    BankInsecure,
    /// The bank refused the request (`{status}`).
    BankRefused,
    /// A web page came instead of rates.
    WebPageInstead,
    /// The answer of the bank could not be read.
    BankAnswer,
    /// The answer of the bank was cut off.
    BankCutOff,
    /// The bank does not publish these rates.
    NotPublished,
    /// The connection could not be set up.
    NetworkSettings,
    /// This quote is no longer a draft.
    QuoteLocked,
    /// This cannot be done now.
    CommandNotAllowed,
    /// It cannot be undone: the data has changed since.
    UndoConflict,
    /// This step is undone already or not the last.
    StepGone,
    /// The amount is too large to calculate.
    AmountOverflow,
    /// The quote has no lines.
    QuoteEmpty,
    /// No customer is chosen.
    CustomerNeeded,
    /// The discount is larger than the quote.
    DiscountTooLarge,
    /// The record is in the bin.
    InBin,
    /// The contact belongs to another customer.
    ContactOfOther,
    /// The quote has more than `{limit}` lines.
    TooManyLines,
    /// The quote has no landed-cost terms.
    TermsNeeded,
    /// There is no rate for `{currency}`.
    RateMissing,
    /// The rates or the quote have changed meanwhile.
    RatesMoved,
    /// There are lines without a price: `{lines}`.
    LinesUnpriced,
    /// The table has no customs fee for a value of `{value:money}` on `{date:date}`.
    CustomsFeeUnknown,
    /// The validity of the quote is over already.
    ValidityOver,
    /// The record is still used by others.
    StillUsed,
}

impl Code {
    /// The code as people see it, `E3004`.
    pub fn text(self) -> &'static str {
        match self {
            Code::KeyMissing => "E1001",
            Code::KeychainLocked => "E1002",
            Code::KeychainDenied => "E1003",
            Code::KeychainUnavailable => "E1004",
            Code::WrongKey => "E1005",
            Code::WrongPassphrase => "E1006",
            Code::RecoveryKeyForm => "E1007",
            Code::WrongRecoveryKey => "E1008",
            Code::PassphraseTooShort => "E1009",
            Code::ConsentNeeded => "E1010",
            Code::PassphraseNeeded => "E1011",
            Code::KeyFileBroken => "E1012",
            Code::BadRequest => "E2001",
            Code::UnknownCommand => "E2002",
            Code::UnknownField => "E2003",
            Code::FieldType => "E2004",
            Code::FieldFixed => "E2005",
            Code::TooManyRows => "E2006",
            Code::BadCursor => "E2007",
            Code::BadSort => "E2008",
            Code::BadSetting => "E2009",
            Code::Required => "E2010",
            Code::TooLong => "E2011",
            Code::Unprintable => "E2012",
            Code::BadInn => "E2013",
            Code::BadKpp => "E2014",
            Code::BadOgrn => "E2015",
            Code::BadBic => "E2016",
            Code::BadAccount => "E2017",
            Code::BadEmail => "E2018",
            Code::NotPositive => "E2019",
            Code::Negative => "E2020",
            Code::BadShare => "E2021",
            Code::TooLarge => "E2022",
            Code::TooFine => "E2023",
            Code::BadCurrency => "E2024",
            Code::BadHsCode => "E2025",
            Code::TwoDiscounts => "E2026",
            Code::ValidityBeforeDate => "E2027",
            Code::BadCountry => "E2028",
            Code::BadMargin => "E2029",
            Code::AdvancesTooLarge => "E2030",
            Code::TwoCommissions => "E2031",
            Code::EndsBeforeStart => "E2032",
            Code::BadAlternative => "E2033",
            Code::BadAddress => "E2034",
            Code::CurrencyNotPayable => "E2035",
            Code::FileTooLarge => "E2040",
            Code::TooManyCells => "E2041",
            Code::FileEncrypted => "E2042",
            Code::FileMacros => "E2043",
            Code::FileDamaged => "E2044",
            Code::FileInflates => "E2045",
            Code::FileUnsupported => "E2046",
            Code::FileEmpty => "E2047",
            Code::FileChanged => "E2048",
            Code::MappingIncomplete => "E2049",
            Code::ImportGone => "E2050",
            Code::SupplierNeeded => "E2051",
            Code::MomentPassed => "E2052",
            Code::AttachmentTooLarge => "E2060",
            Code::AttachmentEmpty => "E2061",
            Code::StoreNewer => "E3001",
            Code::StoreCorrupt => "E3002",
            Code::StoreReadOnly => "E3003",
            Code::SaveFailed => "E3004",
            Code::DiskFull => "E3005",
            Code::NotFound => "E3006",
            Code::StoreBusy => "E3007",
            Code::StoreNotOpen => "E3008",
            Code::MigrationChanged => "E3009",
            Code::FileMissing => "E3010",
            Code::FileDenied => "E3011",
            Code::FileFailed => "E3012",
            Code::StoreExists => "E3013",
            Code::OpenFailed => "E3014",
            Code::ForeignDocument => "E3015",
            Code::RenderFailed => "E3016",
            Code::StoreSettings => "E3017",
            Code::StoreFailed => "E3018",
            Code::AttachmentNotOpened => "E3030",
            Code::AttachmentMissing => "E3031",
            Code::Internal => "E3099",
            Code::BankTimeout => "E4001",
            Code::BankUnreachable => "E4002",
            Code::BankInsecure => "E4003",
            Code::BankRefused => "E4004",
            Code::WebPageInstead => "E4005",
            Code::BankAnswer => "E4006",
            Code::BankCutOff => "E4007",
            Code::NotPublished => "E4008",
            Code::NetworkSettings => "E4009",
            Code::QuoteLocked => "E5001",
            Code::CommandNotAllowed => "E5002",
            Code::UndoConflict => "E5003",
            Code::StepGone => "E5004",
            Code::AmountOverflow => "E5005",
            Code::QuoteEmpty => "E5006",
            Code::CustomerNeeded => "E5007",
            Code::DiscountTooLarge => "E5008",
            Code::InBin => "E5009",
            Code::ContactOfOther => "E5010",
            Code::TooManyLines => "E5011",
            Code::TermsNeeded => "E5012",
            Code::RateMissing => "E5013",
            Code::RatesMoved => "E5014",
            Code::LinesUnpriced => "E5021",
            Code::CustomsFeeUnknown => "E5022",
            Code::ValidityOver => "E5023",
            Code::StillUsed => "E5040",
        }
    }
}
