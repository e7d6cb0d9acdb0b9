ALTER TABLE invoices DROP KEY invoices_to_settle, DROP COLUMN to_settle_because, DROP COLUMN to_settle_by, DROP COLUMN to_settle_since;
