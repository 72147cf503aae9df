//! Migrations: embedded, all pending ones in one transaction, never edited once landed.
//!
//! `PRAGMA user_version` is the compatibility level, not a counter: it rises only when an older program could
//! no longer work with the store, and such a program refuses the store and changes nothing (invariant 10).

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::error::{Result, StoreError};

/// One migration.
pub(crate) struct Migration {
    /// Its number, rising.
    pub version: u32,
    /// Its SQL, from `migrations/local/`.
    pub sql: &'static str,
    /// The compatibility level of a store that has it.
    pub level: i64,
}

/// Every landed migration, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: include_str!("../../../migrations/local/0001_initial.sql"),
        level: 1,
    },
    Migration {
        version: 2,
        sql: include_str!("../../../migrations/local/0002_error_log.sql"),
        level: 1,
    },
    Migration {
        version: 3,
        sql: include_str!("../../../migrations/local/0003_terms.sql"),
        level: 2,
    },
    Migration {
        version: 4,
        sql: include_str!("../../../migrations/local/0004_rates.sql"),
        level: 3,
    },
    Migration {
        version: 5,
        sql: include_str!("../../../migrations/local/0005_desk.sql"),
        level: 3,
    },
    Migration {
        version: 6,
        sql: include_str!("../../../migrations/local/0006_line_templates.sql"),
        level: 3,
    },
    Migration {
        version: 7,
        sql: include_str!("../../../migrations/local/0007_vat_category.sql"),
        level: 3,
    },
    Migration {
        version: 8,
        sql: include_str!("../../../migrations/local/0008_rate_use.sql"),
        level: 3,
    },
    Migration {
        version: 9,
        sql: include_str!("../../../migrations/local/0009_bin_of_rows.sql"),
        level: 3,
    },
    Migration {
        version: 10,
        sql: include_str!("../../../migrations/local/0010_line_without_vat.sql"),
        level: 4,
    },
];

/// The schema number that outbox groups carry.
pub(crate) const SCHEMA: u32 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// Brings the store up to date.
///
/// # Errors
/// [`StoreError::Newer`] and [`StoreError::MigrationChanged`] before anything was changed; otherwise nothing
/// was changed either, because all of it is one transaction.
pub(crate) fn migrate(conn: &mut Connection, migrations: &[Migration], now_ms: i64) -> Result<()> {
    let known = migrations.last().map_or(0, |m| m.level);
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    let applied = applied(conn)?;
    for (version, checksum) in &applied {
        match migrations.iter().find(|m| m.version == *version) {
            Some(migration) if checksum_of(migration) != *checksum => {
                return Err(StoreError::MigrationChanged(*version));
            }
            _ => {}
        }
    }
    let pending: Vec<&Migration> = migrations
        .iter()
        .filter(|m| !applied.iter().any(|(version, _)| *version == m.version))
        .collect();
    if pending.is_empty() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)",
    )?;
    for migration in &pending {
        tx.execute_batch(migration.sql)?;
        tx.execute(
            "INSERT INTO schema_migration (version, checksum, applied_at) VALUES (?, ?, ?)",
            (migration.version, checksum_of(migration), now_ms),
        )?;
    }
    tx.pragma_update(None, "user_version", found.max(known))?;
    tx.commit()?;
    Ok(())
}

