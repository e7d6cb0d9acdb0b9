-- The logo on a clinic's papers.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'clinics' AND column_name = 'logo_id'),
  'DO 0',
  'ALTER TABLE clinics
     ADD COLUMN logo_id BINARY(16),
     ADD CONSTRAINT clinics_logo FOREIGN KEY (logo_id) REFERENCES pictures (id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
