-- Where a clinic is on the map, in degrees: both or neither.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'clinics' AND column_name = 'latitude'),
  'DO 0',
  'ALTER TABLE clinics
     ADD COLUMN latitude DECIMAL(9,6) NULL,
     ADD COLUMN longitude DECIMAL(9,6) NULL,
     ADD CONSTRAINT clinics_place CHECK (
       (latitude IS NULL AND longitude IS NULL)
       OR (latitude IS NOT NULL AND longitude IS NOT NULL AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
