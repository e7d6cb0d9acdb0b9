-- The doctors who see patients now.
CREATE OR REPLACE VIEW active_doctors AS
SELECT profiles.id, profiles.full_name, doctors.specialisation, doctors.qualification, doctors.licence
FROM doctors JOIN profiles ON profiles.id = doctors.profile_id
WHERE doctors.available AND doctors.deleted_at IS NULL AND profiles.deleted_at IS NULL;
