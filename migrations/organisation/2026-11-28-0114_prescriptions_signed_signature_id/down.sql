ALTER TABLE prescriptions DROP FOREIGN KEY prescriptions_signed_signature, DROP COLUMN signed_signature_id;
