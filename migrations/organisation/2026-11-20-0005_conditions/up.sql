-- What a patient lives with: diabetes, hypertension, asthma ...
CREATE TABLE IF NOT EXISTS conditions (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  name VARCHAR(120) NOT NULL,
  noted_at DATETIME(6) NOT NULL,
  deleted_at DATETIME(6) NULL,
  KEY conditions_patient (patient_id),
  CONSTRAINT conditions_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
