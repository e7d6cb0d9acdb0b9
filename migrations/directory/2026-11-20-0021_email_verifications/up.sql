-- A one-time link by which somebody who is signed in shows that a new e-mail address is theirs. Only the token's SHA-256 is kept.
CREATE TABLE IF NOT EXISTS email_verifications (
  id BINARY(16) NOT NULL PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  user_id BINARY(16) NOT NULL,
  email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY email_verifications_token (token_hash),
  KEY email_verifications_user (user_id, created_at),
  KEY email_verifications_expiry (expires_at),
  CONSTRAINT email_verifications_user FOREIGN KEY (user_id) REFERENCES users (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
