-- When a clinic sends no messages, in its own time; over midnight where it ends earlier than it begins. A clinic without a row is quiet
-- from nine in the evening to eight in the morning. Where both are the same it is never quiet.
CREATE TABLE IF NOT EXISTS clinic_quiet_hours (
  clinic_id BINARY(16) NOT NULL PRIMARY KEY,
  quiet_from TIME NOT NULL,
  quiet_until TIME NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  CONSTRAINT clinic_quiet_hours_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
