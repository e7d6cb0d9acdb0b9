-- When it was last known that whoever holds the number is the one whose records are on it, and how often somebody failed to show
-- it since. A number that nobody used for long may have a new owner. And whether somebody is here only because a record is offered to them. One ALTER; the guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'memberships' AND column_name = 'holder_known_at'),
  'DO 0',
  'ALTER TABLE memberships
     ADD COLUMN holder_known_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
     ADD COLUMN holder_tries INT NOT NULL DEFAULT 0,
     ADD COLUMN by_offer BOOLEAN NOT NULL DEFAULT FALSE');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
