-- The months of the audit that were written into files and taken out of the database. What is left follows the last of them.
CREATE TABLE IF NOT EXISTS audit_archives (
  last_position BIGINT NOT NULL PRIMARY KEY,
  first_position BIGINT NOT NULL,
  month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  last_digest BINARY(32) NOT NULL,
  file_digest BINARY(32) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
