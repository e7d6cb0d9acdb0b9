-- Which kinds of notifications a clinic sends as messages too: a row where it was decided, else the kind's own rule holds.
CREATE TABLE IF NOT EXISTS clinic_notifications (
  clinic_id BINARY(16) NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sent BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (clinic_id, kind),
  CONSTRAINT clinic_notifications_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
