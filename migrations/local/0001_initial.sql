-- The first schema of the local store.
--
-- Every synced table has: n (local row number, what the full-text index refers to), id (UUIDv7, the
-- identity everywhere), its fields as declared in crates/domain, and created_at, updated_at, deleted_at in
-- milliseconds since 1970 (deleted_at NULL: the row lives). Money and quantities are TEXT, never REAL.
-- No UNIQUE or CHECK stands on a field: a legal state of the server must never be refused here.
-- `names` and `decimals` are collations of crates/store: natural order of names, exact order of decimals.

CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  label TEXT NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_quote INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;

-- One row is one local transaction (a group). seq has no gaps; ops is the wire form of the sync protocol.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  mid TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  ops TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued'
);
CREATE INDEX outbox_waiting ON outbox (seq) WHERE state <> 'done';

CREATE TABLE activity (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT,
  label TEXT NOT NULL,
  rows INTEGER NOT NULL,
  seq INTEGER NOT NULL
);
CREATE INDEX activity_at ON activity (at);
CREATE INDEX activity_entity ON activity (entity_id, at);

-- One row is one step that can be undone: the groups from first_seq to last_seq.
CREATE TABLE history (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT,
  label TEXT NOT NULL,
  rows INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX history_undone ON history (undone, n);

CREATE TABLE organisation (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  inn TEXT NOT NULL,
  kpp TEXT NOT NULL,
  ogrn TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  bic TEXT NOT NULL,
  account TEXT NOT NULL,
  corr_account TEXT NOT NULL,
  vat_rate TEXT,
  currency TEXT NOT NULL,
  valid_days INTEGER NOT NULL,
  delivery_text TEXT NOT NULL,
  payment_text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);

CREATE TABLE profile (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  position TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);

CREATE TABLE supplier (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL COLLATE names,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  note TEXT NOT NULL,
  import_mapping TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX supplier_name ON supplier (name, n) WHERE deleted_at IS NULL;
CREATE INDEX supplier_bin ON supplier (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE customer (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL COLLATE names,
  full_name TEXT NOT NULL,
  inn TEXT NOT NULL,
  kpp TEXT NOT NULL,
  ogrn TEXT NOT NULL,
  legal_address TEXT NOT NULL,
  delivery_address TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  bic TEXT NOT NULL,
  account TEXT NOT NULL,
  corr_account TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  website TEXT NOT NULL,
  note TEXT NOT NULL,
  primary_contact_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX customer_name ON customer (name, n) WHERE deleted_at IS NULL;
CREATE INDEX customer_inn ON customer (inn, n) WHERE deleted_at IS NULL;
CREATE INDEX customer_updated ON customer (updated_at, n) WHERE deleted_at IS NULL;
CREATE INDEX customer_bin ON customer (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE contact (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL COLLATE names,
  position TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX contact_customer ON contact (customer_id, last_name, n) WHERE deleted_at IS NULL;
CREATE INDEX contact_customer_all ON contact (customer_id);

CREATE TABLE product (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  supplier_id TEXT REFERENCES supplier (id) DEFERRABLE INITIALLY DEFERRED,
  article TEXT NOT NULL COLLATE names,
  brand TEXT NOT NULL COLLATE names,
  name TEXT NOT NULL COLLATE names,
  unit TEXT NOT NULL,
  price TEXT COLLATE decimals,
  currency TEXT NOT NULL,
  weight_kg TEXT,
  hs_code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX product_name ON product (name, n) WHERE deleted_at IS NULL;
CREATE INDEX product_article ON product (article, n) WHERE deleted_at IS NULL;
CREATE INDEX product_brand ON product (brand, n) WHERE deleted_at IS NULL;
CREATE INDEX product_price ON product (coalesce(price, '') COLLATE decimals, n) WHERE deleted_at IS NULL;
CREATE INDEX product_updated ON product (updated_at, n) WHERE deleted_at IS NULL;
CREATE INDEX product_supplier ON product (supplier_id, name, n) WHERE deleted_at IS NULL;
CREATE INDEX product_bin ON product (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE quote (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL COLLATE names,
  number TEXT,
  title TEXT NOT NULL,
  customer_id TEXT REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
  contact_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  vat_rate TEXT,
  discount_rate TEXT,
  discount_amount TEXT,
  policy TEXT NOT NULL,
  quote_date TEXT NOT NULL,
  valid_until TEXT,
  language TEXT NOT NULL,
  delivery_text TEXT NOT NULL,
  payment_text TEXT NOT NULL,
  note TEXT NOT NULL,
  net TEXT NOT NULL,
  vat TEXT NOT NULL,
  gross TEXT NOT NULL COLLATE decimals,
  line_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX quote_updated ON quote (updated_at, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_date ON quote (quote_date, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_label ON quote (label, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_gross ON quote (gross, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_status ON quote (status, updated_at, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_customer ON quote (customer_id, updated_at, n) WHERE deleted_at IS NULL;
CREATE INDEX quote_customer_all ON quote (customer_id);
CREATE INDEX quote_contact_all ON quote (contact_id);
CREATE INDEX quote_bin ON quote (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE quote_line (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  pos TEXT NOT NULL,
  kind TEXT NOT NULL,
  product_id TEXT,
  article TEXT NOT NULL,
  brand TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit_price TEXT NOT NULL,
  discount TEXT,
  vat_rate TEXT,
  optional INTEGER NOT NULL,
  weight_kg TEXT,
  hs_code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX quote_line_quote ON quote_line (quote_id, pos, id) WHERE deleted_at IS NULL;
CREATE INDEX quote_line_quote_all ON quote_line (quote_id);

-- Search: the write path (crates/store/src/write.rs) keeps these in step with their tables. Triggers would do it too,
-- but a trigger that writes a virtual table makes SQLite open a savepoint for each row, and FTS5 flushes at each
-- savepoint: an import of 10,000 rows took three times as long. Rows in the bin are not in the index.
CREATE VIRTUAL TABLE product_fts USING fts5 (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE supplier_fts USING fts5 (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE customer_fts USING fts5 (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE quote_fts USING fts5 (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');

-- A price list of 10,000 rows is indexed in one piece instead of being merged from several.
INSERT INTO product_fts (product_fts, rank) VALUES ('hashsize', 33554432);
