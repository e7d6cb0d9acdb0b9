-- What people were known by in the registers that brought them: a digest of the name with the phone, the birth date, the number or the
-- house, and what the register said. By these somebody is known when a register is brought again, in whatever shape, even after the
-- desk corrected the record.
CREATE TABLE IF NOT EXISTS imported_people (
  known_by BINARY(32) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  sex VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  born_on DATE NULL,
  born_on_estimated BOOLEAN NOT NULL DEFAULT FALSE,
  phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (known_by, patient_id),
  KEY imported_people_patient (patient_id),
  CONSTRAINT imported_people_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