fn applied(conn: &Connection) -> Result<Vec<(u32, String)>> {
    let exists = conn
        .query_row(
            "SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'",
            [],
            |_| Ok(()),
        )
        .optional()?
        .is_some();
    if !exists {
        return Ok(Vec::new());
    }
    let mut statement =
        conn.prepare("SELECT version, checksum FROM schema_migration ORDER BY version")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn checksum_of(migration: &Migration) -> String {
    blake3::hash(migration.sql.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checksums of the landed migrations. A new one is added here; an old one never changes.
    const LANDED: &[(u32, &str)] = &[
        (
            1,
            "7dd6e1506d9369b90a397117fae8d813b2dfca52212e658f201f6901e9a63dc6",
        ),
        (
            2,
            "bdc78259b545533177d5738741ed6d7fe3c256f1be427a158a6e366d704c584d",
        ),
        (
            3,
            "653371188c1ccac0a71c420c32c3953b68bffc19173cd34870f61f535283f31b",
        ),
        (
            4,
            "fdb746648309ba0bdf214b819c1624b2dd77887c27788febe2ed961eeb2a34d0",
        ),
        (
            5,
            "51c61e1420f8daca81ec525657394704b2d68221419f2c298c48e450a90a2479",
        ),
        (
            6,
            "13559744f1bfe5d44566d47fabadd5ea433d24b6be4e2643bb6cb8b27b7c1cea",
        ),
        (
            7,
            "751acce16b5facdb4e58c595c3976eac781e8eaf58dc2bf2cdad258b61c1791e",
        ),
        (
            8,
            "615d40c79f6f57cf24dab87f80e3151005bebbb7b58a258160d99778cca86c28",
        ),
        (
            9,
            "b5c9c5fdac1627cf6d9747857dbf1c5e4664cfdbd90125ccf303900703a12831",
        ),
        (
            10,
            "2f1053ff6d0b3e67dd9de865abc766b0a6910adc13ffa0eb6c4ab0a4af47caf1",
        ),
    ];

    #[test]
    fn a_landed_migration_is_never_edited() {
        let now: Vec<_> = MIGRATIONS
            .iter()
            .map(|m| (m.version, checksum_of(m)))
            .collect();
        let landed: Vec<_> = LANDED.iter().map(|(v, c)| (*v, (*c).to_owned())).collect();
        assert_eq!(
            now, landed,
            "write a new migration instead of editing one that landed"
        );
    }

    fn plain() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    const ONE: Migration = Migration {
        version: 1,
        sql: "CREATE TABLE a (x)",
        level: 1,
    };

    #[test]
    fn rates_of_vat_that_were_there_get_their_category() {
        let mut conn = plain();
        for name in ["names", "decimals"] {
            conn.create_collation(name, |a, b| a.cmp(b)).unwrap();
        }
        migrate(&mut conn, &MIGRATIONS[..3], 0).unwrap();
        let insert = "INSERT INTO dated_value (id, kind, country, region, value, source, created_at, updated_at) \
            VALUES (:id, :kind, 'RU', '', :value, '', 0, 0)";
        let rows = [
            ("a", "vat", "0.22", None),
            ("b", "vat", "0.1", Some("reduced")),
            ("c", "vat", "0.07", Some("simplified_higher")),
            ("d", "vat", "0.05", Some("simplified_lower")),
            ("e", "vat", "0", Some("zero")),
            ("f", "supplier_vat", "0.05", None),
        ];
        for (id, kind, value, _) in rows {
            conn.execute(insert, (id, kind, value)).unwrap();
        }
        migrate(&mut conn, MIGRATIONS, 0).unwrap();
        for (id, _, _, category) in rows {
            let sql = "SELECT category FROM dated_value WHERE id = :id";
            let found: Option<String> = conn.query_row(sql, [id], |row| row.get(0)).unwrap();
            assert_eq!(found.as_deref(), category, "{id}");
        }
    }

    #[test]
    fn all_pending_ones_are_applied_or_none() {
        let mut conn = plain();
        let broken = Migration {
            version: 2,
            sql: "CREATE TABLE b (x); CREATE TABLE a (x)",
            level: 2,
        };
        assert!(migrate(&mut conn, &[ONE, broken], 0).is_err());
        let tables: i64 = conn
            .query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_newer_store_is_refused_and_an_additive_one_is_not() {
        let mut conn = plain();
        let additive = Migration {
            version: 2,
            sql: "ALTER TABLE a ADD y",
            level: 1,
        };
        migrate(&mut conn, &[ONE, additive], 0).unwrap();
        migrate(&mut conn, &[ONE], 0).unwrap();
        let breaking = Migration {
            version: 3,
            sql: "ALTER TABLE a DROP x",
            level: 2,
        };
        let additive = Migration {
            version: 2,
            sql: "ALTER TABLE a ADD y",
            level: 1,
        };
        migrate(&mut conn, &[ONE, additive, breaking], 0).unwrap();
        assert!(matches!(
            migrate(&mut conn, &[ONE], 0),
            Err(StoreError::Newer { found: 2, known: 1 })
        ));
    }

    #[test]
    fn an_edited_migration_is_found() {
        let mut conn = plain();
        migrate(&mut conn, &[ONE], 0).unwrap();
        let edited = Migration {
            version: 1,
            sql: "CREATE TABLE a (y)",
            level: 1,
        };
        assert!(matches!(
            migrate(&mut conn, &[edited], 0),
            Err(StoreError::MigrationChanged(1))
        ));
    }
}
