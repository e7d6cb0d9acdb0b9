-- What is owed. Never deleted: voided with a reason, which is a change of status and its own columns only.
CREATE TABLE IF NOT EXISTS invoices (
  id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  appointment_id BINARY(16) NULL,
  total DECIMAL(12,2) NOT NULL,
  paid DECIMAL(12,2) NOT NULL DEFAULT 0,
  issued_at DATETIME(6) NOT NULL,
  issued_on DATE NOT NULL,
  voided_at DATETIME(6) NULL,
  voided_by BINARY(16) NULL,
  void_reason VARCHAR(255) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY invoices_appointment (appointment_id),
  KEY invoices_patient (patient_id, issued_at),
  KEY invoices_day (clinic_id, issued_on),
  CONSTRAINT invoices_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT invoices_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT invoices_appointment FOREIGN KEY (appointment_id) REFERENCES appointments (id),
  CONSTRAINT invoices_paid CHECK (paid >= 0 AND paid <= total)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
