-- All that a register said of somebody: the age as it was told, the day of the visit, every phone, the address, whose wife or son. By
-- it somebody else of the same name is told apart. And the import in which a row was last taken for this person: no second row of one
-- file is. No foreign key, for the reason that patients.import_id has none.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'imported_people' AND column_name = 'said'),
  'DO 0',
  'ALTER TABLE imported_people
     ADD COLUMN said TEXT NULL,
     ADD COLUMN seen_in BINARY(16) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
-- A row for each clinic, locked while an import of it registers people: of two, the second sees whom the first brought. The clinic's own
-- row is not locked, because whoever registers somebody at the desk meanwhile would wait for it.
CREATE TABLE IF NOT EXISTS import_turns (
  clinic_id BINARY(16) NOT NULL PRIMARY KEY
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
