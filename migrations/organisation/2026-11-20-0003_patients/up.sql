-- What makes a profile a patient. BMI is generated; age never is.
CREATE TABLE IF NOT EXISTS patients (
  profile_id BINARY(16) NOT NULL PRIMARY KEY,
  record_number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  clinic_id BINARY(16) NOT NULL,
  blood_group VARCHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL,
  height_cm DECIMAL(5,1) NULL,
  weight_kg DECIMAL(5,1) NULL,
  bmi DECIMAL(5,1) GENERATED ALWAYS AS (weight_kg * 10000 / NULLIF(height_cm * height_cm, 0)) STORED,
  emergency_name VARCHAR(120) NOT NULL DEFAULT '',
  emergency_phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  old_number VARCHAR(30) NOT NULL DEFAULT '',
  remarks VARCHAR(500) NOT NULL DEFAULT '',
  first_visit_on DATE NULL,
  last_visit_on DATE NULL,
  import_key BINARY(32) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  deleted_at DATETIME(6) NULL,
  UNIQUE KEY patients_record_number (record_number),
  UNIQUE KEY patients_import_key (import_key),
  KEY patients_clinic (clinic_id, created_at),
  CONSTRAINT patients_profile FOREIGN KEY (profile_id) REFERENCES profiles (id),
  CONSTRAINT patients_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
