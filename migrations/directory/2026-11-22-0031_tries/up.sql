-- Wrong tries in a row of a password or a second factor, for one account: of each browser that it knows, and (nothing but zeros) of
-- all others together. What was counted in users and known_devices comes along; their columns go when no older program runs.
CREATE TABLE IF NOT EXISTS tries (
  user_id BINARY(16) NOT NULL,
  step VARCHAR(20) NOT NULL,
  browser BINARY(32) NOT NULL,
  failures INT NOT NULL,
  waits_until DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (user_id, step, browser),
  CONSTRAINT tries_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT tries_step CHECK (step IN ('password', 'second_factor')),
  CONSTRAINT tries_failures CHECK (failures > 0)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
INSERT IGNORE INTO tries (user_id, step, browser, failures, waits_until)
  SELECT id, 'password', REPEAT(CHAR(0), 32), failed_logins, locked_until FROM users WHERE failed_logins > 0
  UNION ALL SELECT id, 'second_factor', REPEAT(CHAR(0), 32), mfa_failures, mfa_locked_until FROM users WHERE mfa_failures > 0
  UNION ALL SELECT user_id, 'password', token_hash, failed_logins, locked_until FROM known_devices WHERE failed_logins > 0
  UNION ALL SELECT user_id, 'second_factor', token_hash, mfa_failures, mfa_locked_until FROM known_devices WHERE mfa_failures > 0;
