//! Pages in the order of a sort, of a search, of the bin.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::sql::{Sql, read_cursor, run};
use super::{COUNTED_HITS, ListDef, ListRequest, Listed, MAX_PAGE};
use crate::error::{Result, StoreError};
use crate::search;

const DEFAULT_PAGE: u32 = 200;
/// A search answers exact matches first and everything else after them; its cursors say in which part they are.
const EXACT: i64 = 0;
const REST: i64 = 1;

impl ListDef {
    /// One page of the list.
    pub(crate) fn page<T: DeserializeOwned>(
        &self,
        conn: &Connection,
        request: &ListRequest<'_>,
    ) -> Result<Listed<T>> {
        let limit = match request.limit {
            0 => DEFAULT_PAGE,
            n => n.min(MAX_PAGE),
        };
        if request.bin {
            return self.bin_page(conn, request, limit);
        }
        match search::match_query(request.text) {
            Some(query) => self.search_page(conn, request, &query, limit),
            None if request.text.trim().is_empty() => self.sorted_page(conn, request, limit),
            None => Ok(Listed {
                rows: Vec::new(),
                next: None,
                total: 0,
                total_is_minimum: false,
            }),
        }
    }

    fn filters(&self, sql: &mut Sql, request: &ListRequest<'_>) {
        if let (Some(column), Some(owner)) = (self.owner, request.owner) {
            sql.bind(&format!(" AND t.{column} = ?"), owner.to_owned());
        }
        if let (Some(narrow), Some(status)) = (self.status, request.status) {
            narrow(sql, status, request.today);
        }
    }

    fn sorted_sql(&self, request: &ListRequest<'_>, limit: u32) -> Result<Sql> {
        let key = match request.sort {
            "" => self.sorts[0].1,
            name => {
                let found = self.sorts.iter().find(|(n, _)| *n == name);
                found.ok_or_else(|| StoreError::BadSort(name.to_owned()))?.1
            }
        };
        let (order, beyond) = if request.descending {
            ("DESC", "<")
        } else {
            ("ASC", ">")
        };
        let mut sql = Sql {
            text: format!(
                "SELECT {key} AS sort_key, t.n AS sort_n, {} FROM {} t {} WHERE t.deleted_at IS NULL",
                self.columns, self.table, self.joins
            ),
            values: Vec::new(),
        };
        self.filters(&mut sql, request);
        if let Some(cursor) = request.after {
            let (value, n) = read_cursor(cursor)?;
            sql.bind(&format!(" AND ({key}, t.n) {beyond} (?"), value);
            sql.bind(", ?)", n);
        }
        sql.bind(
            &format!(" ORDER BY {key} {order}, t.n {order} LIMIT ?"),
            i64::from(limit) + 1,
        );
        Ok(sql)
    }

    fn sorted_page<T: DeserializeOwned>(
        &self,
        conn: &Connection,
        request: &ListRequest<'_>,
        limit: u32,
    ) -> Result<Listed<T>> {
        let (rows, next) = run(conn, &self.sorted_sql(request, limit)?, limit)?;
        let mut count = Sql {
            text: format!(
                "SELECT count(*) FROM {} t WHERE t.deleted_at IS NULL",
                self.table
            ),
            values: Vec::new(),
        };
        self.filters(&mut count, request);
        let total = conn
            .prepare_cached(&count.text)?
            .query_row(params_from_iter(count.values), |r| r.get(0))?;
        Ok(Listed {
            rows,
            next,
            total,
            total_is_minimum: false,
        })
    }

    fn search_from(&self, query: &str, request: &ListRequest<'_>, head: &str) -> Sql {
        let mut sql = Sql {
            text: head.to_owned(),
            values: Vec::new(),
        };
        let fts = format!("{}_fts", self.table);
        sql.bind(
            &format!(
                " FROM {fts} f CROSS JOIN {} t ON t.n = f.rowid {} WHERE {fts} MATCH ?",
                self.table, self.joins
            ),
            query.to_owned(),
        );
        self.filters(&mut sql, request);
        sql
    }

    fn exact_sql(&self, request: &ListRequest<'_>, column: &str, after: i64, limit: u32) -> Sql {
        let mut sql = Sql {
            text: format!(
                "SELECT {EXACT} AS sort_key, t.n AS sort_n, {} FROM {} t {} WHERE t.deleted_at IS NULL",
                self.columns, self.table, self.joins
            ),
            values: Vec::new(),
        };
        sql.bind(
            &format!(" AND t.{column} = ?"),
            request.text.trim().to_owned(),
        );
        self.filters(&mut sql, request);
        sql.bind(" AND t.n > ?", after);
        sql.bind(" ORDER BY t.n LIMIT ?", i64::from(limit) + 1);
        sql
    }

    fn rest_sql(&self, request: &ListRequest<'_>, query: &str, after: i64, limit: u32) -> Sql {
        let head = format!("SELECT {REST} AS sort_key, t.n AS sort_n, {}", self.columns);
        let mut sql = self.search_from(query, request, &head);
        if let Some(column) = self.exact {
            sql.bind(
                &format!(" AND t.{column} <> ?"),
                request.text.trim().to_owned(),
            );
        }
        sql.bind(" AND f.rowid > ?", after);
        sql.bind(" ORDER BY f.rowid LIMIT ?", i64::from(limit) + 1);
        sql
    }

