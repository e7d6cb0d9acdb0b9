-- A payment taken back: who, when and why. The payment itself stays, with its receipt number.
CREATE TABLE IF NOT EXISTS payment_voids (
  payment_id BINARY(16) NOT NULL PRIMARY KEY,
  reason VARCHAR(255) NOT NULL,
  voided_at DATETIME(6) NOT NULL,
  voided_on DATE NOT NULL,
  voided_by BINARY(16) NOT NULL,
  KEY payment_voids_day (voided_on),
  CONSTRAINT payment_voids_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
