ALTER TABLE import_turns DROP COLUMN import_id, DROP COLUMN until;
