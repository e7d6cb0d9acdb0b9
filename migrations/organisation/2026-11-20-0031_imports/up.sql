-- An old register brought by the clinic: the file as it came, the meaning of its columns, and what became of it.
CREATE TABLE IF NOT EXISTS imports (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  content MEDIUMTEXT NOT NULL,
  mapping TEXT NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'preview',
  rows_total INT NOT NULL DEFAULT 0,
  rows_done INT NOT NULL DEFAULT 0,
  imported INT NOT NULL DEFAULT 0,
  already_there INT NOT NULL DEFAULT 0,
  marked INT NOT NULL DEFAULT 0,
  refused INT NOT NULL DEFAULT 0,
  started_by BINARY(16) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  finished_at DATETIME(6) NULL,
  KEY imports_clinic (clinic_id, created_at),
  CONSTRAINT imports_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT imports_status CHECK (status IN ('preview', 'running', 'done', 'failed'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
