ALTER TABLE prescriptions DROP COLUMN hash_version;
