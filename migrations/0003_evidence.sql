-- What outsiders verify: blobs, the Merkle tree over the records, signed checkpoints and the keys that signed them.

-- Programs, modules, runtimes and rates, each kept once under the SHA-256 of its bytes.
CREATE TABLE blob (
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a blob cannot be changed'); END;

CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a blob cannot be deleted'); END;

-- One that is there already stays as it is; INSERT OR REPLACE would not ask the triggers above.
CREATE TRIGGER blob_once BEFORE INSERT ON blob WHEN EXISTS (SELECT 1 FROM blob WHERE hash = new.hash)
BEGIN SELECT RAISE(IGNORE); END;

-- Complete subtrees of the Merkle tree: node (level, idx) covers the 2^level records from idx * 2^level + 1 on.
CREATE TABLE tree_node (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tree_node_no_update BEFORE UPDATE ON tree_node
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: the tree cannot be changed'); END;

CREATE TRIGGER tree_node_no_delete BEFORE DELETE ON tree_node
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: the tree cannot be changed'); END;

CREATE TRIGGER tree_node_next BEFORE INSERT ON tree_node
WHEN new.idx IS NOT (SELECT coalesce(max(idx), -1) + 1 FROM tree_node WHERE level = new.level)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a node must follow the last one'); END;

-- The latest stands in a file beside the database as well.
CREATE TABLE checkpoint (
  size INTEGER NOT NULL,
  origin TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (size, origin)
) STRICT;

CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a checkpoint cannot be changed'); END;

CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a checkpoint cannot be deleted'); END;

-- Public keys that signed for this ledger, oldest first, and how many records there were when each came.
CREATE TABLE signer (
  id INTEGER PRIMARY KEY,
  vkey TEXT NOT NULL UNIQUE,
  since INTEGER NOT NULL
) STRICT;

CREATE TRIGGER signer_no_update BEFORE UPDATE ON signer
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a key cannot be changed'); END;

CREATE TRIGGER signer_no_delete BEFORE DELETE ON signer
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a key cannot be deleted'); END;

-- What a person has set, such as the name that records carry. Not evidence: may change.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- SHA-256 of the file that a rate came from; null for rates that came without one.
ALTER TABLE rate ADD COLUMN file TEXT;
