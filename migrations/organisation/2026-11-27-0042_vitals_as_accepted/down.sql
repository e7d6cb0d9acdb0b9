ALTER TABLE vitals
  MODIFY COLUMN weight_kg DECIMAL(5,1) NULL,
  DROP COLUMN temperature_f;
