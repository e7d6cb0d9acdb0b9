-- What is measured before or beside the doctor belongs to the visit: several a visit, each with who took it and when. What is signed stays
-- as it was: it belongs to the consultation. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'vitals' AND column_name = 'appointment_id'),
  'DO 0',
  'ALTER TABLE vitals
     MODIFY COLUMN consultation_id BINARY(16) NULL,
     ADD COLUMN appointment_id BINARY(16) NULL,
     ADD COLUMN taken_by VARCHAR(120) NOT NULL DEFAULT '''',
     ADD COLUMN withdrawn_at DATETIME(6) NULL,
     ADD KEY vitals_appointment (appointment_id, taken_at),
     ADD CONSTRAINT vitals_appointment FOREIGN KEY (appointment_id) REFERENCES appointments (id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
