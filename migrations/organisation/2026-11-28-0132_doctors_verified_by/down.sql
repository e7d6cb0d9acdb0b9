ALTER TABLE doctors DROP COLUMN languages, DROP COLUMN verified_at, DROP COLUMN verified_by;
