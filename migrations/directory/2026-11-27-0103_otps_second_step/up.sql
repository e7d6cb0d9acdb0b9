-- A code may be the second step of somebody who has no app for it. One ALTER, done whole or not at all; the guard is for a step that was
-- done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.table_constraints
          WHERE table_schema = DATABASE() AND table_name = 'otps' AND constraint_name = 'otps_known_purposes'),
  'DO 0',
  'ALTER TABLE otps
     DROP CONSTRAINT otps_all_purposes,
     ADD CONSTRAINT otps_known_purposes CHECK (purpose IN (''sign_in'', ''phone_change'', ''confirm'', ''second_step''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
