-- A browser that its user chose to remember: it needs no second step for thirty days. Only the token's SHA-256 is kept.
CREATE TABLE IF NOT EXISTS trusted_devices (
  token_hash BINARY(32) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY trusted_devices_user (user_id),
  KEY trusted_devices_expiry (expires_at),
  CONSTRAINT trusted_devices_user FOREIGN KEY (user_id) REFERENCES users (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
