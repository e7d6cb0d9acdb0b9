-- The languages a doctor speaks with patients; and when which admin (a user of the directory) looked at the licence. Whether it counts is
-- the column "verified", as before.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'doctors' AND column_name = 'languages'),
  'DO 0',
  'ALTER TABLE doctors
     ADD COLUMN languages VARCHAR(120) NOT NULL DEFAULT '''',
     ADD COLUMN verified_at DATETIME(6) NULL,
     ADD COLUMN verified_by BINARY(16) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
