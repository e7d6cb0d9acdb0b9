-- A remark of an old register is kept whole, however long: up to 4,000 letters. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'patients' AND column_name = 'remarks' AND character_maximum_length = 4000),
  'DO 0',
  'ALTER TABLE patients MODIFY COLUMN remarks VARCHAR(4000) NOT NULL DEFAULT ''''');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
