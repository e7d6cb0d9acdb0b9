-- What the rows of an old register would become, counted: made once, beside the request, and read by the page. JSON. Its rows are in
-- import_preview_pages. No row: it is being made, or that was cancelled or given up.
CREATE TABLE IF NOT EXISTS import_previews (
  import_id BINARY(16) NOT NULL PRIMARY KEY,
  summary MEDIUMTEXT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  CONSTRAINT import_previews_import FOREIGN KEY (import_id) REFERENCES imports (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
