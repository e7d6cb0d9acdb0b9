-- What is measured is stored as it was accepted: a weight to the gram, because a newborn's is told so, and a temperature also as a
-- Fahrenheit thermometer showed it, because no number of tenths of a degree Celsius says the same.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'vitals' AND column_name = 'temperature_f'),
  'DO 0',
  'ALTER TABLE vitals
     MODIFY COLUMN weight_kg DECIMAL(6,3) NULL,
     ADD COLUMN temperature_f DECIMAL(4,1) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
