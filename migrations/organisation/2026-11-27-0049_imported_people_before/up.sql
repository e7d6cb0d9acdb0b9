-- Whoever was imported before is known by the bytes of the row that brought them.
INSERT IGNORE INTO imported_people (known_by, patient_id, sex, born_on, born_on_estimated, phone)
SELECT patients.import_key, patients.profile_id, profiles.sex, profiles.born_on, profiles.born_on_estimated, profiles.phone
FROM patients JOIN profiles ON profiles.id = patients.profile_id
WHERE patients.import_key IS NOT NULL;
