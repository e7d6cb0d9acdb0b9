-- In which degrees the clinic reads temperatures. Most thermometers in India show Fahrenheit.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'clinics' AND column_name = 'temperature_scale'),
  'DO 0',
  'ALTER TABLE clinics
     ADD COLUMN temperature_scale VARCHAR(10) NOT NULL DEFAULT ''fahrenheit'',
     ADD CONSTRAINT clinics_temperature_scale CHECK (temperature_scale IN (''fahrenheit'', ''celsius''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
