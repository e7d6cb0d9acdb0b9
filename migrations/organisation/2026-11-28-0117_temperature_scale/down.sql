ALTER TABLE clinics DROP CONSTRAINT clinics_temperature_scale, DROP COLUMN temperature_scale;
