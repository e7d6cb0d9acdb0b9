-- Booking has its own permission. Whoever puts people into the queue has it from the start.
-- The guard is for a step that was done but not noted.
UPDATE clinic_members
SET permissions = CONCAT(LEFT(permissions, CHAR_LENGTH(permissions) - 1), ',"bookings"]')
WHERE role = 'staff' AND permissions NOT LIKE '%"bookings"%' AND permissions LIKE '%"check\_ins"%';
