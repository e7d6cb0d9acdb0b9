-- Who noted an allergy, by name; and what its words are taken for, where they were only alike to something and somebody was asked:
-- the name that was answered, or `-` where it is none that is known. Empty: not asked. The guard is for a step that was done but
-- not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'allergies' AND column_name = 'taken_as'),
  'DO 0',
  'ALTER TABLE allergies
     ADD COLUMN noted_by VARCHAR(120) NOT NULL DEFAULT '''',
     ADD COLUMN taken_as VARCHAR(120) NOT NULL DEFAULT ''''');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
