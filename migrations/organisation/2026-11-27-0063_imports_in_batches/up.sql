-- For a register that is read from its file batch by batch: which file it was, so that the command goes on where it stopped. And that an
-- import was taken back: when, why, and how many people stayed all the same.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'imports' AND column_name = 'file_digest'),
  'DO 0',
  'ALTER TABLE imports
     ADD COLUMN file_digest BINARY(32) NULL,
     ADD COLUMN undone_at DATETIME(6) NULL,
     ADD COLUMN undone_because VARCHAR(255) NOT NULL DEFAULT '''',
     ADD COLUMN kept INT NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
