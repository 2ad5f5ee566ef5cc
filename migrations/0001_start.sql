-- The ledger: rows are added, never changed. The hash of a row covers the row before it.
PRAGMA application_id = 0x57415431; -- "WAT1": tells our file from any other SQLite file

CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  conversation TEXT NOT NULL,
  time TEXT NOT NULL,
  status TEXT NOT NULL,
  question TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX record_conversation ON record (conversation, id);

CREATE TRIGGER record_no_update BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a record cannot be changed'); END;

CREATE TRIGGER record_no_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a record cannot be deleted'); END;

-- INSERT OR REPLACE deletes without firing the delete trigger, so a row must be the next one and follow the last one.
CREATE TRIGGER record_next BEFORE INSERT ON record
WHEN new.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM record)
  OR new.previous IS NOT coalesce(
    (SELECT hash FROM record ORDER BY id DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
  OR EXISTS (SELECT 1 FROM record WHERE hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a record must follow the last one'); END;

-- The index holds no text of its own; the text is in the record.
CREATE VIRTUAL TABLE record_text USING fts5(
  question, sentence, content = '', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER record_indexed AFTER INSERT ON record
BEGIN
  INSERT INTO record_text (rowid, question, sentence)
  VALUES (new.id, new.question, json_extract(new.body, '$.card.sentence'));
END;
