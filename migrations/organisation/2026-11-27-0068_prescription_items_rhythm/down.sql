ALTER TABLE prescription_items DROP COLUMN rhythm;
