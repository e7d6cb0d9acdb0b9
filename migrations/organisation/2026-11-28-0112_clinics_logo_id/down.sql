ALTER TABLE clinics DROP FOREIGN KEY clinics_logo, DROP COLUMN logo_id;
