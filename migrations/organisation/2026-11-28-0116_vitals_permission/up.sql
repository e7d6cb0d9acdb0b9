-- Measuring has its own permission. Whoever stands for a nurse or a manager, who see what patients live with, has it from the start.
-- The guard is for a step that was done but not noted.
UPDATE clinic_members
SET permissions = CONCAT(LEFT(permissions, CHAR_LENGTH(permissions) - 1), ',"vitals"]')
WHERE role = 'staff' AND permissions NOT LIKE '%"vitals"%'
  AND permissions LIKE '%"check\_ins"%' AND permissions LIKE '%"calls"%'
  AND permissions LIKE '%"prescriptions"%' AND permissions LIKE '%"health"%';
