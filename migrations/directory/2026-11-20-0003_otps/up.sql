-- One-time codes: only an HMAC is kept, never the code. A row is written for unknown numbers too, so that limits count alike.
CREATE TABLE IF NOT EXISTS otps (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NULL,
  phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hmac BINARY(32) NOT NULL,
  address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  attempts INT NOT NULL DEFAULT 0,
  used_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY otps_phone (phone, created_at),
  KEY otps_address (address, created_at),
  CONSTRAINT otps_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT otps_channel CHECK (channel IN ('sms', 'whatsapp')),
  CONSTRAINT otps_purpose CHECK (purpose IN ('sign_in'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
