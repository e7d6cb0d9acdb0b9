-- Which canonical text a prescription's hash was made from. What was signed before this column stands under version 1, which
-- hashed a weight and a height finer than they were stored.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'prescriptions' AND column_name = 'hash_version'),
  'DO 0',
  'ALTER TABLE prescriptions ADD COLUMN hash_version INT NOT NULL DEFAULT 1');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
