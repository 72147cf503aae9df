-- Exchange rates: what the banks publish, which belongs to the device, and the organisation's own, which are synced.
-- A program that does not know where a quote's rate comes from cannot read it: the compatibility level rises to 3.

CREATE TABLE bank_rate (
  currency TEXT NOT NULL,
  effective_date TEXT NOT NULL,
  source TEXT NOT NULL,
  nominal TEXT NOT NULL,
  value TEXT NOT NULL,
  bank_id TEXT,
  name TEXT NOT NULL,
  fetched_at INTEGER,
  PRIMARY KEY (currency, effective_date, source)
) WITHOUT ROWID;

CREATE TABLE organisation_rate (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL,
  value TEXT NOT NULL,
  nominal TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX organisation_rate_currency ON organisation_rate (currency, valid_from, n) WHERE deleted_at IS NULL;
CREATE INDEX organisation_rate_bin ON organisation_rate (deleted_at, n) WHERE deleted_at IS NOT NULL;

-- Which currencies are in use is asked currency by currency.
CREATE INDEX quote_currency ON quote (currency) WHERE deleted_at IS NULL;
CREATE INDEX product_currency ON product (currency) WHERE deleted_at IS NULL;
