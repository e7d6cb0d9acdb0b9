-- What a patient must not be given.
CREATE TABLE IF NOT EXISTS allergies (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  substance VARCHAR(120) NOT NULL,
  severity VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'unknown',
  noted_at DATETIME(6) NOT NULL,
  deleted_at DATETIME(6) NULL,
  KEY allergies_patient (patient_id),
  CONSTRAINT allergies_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT allergies_severity CHECK (severity IN ('mild', 'moderate', 'severe', 'unknown'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
