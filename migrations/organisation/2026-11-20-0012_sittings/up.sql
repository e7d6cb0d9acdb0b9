-- One doctor, one clinic, one day: has the queue and the token counter.
CREATE TABLE IF NOT EXISTS sittings (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  doctor_id BINARY(16) NOT NULL,
  held_on DATE NOT NULL,
  last_token INT NOT NULL DEFAULT 0,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  UNIQUE KEY sittings_day (clinic_id, held_on, doctor_id),
  KEY sittings_doctor (doctor_id, held_on),
  CONSTRAINT sittings_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT sittings_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
