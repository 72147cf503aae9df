//! Rows and cells of text with separators, as RFC 4180 has them, where a quote may as well be an inch mark that nobody
//! doubled, or one that nobody closed.

use std::borrow::Cow;

/// Lines that a quoted cell may go over.
const MAX_LINES: usize = 20;
/// Characters of a quoted cell that goes over lines.
const MAX_CHARS: usize = 4_000;

/// Text of which the separator is known, with `\n` as its only line end.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub text: &'a str,
    pub separator: u8,
}

/// How far a quoted cell may go.
#[derive(Clone, Copy)]
pub(super) enum Reach {
    /// To the end of its line.
    Line,
    /// Over lines, where no separator is in it.
    Lines,
    /// Over lines also with separators in it, unless what it takes in are rows of this many cells.
    Rows(usize),
}

/// One row.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub cells: Vec<Cow<'a, str>>,
    /// A cell begins with a quote that is none: it is not closed, or not where the cell ends.
    stray: bool,
}

impl Row<'_> {
    /// An empty line.
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.cells[..], [cell] if cell.is_empty())
    }

    /// Whether a quote in it may have been meant otherwise than it was read, where most rows have so many cells.
    /// Nothing can have been torn apart where no separator is: `"Ромашка" и другие`.
    pub(super) fn is_torn(&self, usual: usize) -> bool {
        let marks = || self.cells.iter().map(|cell| cell.matches('"').count());
        let split = self.cells.len() > 1 || marks().sum::<usize>() % 2 == 1;
        self.stray && split && self.cells.len() != usual
    }
}

impl<'a> Table<'a> {
    /// The rows, blank lines among them.
    pub(super) fn rows(self, reach: Reach) -> impl Iterator<Item = Row<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            (at < self.text.len()).then(|| {
                let (row, next) = self.row(at, reach);
                at = next;
                row
            })
        })
    }

    /// How many cells most of the first rows have, of those with more than one, and how many these are. Cells over lines
    /// count where nothing speaks against them.
    pub(super) fn usual_width(self, rows: usize) -> (usize, usize) {
        let filled = self.rows(Reach::Lines).filter(|row| !row.is_blank());
        let widths = filled.take(rows).map(|row| row.cells.len());
        let mut widths: Vec<usize> = widths.filter(|width| *width > 1).collect();
        widths.sort_unstable();
        let same = widths.chunk_by(|one, other| one == other);
        let counted = same.map(|same| (same[0], same.len()));
        counted.max_by_key(|(_, rows)| *rows).unwrap_or((1, 0))
    }

    /// The row that begins here, and where the next one does.
    fn row(self, from: usize, reach: Reach) -> (Row<'a>, usize) {
        let bytes = self.text.as_bytes();
        let mut row = Row::default();
        let mut at = from;
        loop {
            let marked = bytes.get(at) == Some(&b'"');
            let close = marked.then(|| self.close(at, reach)).flatten();
            let end = match close {
                Some(close) => {
                    row.cells.push(undoubled(&self.text[at + 1..close]));
                    close + 1
                }
                None => {
                    row.stray |= marked;
                    let length = bytes[at..].iter().position(|byte| self.ends_cell(*byte));
                    let end = length.map_or(bytes.len(), |length| at + length);
                    row.cells.push(Cow::Borrowed(&self.text[at..end]));
                    end
                }
            };
            match bytes.get(end) {
                Some(byte) if *byte == self.separator => at = end + 1,
                Some(_) => return (row, end + 1),
                None => return (row, end),
            }
        }
    }

    fn ends_cell(self, byte: u8) -> bool {
        byte == self.separator || byte == b'\n'
    }

    /// Where the cell that this mark opens is closed: by the first quote that is not doubled, if the cell ends there.
    /// None where the mark opens nothing.
    fn close(self, open: usize, reach: Reach) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut lines = 1;
        let mut at = open + 1;
        loop {
            match *bytes.get(at)? {
                b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' => break,
                b'\n' if lines == MAX_LINES || matches!(reach, Reach::Line) => return None,
                b'\n' => lines += 1,
                _ => {}
            }
            at += 1;
        }
        let ends = bytes.get(at + 1).is_none_or(|byte| self.ends_cell(*byte));
        (ends && (lines == 1 || self.is_one_cell(open, at, reach))).then_some(at)
    }

    /// Whether what stands between two marks on different lines is one cell, rather than cells and rows between a mark
    /// that nobody closed and an inch mark at the end of another cell.
    fn is_one_cell(self, open: usize, close: usize, reach: Reach) -> bool {
        let inside = &self.text[open + 1..close];
        if inside.chars().nth(MAX_CHARS).is_some() {
            return false;
        }
        if !inside.as_bytes().contains(&self.separator) {
            return true;
        }
        let Reach::Rows(usual) = reach else {
            return false;
        };
        let whole = |at: usize| {
            let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
            self.row(start, Reach::Line).0.cells.len() == usual
        };
        let inches = inside.ends_with(|last: char| last.is_ascii_digit());
        !(whole(close) && (inches || whole(open)))
    }
}

