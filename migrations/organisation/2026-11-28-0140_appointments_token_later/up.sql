-- A token is given at check-in: a place that is booked has none yet.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'appointments' AND column_name = 'token' AND is_nullable = 'YES'),
  'DO 0',
  'ALTER TABLE appointments MODIFY token INT NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
