-- Which currencies are in use is asked of costs and of the rates that quotes keep, too.

CREATE INDEX quote_rate_currency ON quote_rate (currency) WHERE deleted_at IS NULL;
CREATE INDEX cost_currency ON cost (currency) WHERE deleted_at IS NULL;
