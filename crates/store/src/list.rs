//! Lists: searched, sorted, paged by key. A page costs the same at the beginning and at row 100,000.

mod index;
mod page;
mod sql;

pub(crate) use index::{index_row, is_indexed, reindex_row};
pub(crate) use sql::Sql;

/// The most rows of a page.
pub const MAX_PAGE: u32 = 500;
/// Search hits are counted up to here.
pub const COUNTED_HITS: u32 = 1_000;

/// Asks for a page.
#[derive(Clone, Debug, Default)]
pub struct ListRequest<'a> {
    /// Search text; empty means everything.
    pub text: &'a str,
    /// Name of the sort; empty means the first of the list.
    pub sort: &'a str,
    /// Largest first.
    pub descending: bool,
    /// Cursor of the page before.
    pub after: Option<&'a str>,
    /// At most so many rows; 0 means 200.
    pub limit: u32,
    /// The bin instead of the living rows.
    pub bin: bool,
    /// Only rows of this owner.
    pub owner: Option<&'a str>,
    /// Only rows in this status.
    pub status: Option<&'a str>,
    /// The day the status is of, `YYYY-MM-DD`; empty where nothing ends.
    pub today: &'a str,
}

/// A page.
#[derive(Debug)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Cursor of the next page; none at the end.
    pub next: Option<String>,
    /// How many rows match.
    pub total: u32,
    /// Whether counting stopped at [`COUNTED_HITS`].
    pub total_is_minimum: bool,
}

/// What a list is made of. `t` is the alias of its table in every expression.
pub(crate) struct ListDef {
    pub table: &'static str,
    /// Columns to read, with aliases named like the fields of the row struct.
    pub columns: &'static str,
    /// Joins behind `FROM table t`.
    pub joins: &'static str,
    /// Names of sorts and their indexed expressions; the first is the default.
    pub sorts: &'static [(&'static str, &'static str)],
    /// The column that names the owner.
    pub owner: Option<&'static str>,
    /// Narrows a query to the rows that are in a status on a day.
    pub status: Option<fn(&mut Sql, status: &str, today: &str)>,
    /// The column in which an exact match comes first in search.
    pub exact: Option<&'static str>,
    /// Arguments of `search_text`: what the index holds of a row.
    pub searched: &'static str,
}

/// The lists that have a full-text index.
pub(crate) const INDEXED: [&ListDef; 4] = [
    &crate::customer::LIST,
    &crate::product::LIST,
    &crate::supplier::LIST,
    &crate::quote::LIST,
];

/// Milliseconds to ISO 8601 in SQL.
macro_rules! iso {
    ($column:literal) => {
        concat!(
            "strftime('%Y-%m-%dT%H:%M:%fZ', ",
            $column,
            " / 1000.0, 'unixepoch')"
        )
    };
}
pub(crate) use iso;
