-- The patient's last weight, to the gram like the measurement that it is copied from.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'patients' AND column_name = 'weight_kg' AND numeric_scale = 3),
  'DO 0',
  'ALTER TABLE patients MODIFY COLUMN weight_kg DECIMAL(6,3) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
