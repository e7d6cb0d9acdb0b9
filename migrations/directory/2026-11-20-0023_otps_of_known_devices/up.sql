-- Which known device asked for a code (nothing but zeros for any other browser): each has a limit of its own, and its newest code
-- counts whatever strangers ask for. A code may also confirm that whoever is signed in has their phone. One ALTER, done whole or
-- not at all; the guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'otps' AND column_name = 'device'),
  'DO 0',
  'ALTER TABLE otps
     ADD COLUMN device BINARY(32) NOT NULL DEFAULT '''',
     DROP KEY otps_half_minute,
     ADD UNIQUE KEY otps_half_minute (phone, half_minute, device),
     DROP CONSTRAINT otps_purposes,
     ADD CONSTRAINT otps_all_purposes CHECK (purpose IN (''sign_in'', ''phone_change'', ''confirm''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
