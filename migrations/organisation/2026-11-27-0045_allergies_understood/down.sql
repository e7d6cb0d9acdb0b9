ALTER TABLE allergies
  DROP COLUMN noted_by,
  DROP COLUMN taken_as;
