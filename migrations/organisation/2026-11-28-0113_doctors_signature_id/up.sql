-- The picture of a doctor's signature, for what they sign from now on.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'doctors' AND column_name = 'signature_id'),
  'DO 0',
  'ALTER TABLE doctors
     ADD COLUMN signature_id BINARY(16),
     ADD CONSTRAINT doctors_signature FOREIGN KEY (signature_id) REFERENCES pictures (id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
