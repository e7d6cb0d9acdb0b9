-- Which import noted which allergy or condition of somebody who was a patient before, so that it can be taken back with the import. `id` is
-- the allergy's or the condition's. It stays where somebody confirmed it since: by hand, or another register that says the same. No foreign
-- keys: the row is one of two tables', and imports has none for the reason that patients.import_id has none.
CREATE TABLE IF NOT EXISTS imported_facts (
  id BINARY(16) NOT NULL PRIMARY KEY,
  import_id BINARY(16) NOT NULL,
  confirmed VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
  taken_back_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY imported_facts_import (import_id),
  CONSTRAINT imported_facts_confirmed CHECK (confirmed IN ('hand', 'register'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
-- How many rows were further visits of somebody whom the same register brought, how many allergies and conditions were noted of how many
-- people who were there, and how many of these stayed when the import was taken back.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'imports' AND column_name = 'facts'),
  'DO 0',
  'ALTER TABLE imports
     ADD COLUMN visits INT NOT NULL DEFAULT 0,
     ADD COLUMN facts INT NOT NULL DEFAULT 0,
     ADD COLUMN facts_of INT NOT NULL DEFAULT 0,
     ADD COLUMN facts_kept INT NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
