-- One row a clinic, bumped in the transaction of every change that live screens show.
CREATE TABLE IF NOT EXISTS changes (
  clinic_id BINARY(16) NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT changes_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
