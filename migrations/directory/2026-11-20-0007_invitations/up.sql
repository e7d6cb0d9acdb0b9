-- A one-time link by which a new doctor or receptionist chooses a password. Only the token's SHA-256 is kept.
CREATE TABLE IF NOT EXISTS invitations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  user_id BINARY(16) NOT NULL,
  organisation_id BINARY(16) NOT NULL,
  invited_by BINARY(16) NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY invitations_token (token_hash),
  KEY invitations_user (user_id),
  CONSTRAINT invitations_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT invitations_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
