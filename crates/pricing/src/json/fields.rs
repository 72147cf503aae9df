//! Fields of a JSON object, read one by one so that every fault is found and named.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::fault::{Fault, FaultKey, shown};
use crate::input::Currency;

/// Fields of an object that are looked at; no form has as many.
const MAX_FIELDS: usize = 1_000;
/// Faults that are collected before reading on is pointless.
pub(super) const MAX_FAULTS: usize = 1_000;

/// A decimal number as the JSON form has it: digits, at most one point between digits, at most one minus in
/// front, no exponent, at most 28 digits.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() > 40 || !plain(whole) || !fraction.is_none_or(plain) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// The fields of an object as they stand in the text.
struct Raw<'a> {
    fields: Vec<(Cow<'a, str>, &'a RawValue)>,
    more: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Raw<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                let mut raw = Raw {
                    fields: Vec::new(),
                    more: false,
                };
                while let Some(name) = map.next_key::<String>()? {
                    if raw.fields.len() == MAX_FIELDS {
                        raw.more = true;
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        raw.fields.push((Cow::Owned(name), map.next_value()?));
                    }
                }
                Ok(raw)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// The elements of an array as they stand in the text: one more than the limit at most.
pub(super) struct Elements<'a, const LIMIT: usize>(pub Vec<&'a RawValue>);

impl<'de: 'a, 'a, const LIMIT: usize> Deserialize<'de> for Elements<'a, LIMIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<const LIMIT: usize>;
        impl<'de, const LIMIT: usize> Visitor<'de> for Items<LIMIT> {
            type Value = Elements<'de, LIMIT>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while items.len() <= LIMIT {
                    match seq.next_element()? {
                        Some(item) => items.push(item),
                        None => return Ok(Elements(items)),
                    }
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Elements(items))
            }
        }
        deserializer.deserialize_seq(Items::<LIMIT>)
    }
}

/// Faults on the way through the text.
pub(super) struct Reader {
    pub found: Vec<Fault>,
    /// The line that is being read.
    pub line: Option<String>,
}

impl Reader {
    /// Whether so much is wrong already that reading on is pointless.
    pub(super) fn full(&self) -> bool {
        self.found.len() >= MAX_FAULTS
    }

    pub(super) fn fault(&mut self, field: String, key: FaultKey) {
        if !self.full() {
            let line = self.line.clone();
            self.found.push(Fault { line, field, key });
        }
    }

    /// The object of a value; a fault of `path` when it is none.
    pub(super) fn object<'r, 'a>(
        &'r mut self,
        raw: &'a RawValue,
        path: &str,
    ) -> Option<Fields<'r, 'a>> {
        let Ok(raw) = serde_json::from_str::<Raw<'a>>(raw.get()) else {
            self.fault(path.to_owned(), FaultKey::WrongType("an object"));
            return None;
        };
        let prefix = if path.is_empty() {
            String::new()
        } else {
            format!("{path}.")
        };
        let mut fields: Vec<(Cow<'a, str>, &RawValue)> = Vec::with_capacity(raw.fields.len());
        for (name, value) in raw.fields {
            // An object of so many fields that this takes long has as many faults, and nothing is read after it.
            if fields.iter().any(|(known, _)| *known == name) {
                let twice = format!("{prefix}{}", shown(&name));
                self.fault(twice, FaultKey::DuplicateField);
            } else {
                fields.push((name, value));
            }
        }
        if raw.more {
            self.fault(path.to_owned(), FaultKey::UnknownField);
        }
        Some(Fields {
            reader: self,
            fields,
            prefix,
        })
    }
}

/// The fields of one object that are not taken yet.
pub(super) struct Fields<'r, 'a> {
    reader: &'r mut Reader,
    pub fields: Vec<(Cow<'a, str>, &'a RawValue)>,
    prefix: String,
}

impl<'a> Fields<'_, 'a> {
    pub(super) fn fault(&mut self, name: &str, key: FaultKey) {
        self.reader
            .fault(format!("{}{}", self.prefix, shown(name)), key);
    }

    /// The fields of the object in a field.
    pub(super) fn object(&mut self, name: &str) -> Option<Fields<'_, 'a>> {
        let raw = self.take(name)?;
        self.reader.object(raw, &format!("{}{name}", self.prefix))
    }

    /// The value of a field; `null` counts as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let found = self.fields.iter().position(|(known, _)| known == name)?;
        let (_, value) = self.fields.swap_remove(found);
        (value.get() != "null").then_some(value)
    }

    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let raw = self.take(name)?;
        let text = serde_json::from_str(raw.get()).ok();
        if text.is_none() {
            self.fault(name, FaultKey::WrongType("a text"));
        }
        text
    }

    pub(super) fn decimal(&mut self, name: &str) -> Option<Decimal> {
        let raw = self.take(name)?;
        let Ok(text) = serde_json::from_str::<String>(raw.get()) else {
            self.fault(name, FaultKey::WrongType("a decimal number in quotes"));
            return None;
        };
        let decimal = parse_decimal(&text);
        if decimal.is_none() {
            self.fault(name, FaultKey::NotADecimal);
        }
        decimal
    }

    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        let raw = self.take(name)?;
        let flag = serde_json::from_str(raw.get()).ok();
        if flag.is_none() {
            self.fault(name, FaultKey::WrongType("true or false"));
        }
        flag
    }

    /// One of the values known.
    pub(super) fn word<T: Copy>(&mut self, name: &str, known: &[(&str, T)]) -> Option<T> {
        let text = self.text(name)?;
        let found = known.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.fault(name, FaultKey::UnknownValue);
        }
        found.map(|(_, value)| *value)
    }

    pub(super) fn currency(&mut self, name: &str) -> Option<Currency> {
        let currency = Currency::parse(&self.text(name)?);
        if currency.is_none() {
            self.fault(name, FaultKey::UnknownCurrency);
        }
        currency
    }

    /// Names the line in the faults to come.
    pub(super) fn name_line(&mut self, id: &str) {
        self.reader.line = Some(shown(id));
    }

    /// Whether a field is there; `null` counts as absent.
    pub(super) fn has(&self, name: &str) -> bool {
        let there = |(known, raw): &(_, &RawValue)| *known == name && raw.get() != "null";
        self.fields.iter().any(there)
    }

    /// A fault when a field is not there.
    pub(super) fn require(&mut self, name: &str) {
        if !self.has(name) {
            self.fault(name, FaultKey::Required);
        }
    }

    /// A fault for every field that is still there.
    pub(super) fn finish(mut self) {
        for (name, _) in std::mem::take(&mut self.fields) {
            self.fault(&name, FaultKey::UnknownField);
        }
    }
}
