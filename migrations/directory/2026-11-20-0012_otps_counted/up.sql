-- A code may be for a change of phone too. What is counted before one is sent has its own key: the prefix (country and first
-- six digits, the block an operator sells), the day's codes, and those of an organisation's users. Of requests for one number in
-- the same instant one is written, whether the number is anybody's or not. One ALTER, done whole or not at all; the guard is for
-- a step that was done but not noted. Codes under way end: they live five minutes.
DELETE FROM otps;
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'otps' AND column_name = 'prefix'),
  'DO 0',
  'ALTER TABLE otps
     ADD COLUMN prefix VARCHAR(9) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (LEFT(phone, 9)) STORED,
     ADD COLUMN half_minute BIGINT GENERATED ALWAYS AS (TO_SECONDS(created_at) DIV 30) STORED,
     ADD UNIQUE KEY otps_half_minute (phone, half_minute),
     ADD KEY otps_prefix (prefix, created_at),
     ADD KEY otps_created (created_at, user_id),
     DROP CONSTRAINT otps_purpose,
     ADD CONSTRAINT otps_purposes CHECK (purpose IN (''sign_in'', ''phone_change''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
