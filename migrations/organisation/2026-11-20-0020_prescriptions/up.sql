-- The header. content_hash is the SHA-256 of what was signed, in its canonical text.
CREATE TABLE IF NOT EXISTS prescriptions (
  id BINARY(16) NOT NULL PRIMARY KEY,
  consultation_id BINARY(16) NOT NULL,
  clinic_id BINARY(16) NOT NULL,
  doctor_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  system_of_medicine VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  signed_at DATETIME(6) NOT NULL,
  superseded_at DATETIME(6) NULL,
  content_hash BINARY(32) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY prescriptions_consultation (consultation_id),
  KEY prescriptions_patient (patient_id, signed_at),
  CONSTRAINT prescriptions_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id),
  CONSTRAINT prescriptions_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT prescriptions_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id),
  CONSTRAINT prescriptions_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT prescriptions_system CHECK (system_of_medicine IN ('allopathy', 'homeopathy'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
