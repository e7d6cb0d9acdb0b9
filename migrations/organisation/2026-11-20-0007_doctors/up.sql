-- What makes a profile a doctor. The licence is what prescriptions print.
CREATE TABLE IF NOT EXISTS doctors (
  profile_id BINARY(16) NOT NULL PRIMARY KEY,
  licence VARCHAR(40) NULL,
  specialisation VARCHAR(80) NOT NULL DEFAULT '',
  qualification VARCHAR(120) NOT NULL DEFAULT '',
  years_of_experience INT NULL,
  bio VARCHAR(500) NOT NULL DEFAULT '',
  system_of_medicine VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'allopathy',
  fee DECIMAL(12,2) NULL,
  verified BOOLEAN NOT NULL DEFAULT FALSE,
  available BOOLEAN NOT NULL DEFAULT TRUE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  deleted_at DATETIME(6) NULL,
  UNIQUE KEY doctors_licence (licence),
  CONSTRAINT doctors_profile FOREIGN KEY (profile_id) REFERENCES profiles (id),
  CONSTRAINT doctors_system CHECK (system_of_medicine IN ('allopathy', 'homeopathy'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
