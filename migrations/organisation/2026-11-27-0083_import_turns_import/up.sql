-- Which import of the clinic registers people now, and until when nobody else may begin: it registers them in many small changes, and
-- another must not come between two of them.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'import_turns' AND column_name = 'import_id'),
  'DO 0',
  'ALTER TABLE import_turns
     ADD COLUMN import_id BINARY(16) NULL,
     ADD COLUMN until DATETIME(6) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
