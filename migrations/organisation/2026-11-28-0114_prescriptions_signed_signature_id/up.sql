-- The picture of the signature that a prescription was signed with; none where the doctor had none then.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'prescriptions' AND column_name = 'signed_signature_id'),
  'DO 0',
  'ALTER TABLE prescriptions
     ADD COLUMN signed_signature_id BINARY(16),
     ADD CONSTRAINT prescriptions_signed_signature FOREIGN KEY (signed_signature_id) REFERENCES pictures (id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
