-- A browser that signed in to an account before: its wrong tries are counted apart, so that a stranger's lock nobody out on their
-- own device. It opens nothing by itself. Only the token's SHA-256 is kept.
CREATE TABLE IF NOT EXISTS known_devices (
  token_hash BINARY(32) NOT NULL,
  user_id BINARY(16) NOT NULL,
  failed_logins INT NOT NULL DEFAULT 0,
  locked_until DATETIME(6) NULL,
  mfa_failures INT NOT NULL DEFAULT 0,
  mfa_locked_until DATETIME(6) NULL,
  expires_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (token_hash, user_id),
  KEY known_devices_user (user_id, expires_at),
  KEY known_devices_expiry (expires_at),
  CONSTRAINT known_devices_user FOREIGN KEY (user_id) REFERENCES users (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
