-- Who does what at which clinic: exactly one role a row. permissions is a JSON list of names.
CREATE TABLE IF NOT EXISTS clinic_members (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  profile_id BINARY(16) NOT NULL,
  role VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permissions VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '[]',
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  UNIQUE KEY clinic_members_role (clinic_id, profile_id, role),
  KEY clinic_members_profile (profile_id),
  CONSTRAINT clinic_members_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT clinic_members_profile FOREIGN KEY (profile_id) REFERENCES profiles (id),
  CONSTRAINT clinic_members_one_role CHECK (role IN ('patient', 'doctor', 'staff', 'admin'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
