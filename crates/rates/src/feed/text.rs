use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::{Answer, MAX_BYTES};
use crate::error::{RateError, Result};

/// Where a declaration or a page gives itself away.
const HEAD: usize = 1024;

/// The text of an answer, without its byte order mark.
///
/// A byte order mark decides, then the charset of the header, then the declaration, then UTF-8 (RFC 7303, 3). Of the
/// declared ones the first is taken that the bytes agree with: proxies rewrite a header and leave the file, or the
/// other way round. Nothing is ever replaced: windows-1251 read as UTF-8 spoils only the names, so nobody would notice.
pub(super) fn decode<'a>(answer: Answer<'a>) -> Result<Cow<'a, str>> {
    let bytes = answer.bytes;
    if bytes.len() > MAX_BYTES {
        return Err(RateError::TooLarge { limit: MAX_BYTES });
    }
    if is_page(bytes) {
        return Err(RateError::WebPage);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return read(&bytes[length..], encoding);
    }
    let declared: Vec<&str> = answer.charset.into_iter().chain(declared(bytes)).collect();
    if declared.is_empty() {
        return read(bytes, UTF_8);
    }
    let mut fault = None;
    for label in declared {
        let text = Encoding::for_label(label.as_bytes())
            .ok_or_else(|| RateError::Encoding(label.chars().take(32).collect()))
            .and_then(|encoding| read(bytes, encoding));
        match text {
            Ok(text) => return Ok(text),
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    Err(fault.unwrap_or_else(|| RateError::Encoding(String::new())))
}

fn read<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>> {
    let utf8 = std::str::from_utf8(bytes);
    if encoding == UTF_8 {
        return match utf8 {
            Ok(text) => Ok(Cow::Borrowed(text)),
            // The last character is there in part.
            Err(error) if error.error_len().is_none() => Err(RateError::Truncated),
            Err(_) => Err(RateError::Encoding(UTF_8.name().to_owned())),
        };
    }
    // Every byte means something in windows-1251, so it never fails by itself; but Russian words in it are not
    // well-formed UTF-8, and UTF-8 under a wrong name is.
    let disguised = encoding.is_single_byte() && utf8.is_ok() && !bytes.is_ascii();
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if !disguised => Ok(text),
        _ => Err(RateError::Encoding(encoding.name().to_owned())),
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = head.iter().take(HEAD).position(|it| *it == b'>')?;
    let head = std::str::from_utf8(&head[..end]).ok()?;
    let value = head.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    value[1..].split_once(quote).map(|it| it.0)
}

fn is_page(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let has = |mark: &[u8]| head.windows(mark.len()).any(|it| it == mark);
    has(b"<html") || has(b"<!doctype html")
}
