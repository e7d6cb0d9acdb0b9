ALTER TABLE invoice_lines DROP COLUMN added_at, DROP COLUMN replaced_at;
