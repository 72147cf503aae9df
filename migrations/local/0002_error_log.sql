-- What went wrong on this device, for 30 days: never synced, never a text of the person.
--
-- `field` and `params` hold what a whitelist of the application lets through; params is a JSON object of texts.

CREATE TABLE error_log (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  code TEXT NOT NULL,
  field TEXT,
  params TEXT NOT NULL
);
CREATE INDEX error_log_at ON error_log (at);
