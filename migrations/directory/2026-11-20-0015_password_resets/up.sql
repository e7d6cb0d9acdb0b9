-- A one-time link by which somebody who forgot their password chooses another. Only the token's SHA-256 is kept. A row is
-- written for unknown addresses too, without a user, so that limits count alike.
CREATE TABLE IF NOT EXISTS password_resets (
  id BINARY(16) NOT NULL PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  user_id BINARY(16) NULL,
  email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY password_resets_token (token_hash),
  KEY password_resets_user (user_id),
  KEY password_resets_email (email, created_at),
  KEY password_resets_address (address, created_at),
  CONSTRAINT password_resets_user FOREIGN KEY (user_id) REFERENCES users (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
