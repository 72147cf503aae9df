//! The parsers of the banks' answers: bytes in, exact rows out.
//!
//! Everything here treats its input as hostile: sizes, rows and levels are limited, document types and entities are
//! refused, and bytes that contradict their declared encoding are an error rather than a wrong name.

pub mod cbr;
pub mod ecb;
pub mod mirror;
mod text;
mod xml;

#[cfg(test)]
mod tests;

/// Most bytes of an answer, unpacked. A day of the bank of Russia has about 12 KB, the history of a currency since
/// 1992 about 1.3 MB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Most rows of a day. The bank of Russia lists 54, the ECB 30.
pub const MAX_ROWS: usize = 1_000;
/// Most records of a history: 30 years have about 7,500.
pub const MAX_POINTS: usize = 20_000;
/// Most levels of a document. The deepest list has 4.
pub const MAX_DEPTH: usize = 16;

/// An answer as it came: its bytes, and the charset of its `Content-Type` where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The body, unpacked.
    pub bytes: &'a [u8],
    /// The charset of the header.
    pub charset: Option<&'a str>,
}

impl<'a> From<&'a [u8]> for Answer<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            charset: None,
        }
    }
}
