-- Who came by which import, so that one can be taken back. No foreign key: it would lock the import's row from the first patient on, and
-- how far a running import is, is written there from another connection. No import is ever deleted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'patients' AND column_name = 'import_id'),
  'DO 0',
  'ALTER TABLE patients
     ADD COLUMN import_id BINARY(16) NULL,
     ADD KEY patients_import (import_id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
