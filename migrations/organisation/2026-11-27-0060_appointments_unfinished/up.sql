-- What was left unfinished on earlier days is looked for at every opening of a day's page: by where a visit stands, not by its day.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'appointments' AND index_name = 'appointments_standing'),
  'DO 0',
  'ALTER TABLE appointments ADD KEY appointments_standing (clinic_id, status, held_on)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
