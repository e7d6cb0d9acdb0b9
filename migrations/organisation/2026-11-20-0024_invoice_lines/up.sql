-- What for. Every line names its service by its own nullable foreign key.
CREATE TABLE IF NOT EXISTS invoice_lines (
  id BINARY(16) NOT NULL PRIMARY KEY,
  invoice_id BINARY(16) NOT NULL,
  position INT NOT NULL,
  description VARCHAR(160) NOT NULL,
  appointment_id BINARY(16) NULL,
  amount DECIMAL(12,2) NOT NULL,
  UNIQUE KEY invoice_lines_position (invoice_id, position),
  CONSTRAINT invoice_lines_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT invoice_lines_appointment FOREIGN KEY (appointment_id) REFERENCES appointments (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
