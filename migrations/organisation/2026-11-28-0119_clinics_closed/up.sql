-- A closed clinic says since when, and why. Whether it is closed is its column "active", as before.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'clinics' AND column_name = 'closed_at'),
  'DO 0',
  'ALTER TABLE clinics
     ADD COLUMN closed_at DATETIME(6) NULL,
     ADD COLUMN closed_because VARCHAR(255) NOT NULL DEFAULT ''''');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
