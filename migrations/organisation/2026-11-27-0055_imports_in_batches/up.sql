-- Who came by which import, so that one can be taken back; and, for a register that is read from its file batch by batch, which file it
-- was, so that the command goes on where it stopped. One ALTER each, done whole or not at all; the guards are for a step that was done
-- but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'imports' AND column_name = 'file_digest'),
  'DO 0',
  'ALTER TABLE imports
     ADD COLUMN file_digest BINARY(32) NULL,
     ADD COLUMN undone_at DATETIME(6) NULL,
     ADD COLUMN undone_because VARCHAR(255) NOT NULL DEFAULT '''',
     ADD COLUMN kept INT NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'patients' AND column_name = 'import_id'),
  'DO 0',
  'ALTER TABLE patients
     ADD COLUMN import_id BINARY(16) NULL,
     ADD KEY patients_import (import_id),
     ADD CONSTRAINT patients_import FOREIGN KEY (import_id) REFERENCES imports (id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
