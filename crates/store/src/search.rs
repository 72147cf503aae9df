//! Search as you type: what stands in the full-text index and how a typed text becomes a query.
//!
//! The index is made of trigrams, so any part of three characters and more is found anywhere, in article
//! numbers too. One and two characters are found at the beginnings of words: [`indexed_text`] adds every
//! beginning behind two marks, which makes it a trigram of its own.

use oferta_domain::collate::fold;

/// Stands before the beginning of a word in the index; nobody types it.
const MARK: char = '\u{1}';
/// The longest text that is looked for; the rest of a pasted megabyte is left out.
const MAX_QUERY_CHARS: usize = 200;
/// The most words that are looked for.
const MAX_WORDS: usize = 8;

/// What stands in the index for a row: its folded texts, then the beginnings of their words.
pub(crate) fn indexed_text(parts: &[&str]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|p| p.len() + 1).sum::<usize>() * 2);
    for part in parts {
        if !part.is_empty() {
            text.extend(part.chars().map(fold).filter(|c| *c != MARK && *c != '\0'));
            text.push('\n');
        }
    }
    let body = text.len();
    let mut in_word = false;
    let starts: Vec<usize> = text[..body]
        .char_indices()
        .filter_map(|(i, c)| {
            let starts_here = c.is_alphanumeric() && !in_word;
            in_word = c.is_alphanumeric();
            starts_here.then_some(i)
        })
        .collect();
    for start in starts {
        let beginning: String = text[start..]
            .chars()
            .take(2)
            .filter(|c| c.is_alphanumeric())
            .collect();
        text.push(MARK);
        text.push(MARK);
        text.push_str(&beginning);
    }
    text
}

/// The words of a typed text, folded.
pub(crate) fn words(typed: &str) -> Vec<String> {
    let folded: String = typed
        .chars()
        .take(MAX_QUERY_CHARS)
        .map(fold)
        .filter(|c| *c != MARK && *c != '\0')
        .collect();
    folded
        .split_whitespace()
        .take(MAX_WORDS)
        .map(str::to_owned)
        .collect()
}

/// The FTS5 query for a typed text: all words, each as a part or as a beginning. None when nothing was typed
/// that could be looked for.
pub(crate) fn match_query(typed: &str) -> Option<String> {
    let terms: Vec<String> = words(typed).iter().filter_map(|word| term(word)).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

fn term(word: &str) -> Option<String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    match word.chars().count() {
        0 => None,
        1 | 2 => {
            let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            match letters.chars().count() {
                0 => None,
                1 => Some(quoted(&format!("{MARK}{MARK}{letters}"))),
                _ => Some(quoted(&format!("{MARK}{letters}"))),
            }
        }
        _ => Some(quoted(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(texts: &[&str], typed: &str) -> bool {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE VIRTUAL TABLE f USING fts5 (text, tokenize='trigram case_sensitive 1')",
        )
        .unwrap();
        conn.execute("INSERT INTO f VALUES (?)", [indexed_text(texts)])
            .unwrap();
        let Some(query) = match_query(typed) else {
            return false;
        };
        conn.query_row("SELECT count(*) FROM f WHERE f MATCH ?", [query], |r| {
            r.get::<_, i64>(0)
        })
        .unwrap()
            == 1
    }

    #[test]
    fn people_find_what_they_type() {
        let row = [
            "004512-А",
            "Zetkama",
            "Кран шаровой ёмкостный DN50/PN16 1/2\"",
        ];
        for typed in [
            "к",
            "К",
            "кр",
            "шар",
            "ШАРОВОЙ",
            "емк",
            "ёмк",
            "004512",
            "4512",
            "z",
            "ze",
            "dn50",
            "pn",
            "pn16 кран",
            "1/2",
            "1/2\"",
            "ша 004",
            "кран  zetkama",
        ] {
            assert!(finds(&row, typed), "{typed:?}");
        }
        for typed in [
            "ра",
            "ов",
            "x",
            "4513",
            "кран ballomax",
            "",
            "  ",
            "\"",
            "--",
        ] {
            assert!(!finds(&row, typed), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_harmless_query(text in "\\PC{0,60}", typed in "\\PC{0,60}") {
            finds(&[&text], &typed);
        }

        #[test]
        fn every_row_is_found_by_any_part_of_its_text(text in "[а-яА-Яa-z0-9ё/\"*:()-]{3,20}", from in 0usize..18) {
            let part: String = text.chars().skip(from).take(3).collect();
            prop_assume!(part.chars().count() == 3);
            prop_assert!(finds(&[&text], &part));
        }
    }
}
