ALTER TABLE prescription_items DROP COLUMN supplied;
