-- What the doctor found: several, one primary.
CREATE TABLE IF NOT EXISTS diagnoses (
  id BINARY(16) NOT NULL PRIMARY KEY,
  consultation_id BINARY(16) NOT NULL,
  position INT NOT NULL,
  name VARCHAR(160) NOT NULL,
  is_primary BOOLEAN NOT NULL DEFAULT FALSE,
  UNIQUE KEY diagnoses_position (consultation_id, position),
  CONSTRAINT diagnoses_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
