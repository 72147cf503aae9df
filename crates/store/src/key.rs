//! The key of a store and its printable form.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The raw 256-bit key of a store file. Never shown, never logged; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; 32]);

/// Letters of the recovery key: no `I`, `L`, `O`, `U` (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 256 bits in base 32 are 52 characters.
const KEY_CHARS: usize = 52;
/// Four characters, 20 bits, catch typing errors.
const CHECK_CHARS: usize = 4;

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

impl StoreKey {
    /// A key from given bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> StoreKey {
        StoreKey(bytes)
    }

    /// A new key from the random source of the operating system.
    ///
    /// # Errors
    /// The random source failed.
    pub fn random() -> std::io::Result<StoreKey> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|e| std::io::Error::other(e.to_string()))?;
        Ok(StoreKey(bytes))
    }

    /// The bytes, for wrapping.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 hexadecimal digits, the form in which SQLCipher and the keychain take it.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Reads [`StoreKey::hex`].
    pub fn from_hex(text: &str) -> Option<StoreKey> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(StoreKey(bytes))
    }

    /// Tells this key from others without giving it away.
    pub fn fingerprint(&self) -> String {
        blake3::keyed_hash(&self.0, b"oferta store key").to_hex()[..32].to_owned()
    }

    /// The recovery key: 14 groups of four characters joined by `-`, the last one a check group.
    pub fn recovery_text(&self) -> String {
        let mut chars = encode(&self.0);
        chars.push_str(&self.check());
        let groups: Vec<&str> = (0..chars.len())
            .step_by(4)
            .map(|i| &chars[i..i + 4])
            .collect();
        groups.join("-")
    }

    /// Reads a recovery key as a person types it: case, spaces and dashes do not count, and letters that
    /// look like digits are taken for them. None when the check group does not fit.
    pub fn from_recovery_text(text: &str) -> Option<StoreKey> {
        let mut values = Vec::with_capacity(KEY_CHARS + CHECK_CHARS);
        for c in text.chars() {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c if c.is_whitespace() || matches!(c, '-' | '–' | '—') => continue,
                c => c,
            };
            values.push(ALPHABET.iter().position(|a| char::from(*a) == c)?);
        }
        if values.len() != KEY_CHARS + CHECK_CHARS {
            return None;
        }
        let key = StoreKey(decode(&values[..KEY_CHARS])?);
        let check: String = values[KEY_CHARS..]
            .iter()
            .map(|v| char::from(ALPHABET[*v]))
            .collect();
        (key.check() == check).then_some(key)
    }

    fn check(&self) -> String {
        let hash = blake3::hash(&self.0);
        encode(hash.as_bytes())[..CHECK_CHARS].to_owned()
    }
}

fn encode(bytes: &[u8; 32]) -> String {
    let bit = |i: usize| bytes.get(i / 8).map_or(0, |b| (b >> (7 - i % 8)) & 1);
    (0..KEY_CHARS)
        .map(|char_index| {
            let value = (0..5).fold(0, |v, k| (v << 1) | usize::from(bit(char_index * 5 + k)));
            char::from(ALPHABET[value])
        })
        .collect()
}

fn decode(values: &[usize]) -> Option<[u8; 32]> {
    let bit = |i: usize| (values[i / 5] >> (4 - i % 5)) & 1;
    if (256..260).any(|i| bit(i) != 0) {
        return None;
    }
    let mut bytes = [0u8; 32];
    for i in 0..256 {
        bytes[i / 8] |= u8::try_from(bit(i)).ok()? << (7 - i % 8);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_typing_error_is_found() {
        let text = StoreKey::from_bytes([7; 32]).recovery_text();
        assert_eq!(text.len(), 14 * 5 - 1);
        for i in 0..text.len() {
            if text.as_bytes()[i] == b'-' {
                continue;
            }
            let mut wrong = text.clone().into_bytes();
            wrong[i] = if wrong[i] == b'7' { b'8' } else { b'7' };
            assert_eq!(
                StoreKey::from_recovery_text(std::str::from_utf8(&wrong).unwrap()),
                None,
                "at {i}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_key_survives_being_printed_and_typed(bytes: [u8; 32]) {
            let key = StoreKey::from_bytes(bytes);
            let typed = key.recovery_text().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(StoreKey::from_recovery_text(&typed), Some(key.clone()));
            prop_assert_eq!(StoreKey::from_hex(&key.hex()), Some(key));
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,80}") {
            StoreKey::from_recovery_text(&text);
            StoreKey::from_hex(&text);
        }
    }
}
