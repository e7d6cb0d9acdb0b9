-- One row, taken by whoever migrates, so that two never do at once. The lease ends by itself if its holder dies.
CREATE TABLE IF NOT EXISTS migration_locks (
  name VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  holder VARCHAR(80) NOT NULL,
  leased_until DATETIME(6) NOT NULL
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
