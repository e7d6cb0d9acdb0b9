-- What a patient takes already, from wherever it was prescribed.
CREATE TABLE IF NOT EXISTS current_medicines (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  name VARCHAR(160) NOT NULL,
  noted_at DATETIME(6) NOT NULL,
  deleted_at DATETIME(6) NULL,
  KEY current_medicines_patient (patient_id),
  CONSTRAINT current_medicines_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
