-- Who operates the installation: creates organisations, suspends them. It opens no organisation.
CREATE TABLE IF NOT EXISTS operators (
  user_id BINARY(16) NOT NULL PRIMARY KEY,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  CONSTRAINT operators_user FOREIGN KEY (user_id) REFERENCES users (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
