-- Rows that were removed from living quotes go for good, too: once a day they are looked for.

CREATE INDEX quote_line_bin ON quote_line (deleted_at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX cost_bin ON cost (deleted_at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX quote_rate_bin ON quote_rate (deleted_at, n) WHERE deleted_at IS NOT NULL;
