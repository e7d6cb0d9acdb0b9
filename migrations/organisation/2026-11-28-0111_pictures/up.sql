-- Pictures of letterheads, drawn anew as PNG from what was brought: clinics' logos and doctors' signatures. A row never changes.
CREATE TABLE IF NOT EXISTS pictures (
  id BINARY(16) NOT NULL PRIMARY KEY,
  png MEDIUMBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
