ALTER TABLE prescriptions
  DROP COLUMN signed_name, DROP COLUMN signed_licence, DROP COLUMN signed_qualification, DROP COLUMN signed_specialisation;
