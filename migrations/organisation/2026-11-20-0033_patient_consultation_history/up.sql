-- What was found, when, by whom: one row a consultation that stands.
CREATE OR REPLACE VIEW patient_consultation_history AS
SELECT consultations.id, consultations.patient_id, consultations.doctor_id, consultations.clinic_id, consultations.mode,
  consultations.complaint, consultations.signed_at, patients.full_name AS patient_name, doctors.full_name AS doctor_name
FROM consultations
JOIN profiles AS patients ON patients.id = consultations.patient_id
JOIN profiles AS doctors ON doctors.id = consultations.doctor_id
WHERE consultations.superseded_at IS NULL;
