-- When doctors can be booked has its own permission. Whoever manages people has it from the start.
-- The guard is for a step that was done but not noted.
UPDATE clinic_members
SET permissions = CONCAT(LEFT(permissions, CHAR_LENGTH(permissions) - 1), ',"schedules"]')
WHERE role = 'staff' AND permissions NOT LIKE '%"schedules"%' AND permissions LIKE '%"people"%';
