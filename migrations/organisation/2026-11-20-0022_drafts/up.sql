-- What a doctor has typed and not yet signed, exactly as typed: the form's body, one row a visit.
CREATE TABLE IF NOT EXISTS drafts (
  appointment_id BINARY(16) NOT NULL PRIMARY KEY,
  doctor_id BINARY(16) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  started_at DATETIME(6) NOT NULL,
  correcting_id BINARY(16) NULL,
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY drafts_doctor (doctor_id),
  CONSTRAINT drafts_appointment FOREIGN KEY (appointment_id) REFERENCES appointments (id),
  CONSTRAINT drafts_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
