-- What a medicine contains, and the allergy class of each ingredient (penicillin, sulfa ...).
CREATE TABLE IF NOT EXISTS medicine_ingredients (
  medicine_id BINARY(16) NOT NULL,
  name VARCHAR(80) NOT NULL,
  allergy_class VARCHAR(40) NOT NULL DEFAULT '',
  PRIMARY KEY (medicine_id, name),
  KEY medicine_ingredients_name (name),
  CONSTRAINT medicine_ingredients_medicine FOREIGN KEY (medicine_id) REFERENCES medicines (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
