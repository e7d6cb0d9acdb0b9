-- One measurement of each at most, in SI or clinical units; BMI is generated.
CREATE TABLE IF NOT EXISTS vitals (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  consultation_id BINARY(16) NOT NULL,
  taken_at DATETIME(6) NOT NULL,
  height_cm DECIMAL(5,1) NULL,
  weight_kg DECIMAL(5,1) NULL,
  bmi DECIMAL(5,1) GENERATED ALWAYS AS (weight_kg * 10000 / NULLIF(height_cm * height_cm, 0)) STORED,
  temperature_c DECIMAL(4,1) NULL,
  pulse INT NULL,
  systolic INT NULL,
  diastolic INT NULL,
  spo2 INT NULL,
  respiratory_rate INT NULL,
  glucose INT NULL,
  UNIQUE KEY vitals_consultation (consultation_id),
  KEY vitals_patient (patient_id, taken_at),
  CONSTRAINT vitals_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT vitals_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
