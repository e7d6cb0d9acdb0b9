-- Which users belong to which organisation: sign-in finds the doors to show.
CREATE TABLE IF NOT EXISTS memberships (
  user_id BINARY(16) NOT NULL,
  organisation_id BINARY(16) NOT NULL,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (user_id, organisation_id),
  KEY memberships_organisation (organisation_id),
  CONSTRAINT memberships_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT memberships_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
