ALTER TABLE clinics DROP COLUMN closed_at, DROP COLUMN closed_because;
