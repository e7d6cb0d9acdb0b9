-- The organisation's formulary. Ingredients are rows, so that allergies can be matched.
CREATE TABLE IF NOT EXISTS medicines (
  id BINARY(16) NOT NULL PRIMARY KEY,
  system_of_medicine VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(160) NOT NULL,
  form VARCHAR(30) NOT NULL DEFAULT '',
  strength VARCHAR(60) NOT NULL DEFAULT '',
  unit VARCHAR(20) NOT NULL DEFAULT '',
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY medicines_entry (system_of_medicine, name, form, strength),
  CONSTRAINT medicines_system CHECK (system_of_medicine IN ('allopathy', 'homeopathy'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
