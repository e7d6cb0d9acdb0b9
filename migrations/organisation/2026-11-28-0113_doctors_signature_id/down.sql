ALTER TABLE doctors DROP FOREIGN KEY doctors_signature, DROP COLUMN signature_id;
