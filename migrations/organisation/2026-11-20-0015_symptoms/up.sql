-- What the patient told.
CREATE TABLE IF NOT EXISTS symptoms (
  id BINARY(16) NOT NULL PRIMARY KEY,
  consultation_id BINARY(16) NOT NULL,
  position INT NOT NULL,
  name VARCHAR(160) NOT NULL,
  UNIQUE KEY symptoms_position (consultation_id, position),
  CONSTRAINT symptoms_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
