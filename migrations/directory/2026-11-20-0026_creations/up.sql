-- How the making of an organisation's database stands, and who is to be invited at its end. One process makes it at a time:
-- its lease ends by itself if it dies, and another takes it up again. `failure` says why it stopped until somebody tries again.
CREATE TABLE IF NOT EXISTS creations (
  organisation_id BINARY(16) NOT NULL PRIMARY KEY,
  clinic VARCHAR(120) NOT NULL DEFAULT '',
  owner_name VARCHAR(120) NOT NULL DEFAULT '',
  owner_email VARCHAR(254) NOT NULL DEFAULT '',
  asked_by BINARY(16) NOT NULL,
  stage VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'waiting',
  steps_done INT NOT NULL DEFAULT 0,
  failure VARCHAR(500) NOT NULL DEFAULT '',
  holder VARCHAR(80) NOT NULL DEFAULT '',
  leased_until DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY creations_stage (stage, created_at),
  CONSTRAINT creations_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
  CONSTRAINT creations_stage CHECK (stage IN ('waiting', 'database', 'people', 'done'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
