ALTER TABLE patients DROP FOREIGN KEY patients_import, DROP KEY patients_import, DROP COLUMN import_id;
ALTER TABLE imports DROP COLUMN file_digest, DROP COLUMN undone_at, DROP COLUMN undone_because, DROP COLUMN kept;
