DROP VIEW IF EXISTS patient_consultation_history;