    fn search_page<T: DeserializeOwned>(
        &self,
        conn: &Connection,
        request: &ListRequest<'_>,
        query: &str,
        limit: u32,
    ) -> Result<Listed<T>> {
        let (part, after) = match request.after {
            Some(cursor) => part_cursor(cursor)?,
            None => (EXACT, 0),
        };
        let (mut rows, mut next) = (Vec::new(), None);
        if let (Some(column), EXACT) = (self.exact, part) {
            let sql = self.exact_sql(request, column, after, limit);
            (rows, next) = run(conn, &sql, limit)?;
        }
        let room = limit - u32::try_from(rows.len()).unwrap_or(limit);
        if next.is_none() && room == 0 {
            next = Some(json!([REST, 0]).to_string());
        } else if next.is_none() {
            let after = if part == REST { after } else { 0 };
            let (mut rest, beyond) = run(conn, &self.rest_sql(request, query, after, room), room)?;
            rows.append(&mut rest);
            next = beyond;
        }
        if request.after.is_none() && next.is_none() {
            let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            return Ok(Listed {
                rows,
                next,
                total,
                total_is_minimum: false,
            });
        }
        let inner = if request.owner.is_none() && request.status.is_none() {
            // The index alone knows: it holds living rows only.
            Sql {
                text: format!("SELECT 1 FROM {0}_fts WHERE {0}_fts MATCH ?", self.table),
                values: vec![query.to_owned().into()],
            }
        } else {
            self.search_from(query, request, "SELECT 1")
        };
        let count = format!(
            "SELECT count(*) FROM ({} LIMIT {})",
            inner.text,
            COUNTED_HITS + 1
        );
        let total: u32 = conn
            .prepare_cached(&count)?
            .query_row(params_from_iter(inner.values), |r| r.get(0))?;
        Ok(Listed {
            rows,
            next,
            total: total.min(COUNTED_HITS),
            total_is_minimum: total > COUNTED_HITS,
        })
    }

    fn bin_page<T: DeserializeOwned>(
        &self,
        conn: &Connection,
        request: &ListRequest<'_>,
        limit: u32,
    ) -> Result<Listed<T>> {
        let mut filter = Sql {
            text: " WHERE t.deleted_at IS NOT NULL".into(),
            values: Vec::new(),
        };
        for word in search::words(request.text) {
            filter.bind(
                &format!(" AND instr(search_text({}), ?)", self.searched),
                word,
            );
        }
        let count = format!(
            "SELECT count(*) FROM {} t {}{}",
            self.table, self.joins, filter.text
        );
        let total = conn
            .prepare_cached(&count)?
            .query_row(params_from_iter(filter.values.clone()), |r| r.get(0))?;
        let mut sql = Sql {
            text: format!(
                "SELECT t.deleted_at AS sort_key, t.n AS sort_n, {} FROM {} t {}",
                self.columns, self.table, self.joins
            ),
            values: filter.values,
        };
        sql.push(&filter.text);
        if let Some(cursor) = request.after {
            let (value, n) = read_cursor(cursor)?;
            sql.bind(" AND (t.deleted_at, t.n) < (?", value);
            sql.bind(", ?)", n);
        }
        sql.bind(
            " ORDER BY t.deleted_at DESC, t.n DESC LIMIT ?",
            i64::from(limit) + 1,
        );
        let (rows, next) = run(conn, &sql, limit)?;
        Ok(Listed {
            rows,
            next,
            total,
            total_is_minimum: false,
        })
    }

    /// The plans of every query this list can run, for the plan test.
    #[cfg(test)]
    pub(crate) fn plans(&self, conn: &Connection) -> Vec<(String, String)> {
        let mut queries = Vec::new();
        for (name, _) in self.sorts {
            for descending in [false, true] {
                for after in [None, Some("[\"a\",1]")] {
                    let request = ListRequest {
                        sort: name,
                        descending,
                        after,
                        ..Default::default()
                    };
                    queries.push(self.sorted_sql(&request, 10).unwrap());
                }
            }
        }
        for status in ["sent", "expired"] {
            let request = ListRequest {
                status: self.status.map(|_| status),
                ..Default::default()
            };
            queries.push(self.sorted_sql(&request, 10).unwrap());
        }
        let owned = ListRequest {
            owner: self.owner.map(|_| "x"),
            status: self.status.map(|_| "x"),
            ..Default::default()
        };
        queries.push(self.sorted_sql(&owned, 10).unwrap());
        let mut found = self.search_from("\"abc\"", &owned, &format!("SELECT {}", self.columns));
        found.bind(" ORDER BY f.rowid LIMIT ?", 10);
        queries.push(found);
        queries
            .into_iter()
            .map(|sql| {
                let mut statement = conn
                    .prepare(&format!("EXPLAIN QUERY PLAN {}", sql.text))
                    .unwrap();
                let steps = statement
                    .query_map(params_from_iter(sql.values), |r| r.get::<_, String>(3))
                    .unwrap()
                    .map(|s| s.unwrap())
                    .collect::<Vec<_>>()
                    .join("; ");
                (sql.text, steps)
            })
            .collect()
    }
}

fn part_cursor(cursor: &str) -> Result<(i64, i64)> {
    match read_cursor(cursor)? {
        (SqlValue::Integer(part @ (EXACT | REST)), n) => Ok((part, n)),
        _ => Err(StoreError::BadCursor),
    }
}
