-- A place that is kept while somebody fills the form in: five minutes, one of a browser at most (browser is a digest of its cookie). Counted
-- like a booking until expires_at; then it is nothing, and swept.
CREATE TABLE IF NOT EXISTS booking_holds (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  doctor_id BINARY(16) NOT NULL,
  held_on DATE NOT NULL,
  starts_at DATETIME(6) NOT NULL,
  ends_at DATETIME(6) NOT NULL,
  place INT NOT NULL,
  browser BINARY(32) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY booking_holds_browser (browser),
  KEY booking_holds_doctor (doctor_id, starts_at),
  KEY booking_holds_clinic (clinic_id),
  KEY booking_holds_expiry (expires_at),
  CONSTRAINT booking_holds_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT booking_holds_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
