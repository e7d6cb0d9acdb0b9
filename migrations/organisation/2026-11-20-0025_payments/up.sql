-- Money received, one receipt each, numbered per clinic and financial year without gaps. A row never changes.
CREATE TABLE IF NOT EXISTS payments (
  id BINARY(16) NOT NULL PRIMARY KEY,
  invoice_id BINARY(16) NOT NULL,
  clinic_id BINARY(16) NOT NULL,
  financial_year VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  receipt INT NOT NULL,
  method VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount DECIMAL(12,2) NOT NULL,
  reference VARCHAR(60) NOT NULL DEFAULT '',
  received_at DATETIME(6) NOT NULL,
  received_on DATE NOT NULL,
  received_by BINARY(16) NOT NULL,
  attempt BINARY(16) NOT NULL,
  UNIQUE KEY payments_receipt (clinic_id, financial_year, receipt),
  UNIQUE KEY payments_attempt (attempt),
  KEY payments_invoice (invoice_id),
  KEY payments_day (clinic_id, received_on),
  CONSTRAINT payments_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT payments_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT payments_method CHECK (method IN ('cash', 'upi', 'card')),
  CONSTRAINT payments_amount CHECK (amount > 0)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
