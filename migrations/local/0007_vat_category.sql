-- VAT: a country has several rates at the same time. The category tells them apart; none is the standard one.
-- Rows that were there before are the standard rate, or what the law has had below it.

ALTER TABLE dated_value ADD COLUMN category TEXT;
UPDATE dated_value SET category = CASE
    WHEN CAST(value AS REAL) = 0 THEN 'zero'
    WHEN CAST(value AS REAL) = 0.05 THEN 'simplified_lower'
    WHEN CAST(value AS REAL) = 0.07 THEN 'simplified_higher'
    ELSE 'reduced' END
  WHERE kind = 'vat' AND CAST(value AS REAL) <= 0.1;
