//! Texts of a person, made fit to print.

/// The text less what cannot be printed: control characters and marks that turn the direction of writing.
pub(super) fn clean(text: &str) -> String {
    text.trim()
        .chars()
        .filter_map(|character| match character {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            character if character.is_control() => None,
            character => Some(character),
        })
        .collect()
}

pub(super) fn named(label: &str, value: &str) -> String {
    let value = clean(value);
    if value.is_empty() {
        value
    } else {
        format!("{label}\u{a0}{value}")
    }
}

pub(super) fn joined<const N: usize>(separator: &str, parts: [String; N]) -> String {
    present(parts).join(separator)
}

pub(super) fn present<const N: usize>(parts: [String; N]) -> Vec<String> {
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}
