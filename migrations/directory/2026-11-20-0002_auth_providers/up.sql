-- Every way a user has signed in, and when it was last used.
CREATE TABLE IF NOT EXISTS auth_providers (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  provider VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  last_used_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY auth_providers_subject (provider, subject),
  KEY auth_providers_user (user_id),
  CONSTRAINT auth_providers_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT auth_providers_provider CHECK (provider IN ('password', 'otp', 'whatsapp', 'google'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
