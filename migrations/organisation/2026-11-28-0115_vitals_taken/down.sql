DELETE FROM vitals WHERE consultation_id IS NULL;
ALTER TABLE vitals
  DROP FOREIGN KEY vitals_appointment,
  DROP KEY vitals_appointment,
  DROP COLUMN withdrawn_at,
  DROP COLUMN taken_by,
  DROP COLUMN appointment_id,
  MODIFY COLUMN consultation_id BINARY(16) NOT NULL;
