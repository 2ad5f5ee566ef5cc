-- Dated exchange rates, as their source gave them: one unit of base is per_base units of currency on that date.
CREATE TABLE rate (
  date TEXT NOT NULL,
  base TEXT NOT NULL,
  currency TEXT NOT NULL,
  per_base TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (base, currency, date)
) STRICT, WITHOUT ROWID;

CREATE INDEX rate_date ON rate (date);
