-- Letters that are to leave for holders of accounts: written in the transaction that causes them, and brought to the directory's outbox by
-- due work of the same id; then the row goes. recipients are the directory users it is for, as they were then; details is what it says. Both
-- are JSON.
CREATE TABLE IF NOT EXISTS letters (
  id BINARY(16) NOT NULL PRIMARY KEY,
  letter VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipients TEXT NOT NULL,
  details TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
