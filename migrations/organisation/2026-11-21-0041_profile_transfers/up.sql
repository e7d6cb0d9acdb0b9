-- A record on its way from one account to another: the giver offers it to a phone, whoever has that phone takes it with the code
-- that the giver told them. Only an HMAC of the code is kept, under a key outside the database.
CREATE TABLE IF NOT EXISTS profile_transfers (
  id BINARY(16) NOT NULL PRIMARY KEY,
  profile_id BINARY(16) NOT NULL,
  from_user BINARY(16) NOT NULL,
  from_name VARCHAR(120) NOT NULL,
  to_user BINARY(16) NOT NULL,
  to_phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hmac BINARY(32) NOT NULL,
  tries INT NOT NULL DEFAULT 0,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'offered',
  expires_at DATETIME(6) NOT NULL,
  decided_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY profile_transfers_to (to_user, status),
  KEY profile_transfers_from (from_user, created_at),
  KEY profile_transfers_profile (profile_id, status),
  CONSTRAINT profile_transfers_of FOREIGN KEY (profile_id) REFERENCES profiles (id),
  CONSTRAINT profile_transfers_status CHECK (status IN ('offered', 'accepted', 'declined', 'withdrawn'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
