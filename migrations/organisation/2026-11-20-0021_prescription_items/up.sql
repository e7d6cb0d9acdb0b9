-- One medicine each. Dose marks count units in the morning, at noon and at night; halves are allowed.
CREATE TABLE IF NOT EXISTS prescription_items (
  id BINARY(16) NOT NULL PRIMARY KEY,
  prescription_id BINARY(16) NOT NULL,
  position INT NOT NULL,
  medicine_id BINARY(16) NULL,
  name VARCHAR(160) NOT NULL,
  form VARCHAR(30) NOT NULL DEFAULT '',
  strength VARCHAR(60) NOT NULL DEFAULT '',
  unit VARCHAR(20) NOT NULL DEFAULT '',
  morning DECIMAL(6,2) NOT NULL DEFAULT 0,
  noon DECIMAL(6,2) NOT NULL DEFAULT 0,
  night DECIMAL(6,2) NOT NULL DEFAULT 0,
  food VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'any',
  days INT NULL,
  quantity DECIMAL(8,2) NULL,
  sos BOOLEAN NOT NULL DEFAULT FALSE,
  instructions VARCHAR(255) NOT NULL DEFAULT '',
  allergy VARCHAR(120) NOT NULL DEFAULT '',
  allergy_reason VARCHAR(255) NOT NULL DEFAULT '',
  UNIQUE KEY prescription_items_position (prescription_id, position),
  CONSTRAINT prescription_items_prescription FOREIGN KEY (prescription_id) REFERENCES prescriptions (id),
  CONSTRAINT prescription_items_medicine FOREIGN KEY (medicine_id) REFERENCES medicines (id),
  CONSTRAINT prescription_items_food CHECK (food IN ('before', 'after', 'any'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
