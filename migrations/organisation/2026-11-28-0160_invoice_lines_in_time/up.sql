-- A line that another one took the place of stays, for the receipts of its time: since when a line holds, where not from the beginning,
-- and until when. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'invoice_lines' AND column_name = 'added_at'),
  'DO 0',
  'ALTER TABLE invoice_lines ADD COLUMN added_at DATETIME(6) NULL, ADD COLUMN replaced_at DATETIME(6) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
