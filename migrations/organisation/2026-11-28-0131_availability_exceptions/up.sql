-- When nobody can be booked although the hours say so: a clinic's holiday (no doctor_id), a doctor's leave wherever they work (no
-- clinic_id), or their leave at one clinic. With starts and ends a part of each of these days, in local time, else whole days.
CREATE TABLE IF NOT EXISTS availability_exceptions (
  id BINARY(16) NOT NULL PRIMARY KEY,
  doctor_id BINARY(16) NULL,
  clinic_id BINARY(16) NULL,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  starts TIME NULL,
  ends TIME NULL,
  reason VARCHAR(255) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY availability_exceptions_of_doctor (doctor_id, until_on),
  KEY availability_exceptions_of_clinic (clinic_id, until_on),
  CONSTRAINT availability_exceptions_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id),
  CONSTRAINT availability_exceptions_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT availability_exceptions_whose CHECK (doctor_id IS NOT NULL OR clinic_id IS NOT NULL),
  CONSTRAINT availability_exceptions_days CHECK (from_on <= until_on),
  CONSTRAINT availability_exceptions_part CHECK ((starts IS NULL AND ends IS NULL) OR (starts IS NOT NULL AND ends IS NOT NULL AND starts < ends))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
