-- What the directory knows of an organisation's database without opening it: the step of its tables that it stands at (or why
-- a step failed), as `migrate` wrote it down, and how much it is used, as it was last counted.
CREATE TABLE IF NOT EXISTS database_states (
  organisation_id BINARY(16) NOT NULL PRIMARY KEY,
  step VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  failure VARCHAR(500) NOT NULL DEFAULT '',
  migrated_at DATETIME(6) NULL,
  members BIGINT NOT NULL DEFAULT 0,
  clinics BIGINT NOT NULL DEFAULT 0,
  patients BIGINT NOT NULL DEFAULT 0,
  visits BIGINT NOT NULL DEFAULT 0,
  messages BIGINT NOT NULL DEFAULT 0,
  bytes BIGINT NOT NULL DEFAULT 0,
  last_sign_in_at DATETIME(6) NULL,
  counted_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  CONSTRAINT database_states_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