fn undoubled(text: &str) -> Cow<'_, str> {
    if text.contains('"') {
        Cow::Owned(text.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = Table {
            text,
            separator: b';',
        };
        let (usual, _) = table.usual_width(usize::MAX);
        let rows = table.rows(Reach::Rows(usual));
        rows.map(|row| row.cells.iter().map(|cell| cell.to_string()).collect())
            .collect()
    }

    fn torn(text: &str) -> Vec<usize> {
        let table = Table {
            text,
            separator: b';',
        };
        let (usual, _) = table.usual_width(usize::MAX);
        let rows = table.rows(Reach::Rows(usual)).enumerate();
        rows.filter(|(_, row)| row.is_torn(usual))
            .map(|(at, _)| at)
            .collect()
    }

    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(cells(text), expected, "{text}");
        assert_eq!(torn(text), [0_usize; 0], "{text}");
    }

    #[test]
    fn quotes_that_are_closed_hold_a_cell_together() {
        check(
            "a;\"b;c\";d\n\"\";\"\"\"\";\"x\"\n",
            &[&["a", "b;c", "d"], &["", "\"", "x"]],
        );
        check("\"a\";b", &[&["a", "b"]]);
        check("a;b;", &[&["a", "b", ""]]);
        check(
            "\"two\nlines\";b\nc;\"three\n\nlines\"\nd;e",
            &[&["two\nlines", "b"], &["c", "three\n\nlines"], &["d", "e"]],
        );
        check(
            "a;b;c\nd;\"one\ntwo; three\";e\nf;\"g; h\ni\";j",
            &[
                &["a", "b", "c"],
                &["d", "one\ntwo; three", "e"],
                &["f", "g; h\ni", "j"],
            ],
        );
    }

    #[test]
    fn a_mark_that_closes_nothing_is_a_letter_like_others() {
        check(
            "001;\"Ромашка кран латунный;10,5\n002;Кран 3/4\";11,5\n003;Кран 1\";12,5",
            &[
                &["001", "\"Ромашка кран латунный", "10,5"],
                &["002", "Кран 3/4\"", "11,5"],
                &["003", "Кран 1\"", "12,5"],
            ],
        );
        // A heading between them, and a row whose last cells are left out.
        check(
            "1;\"Кран;5\nЗадвижки\n2;DN25\";6\n3;a;7",
            &[
                &["1", "\"Кран", "5"],
                &["Задвижки"],
                &["2", "DN25\"", "6"],
                &["3", "a", "7"],
            ],
        );
        check(
            "\"Кран;5\nDN25\";6\n3;7",
            &[&["\"Кран", "5"], &["DN25\"", "6"], &["3", "7"]],
        );
        check(
            "\"Ромашка\" кран;\"5\" x;\"6\"\na;b;c",
            &[&["\"Ромашка\" кран", "\"5\" x", "6"], &["a", "b", "c"]],
        );
        check("a;\"", &[&["a", "\""]]);
        check(
            "\"Ромашка\" и другие\na;b\nc;d",
            &[&["\"Ромашка\" и другие"], &["a", "b"], &["c", "d"]],
        );
    }

    #[test]
    fn a_row_that_a_mark_may_have_torn_is_told() {
        assert_eq!(torn("1;\"Кран; шаровой;5\n2;b;6\n3;c;7"), [0]);
        assert_eq!(torn("1;a;5\n2;\"Кран\n3;DN25\";6\n4;c;7"), [1]);
        assert_eq!(torn("\"Кран\n2;6\n3;7"), [0]);
    }

    #[test]
    fn a_cell_goes_over_so_many_lines_and_letters_and_no_more() {
        let over = |lines: usize, line: &str| {
            let inside = vec![line; lines].join("\n");
            cells(&format!("a;\"{inside}\"\nb;c")).len()
        };
        assert_eq!(over(20, "x"), 2);
        assert_eq!(over(21, "x"), 22);
        assert_eq!(over(4, &"ж".repeat(999)), 2);
        assert_eq!(over(4, &"ж".repeat(1_000)), 5);
    }

    fn quoted(cell: &str) -> String {
        if cell.contains(['"', ';', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    }

    proptest! {
        /// Written as RFC 4180 says, everything is read back. Where one cell holds both line ends and separators, it
        /// may be taken for rows; the table above has which.
        #[test]
        fn what_is_well_formed_is_read_as_it_was_written(
            rows in prop::collection::vec(
                prop::collection::vec(prop_oneof!["[ab1 \";]{0,6}", "[ab1 \"\n]{0,6}"], 3), 1..8,
            ),
        ) {
            let lines: Vec<String> = rows
                .iter()
                .map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";"))
                .collect();
            prop_assert_eq!(cells(&lines.join("\n")), rows);
        }

        /// Whatever the text is, each line and each letter is read once.
        #[test]
        fn nothing_is_lost(text in "[a1;\"\n]{0,60}") {
            let table = Table { text: &text, separator: b';' };
            for reach in [Reach::Line, Reach::Lines, Reach::Rows(2)] {
                let letters = |text: &str| text.matches(['a', '1']).count();
                let read: usize = table.rows(reach).flat_map(|row| row.cells).map(|cell| letters(&cell)).sum();
                prop_assert_eq!(read, letters(&text));
            }
        }
    }
}
