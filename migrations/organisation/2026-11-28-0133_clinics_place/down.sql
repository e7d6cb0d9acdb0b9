ALTER TABLE clinics DROP CONSTRAINT clinics_place, DROP COLUMN latitude, DROP COLUMN longitude;
