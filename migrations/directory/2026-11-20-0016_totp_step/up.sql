-- The last time step whose code was taken: no code works twice. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'users' AND column_name = 'mfa_step'),
  'DO 0',
  'ALTER TABLE users ADD COLUMN mfa_step BIGINT NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
