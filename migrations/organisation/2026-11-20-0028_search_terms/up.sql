-- What patients are found by: name keys (n), pairs of them (w), phone digits (p), phone digits reversed (q), record numbers (r).
CREATE TABLE IF NOT EXISTS search_terms (
  kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  term VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  patient_id BINARY(16) NOT NULL,
  PRIMARY KEY (kind, term, patient_id),
  KEY search_terms_patient (patient_id, kind, term),
  CONSTRAINT search_terms_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
