-- Templates of lines, sections and whole quotes; and the days on which sent quotes expire, for the counts of the list.

CREATE TABLE line_template (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL COLLATE names,
  scope TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX line_template_name ON line_template (name, n) WHERE deleted_at IS NULL;
CREATE INDEX line_template_bin ON line_template (deleted_at, n) WHERE deleted_at IS NOT NULL;

CREATE INDEX quote_validity ON quote (status, valid_until) WHERE deleted_at IS NULL;
