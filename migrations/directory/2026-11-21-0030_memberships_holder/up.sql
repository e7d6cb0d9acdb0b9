-- When it was last known that whoever holds the number is the one whose records are on it, and how often somebody failed to show
-- it since. A number that nobody used for long may have a new owner. One ALTER; the guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'memberships' AND column_name = 'holder_known_at'),
  'DO 0',
  'ALTER TABLE memberships
     ADD COLUMN holder_known_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
     ADD COLUMN holder_tries INT NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
