-- When the next work of an organisation is due, so that a process asks one table and not every organisation's database. The work itself
-- is in the organisation's due_works. told counts how often it was said that there is some: whoever looked before leaves the row alone.
CREATE TABLE IF NOT EXISTS organisations_due (
  organisation_id BINARY(16) NOT NULL PRIMARY KEY,
  due_at DATETIME(6) NULL,
  told BIGINT NOT NULL DEFAULT 0,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY organisations_due_at (due_at),
  CONSTRAINT organisations_due_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
