use std::borrow::Cow;

use jiff::civil::Date;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::MAX_DEPTH;
use crate::error::{RateError, Result};

/// What a walk through a document meets. Names are without their prefix.
pub(super) enum Step<'a> {
    /// An element begins; the root is at depth 0.
    Open {
        depth: usize,
        name: &'a str,
        tag: &'a BytesStart<'a>,
    },
    /// An element ends; the text that stood in it and in no element inside.
    Close {
        depth: usize,
        name: &'a str,
        text: &'a str,
    },
}

/// Walks through a document, refusing what a list of rates has no need of.
pub(super) fn walk(text: &str, mut meet: impl FnMut(Step<'_>) -> Result<()>) -> Result<()> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut depth, mut seen) = (0usize, false);
    let mut content = String::new();
    loop {
        match reader.read_event().map_err(fault)? {
            Event::Start(tag) => {
                if depth == 0 && seen {
                    return Err(RateError::Damaged("two roots".into()));
                }
                if depth == MAX_DEPTH {
                    return Err(RateError::TooMany {
                        what: "levels",
                        limit: MAX_DEPTH,
                    });
                }
                seen = true;
                content.clear();
                let name = tag.local_name();
                meet(Step::Open {
                    depth,
                    name: name.as_ref(),
                    tag: &tag,
                })?;
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                let name = tag.local_name();
                meet(Step::Close {
                    depth,
                    name: name.as_ref(),
                    text: content.trim(),
                })?;
                content.clear();
            }
            Event::Text(piece) => {
                let piece = piece.xml10_content();
                if depth == 0 && !piece.trim().is_empty() {
                    return Err(RateError::NotRates("no markup".into()));
                }
                content.push_str(&piece);
            }
            Event::CData(piece) => content.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => content.push(character(&reference)?),
            Event::DocType(_) => return Err(RateError::DocType),
            Event::Eof if depth > 0 => return Err(RateError::Truncated),
            Event::Eof if !seen => return Err(RateError::NotRates("empty".into())),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
        }
    }
}

/// An attribute of a tag. Tags are searched without the check for repeated names, which takes the square of their number.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Result<Option<Cow<'a, str>>> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| RateError::Damaged(error.to_string()))?;
        if attribute.key.as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            return value.map(Some).map_err(fault);
        }
    }
    Ok(None)
}

/// A date as the bank of Russia writes it: `14.10.2025`, in old files `14/10/2025`.
pub(super) fn date(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['.', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && year.len() == 4;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.ok().filter(|_| plain)
}

/// One of the five characters that XML names, or one by its number. Anything else would have to be declared.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Result<char> {
    if let Some(by_number) = reference.resolve_char_ref().map_err(fault)? {
        return Ok(by_number);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(RateError::DocType),
    }
}

fn fault(error: Error) -> RateError {
    match error {
        Error::Syntax(_)
        | Error::IllFormed(IllFormedError::MissingEndTag(_) | IllFormedError::UnclosedReference) => {
            RateError::Truncated
        }
        other => RateError::Damaged(other.to_string()),
    }
}
