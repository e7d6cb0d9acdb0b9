-- Numbers without gaps: updated in the transaction that uses them, never counted.
CREATE TABLE IF NOT EXISTS counters (
  name VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL DEFAULT 0
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
