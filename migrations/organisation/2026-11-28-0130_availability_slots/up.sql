-- When a doctor can be booked at a clinic, in the clinic's local time: on a day of every week (weekday 1 is Monday, 7 Sunday), or once, on
-- the one day from valid_from until valid_until. Free places are computed from these rows; none is stored ahead.
-- What has been in force is ended by valid_until and never changed.
CREATE TABLE IF NOT EXISTS availability_slots (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  doctor_id BINARY(16) NOT NULL,
  weekday TINYINT NOT NULL,
  starts TIME NOT NULL,
  ends TIME NOT NULL,
  minutes SMALLINT NOT NULL,
  capacity TINYINT NOT NULL DEFAULT 1,
  mode VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'in_person',
  recurring BOOLEAN NOT NULL DEFAULT TRUE,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY availability_slots_of_doctor (doctor_id, clinic_id),
  KEY availability_slots_of_clinic (clinic_id),
  CONSTRAINT availability_slots_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id),
  CONSTRAINT availability_slots_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT availability_slots_weekday CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT availability_slots_hours CHECK (starts < ends),
  CONSTRAINT availability_slots_minutes CHECK (minutes BETWEEN 5 AND 240),
  CONSTRAINT availability_slots_capacity CHECK (capacity BETWEEN 1 AND 20),
  CONSTRAINT availability_slots_mode CHECK (mode IN ('in_person', 'online')),
  CONSTRAINT availability_slots_valid CHECK (valid_until IS NULL OR valid_from <= valid_until),
  CONSTRAINT availability_slots_once CHECK (recurring OR (valid_until IS NOT NULL AND valid_until = valid_from))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
