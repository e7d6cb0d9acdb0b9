ALTER TABLE patients DROP KEY patients_import, DROP COLUMN import_id;
