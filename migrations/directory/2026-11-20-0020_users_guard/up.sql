-- The second factor counts its own wrong tries, apart from the password's; and when a user's sessions were last ended, so that
-- nothing begun before goes on. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'users' AND column_name = 'mfa_failures'),
  'DO 0',
  'ALTER TABLE users
     ADD COLUMN mfa_failures INT NOT NULL DEFAULT 0,
     ADD COLUMN mfa_locked_until DATETIME(6) NULL,
     ADD COLUMN sessions_ended_at DATETIME(6) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
