ALTER TABLE imports DROP COLUMN file_digest, DROP COLUMN undone_at, DROP COLUMN undone_because, DROP COLUMN kept;
