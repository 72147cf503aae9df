-- What stands beside a quote: notes, files, reminders; who did what; and when rows of the bin go for good.

-- Whoever did it, as the person was called then.
ALTER TABLE activity ADD COLUMN author TEXT NOT NULL DEFAULT '';

CREATE TABLE quote_note (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX quote_note_quote ON quote_note (quote_id, written_at, id) WHERE deleted_at IS NULL;
CREATE INDEX quote_note_quote_all ON quote_note (quote_id);

CREATE TABLE attachment (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  hash TEXT NOT NULL,
  author TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX attachment_quote ON attachment (quote_id, added_at, id) WHERE deleted_at IS NULL;
CREATE INDEX attachment_quote_all ON attachment (quote_id);
CREATE INDEX attachment_hash ON attachment (hash);

-- The bytes of files by the BLAKE3 hash of the whole, in order; of this device until files are synced.
CREATE TABLE file_chunk (
  hash TEXT NOT NULL,
  no INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, no)
);

CREATE TABLE reminder (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  due_at INTEGER NOT NULL,
  text TEXT NOT NULL,
  done INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX reminder_due ON reminder (due_at, id) WHERE deleted_at IS NULL AND done = 0;
CREATE INDEX reminder_quote ON reminder (quote_id, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX reminder_quote_all ON reminder (quote_id);

-- Which reminders this device has told the person about, and for which time: each time is told once.
CREATE TABLE reminder_told (
  reminder_id TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The log is read newest first: of everything, of one table, of one row.
DROP INDEX activity_entity;
CREATE INDEX activity_of ON activity (entity_id, n);
CREATE INDEX activity_entity ON activity (entity, n);

-- What was removed beside a quote has no page of the bin, and goes for good like the rest of it.
CREATE INDEX quote_note_bin ON quote_note (deleted_at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX attachment_bin ON attachment (deleted_at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX reminder_bin ON reminder (deleted_at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX product_supplier_bin ON product (supplier_id, n) WHERE deleted_at IS NOT NULL;
