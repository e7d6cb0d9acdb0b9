-- The pages of a preview, for each choice of rows that the page offers: fifty rows as JSON, compressed (zlib).
CREATE TABLE IF NOT EXISTS import_preview_pages (
  import_id BINARY(16) NOT NULL,
  shown VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number INT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (import_id, shown, number),
  CONSTRAINT import_preview_pages_import FOREIGN KEY (import_id) REFERENCES imports (id),
  CONSTRAINT import_preview_pages_shown CHECK (shown IN ('all', 'valid', 'unsure', 'refused', 'duplicates'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
