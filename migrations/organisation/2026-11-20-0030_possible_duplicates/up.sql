-- Pairs that may be one person. Marked, never merged by themselves.
CREATE TABLE IF NOT EXISTS possible_duplicates (
  patient_id BINARY(16) NOT NULL,
  other_id BINARY(16) NOT NULL,
  score INT NOT NULL,
  reasons VARCHAR(255) NOT NULL,
  decision VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'open',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (patient_id, other_id),
  KEY possible_duplicates_other (other_id),
  CONSTRAINT possible_duplicates_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT possible_duplicates_other FOREIGN KEY (other_id) REFERENCES patients (profile_id),
  CONSTRAINT possible_duplicates_decision CHECK (decision IN ('open', 'same', 'different'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
