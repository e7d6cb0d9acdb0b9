DROP TABLE import_turns;
ALTER TABLE imported_people DROP COLUMN seen_in, DROP COLUMN said;
