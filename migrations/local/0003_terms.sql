-- Landed cost: terms, cost blocks, the rates of a quote, dated tables, revisions, and what a line is bought for.
-- A program that does not know them would price such a quote wrongly: the compatibility level rises to 2.

CREATE TABLE terms (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL COLLATE names,
  seller_region TEXT,
  deal TEXT,
  incoterms TEXT,
  markup TEXT,
  client_advance TEXT,
  supplier_advance TEXT,
  milestones TEXT,
  delivery_days INTEGER,
  deferral_days INTEGER,
  customs_term_days INTEGER,
  loan_rate TEXT,
  agent_fee_rate TEXT,
  forex_reserve_rate TEXT,
  insurance_rate TEXT,
  commission_rate TEXT,
  commission_amount TEXT,
  commission_currency TEXT,
  commission_party TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX terms_kind ON terms (kind, name, n) WHERE deleted_at IS NULL;
CREATE INDEX terms_bin ON terms (kind, deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE cost (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  terms_id TEXT NOT NULL REFERENCES terms (id) DEFERRABLE INITIALLY DEFERRED,
  pos TEXT NOT NULL,
  name TEXT NOT NULL,
  amount TEXT NOT NULL,
  currency TEXT NOT NULL,
  leg TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX cost_terms ON cost (terms_id, pos, id) WHERE deleted_at IS NULL;
CREATE INDEX cost_terms_all ON cost (terms_id);

CREATE TABLE quote_rate (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  currency TEXT NOT NULL,
  value TEXT NOT NULL,
  nominal TEXT NOT NULL,
  rate_date TEXT,
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX quote_rate_quote ON quote_rate (quote_id, currency, id) WHERE deleted_at IS NULL;
CREATE INDEX quote_rate_quote_all ON quote_rate (quote_id);

CREATE TABLE dated_value (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  region TEXT NOT NULL,
  terms TEXT,
  deal TEXT,
  above TEXT,
  up_to TEXT,
  value TEXT NOT NULL,
  valid_from TEXT,
  valid_until TEXT,
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX dated_value_kind ON dated_value (kind, country, region, valid_from, n) WHERE deleted_at IS NULL;
CREATE INDEX dated_value_bin ON dated_value (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE TABLE quote_revision (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX quote_revision_quote ON quote_revision (quote_id, number, id) WHERE deleted_at IS NULL;
CREATE INDEX quote_revision_quote_all ON quote_revision (quote_id);

ALTER TABLE quote_line ADD COLUMN purchase_price TEXT;
ALTER TABLE quote_line ADD COLUMN purchase_currency TEXT;
ALTER TABLE quote_line ADD COLUMN price_includes_vat INTEGER;
ALTER TABLE quote_line ADD COLUMN supplier_country TEXT;
ALTER TABLE quote_line ADD COLUMN supplier_vat TEXT;
ALTER TABLE quote_line ADD COLUMN supplier_discount TEXT;
ALTER TABLE quote_line ADD COLUMN internal_markup TEXT;
ALTER TABLE quote_line ADD COLUMN duty_rate TEXT;
ALTER TABLE quote_line ADD COLUMN excise_per_kg TEXT;
ALTER TABLE quote_line ADD COLUMN markup TEXT;
ALTER TABLE quote_line ADD COLUMN alternative_of TEXT;
ALTER TABLE quote_line ADD COLUMN calculated INTEGER NOT NULL DEFAULT 0;
