-- Who signed a prescription, as they were called and licensed when they did: it prints the same years later. Those signed before have
-- nothing here, and name the doctor as they are now.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'prescriptions' AND column_name = 'signed_name'),
  'DO 0',
  'ALTER TABLE prescriptions
     ADD COLUMN signed_name VARCHAR(120) NULL,
     ADD COLUMN signed_licence VARCHAR(40) NULL,
     ADD COLUMN signed_qualification VARCHAR(120) NULL,
     ADD COLUMN signed_specialisation VARCHAR(80) NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
