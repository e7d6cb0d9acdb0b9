-- No place of a doctor is given twice; and what a doctor or a patient has at a time is found by it.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'appointments' AND index_name = 'appointments_place'),
  'DO 0',
  'ALTER TABLE appointments
     ADD UNIQUE KEY appointments_place (doctor_id, live_start, place),
     ADD KEY appointments_times_of_patient (patient_id, live_start)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
