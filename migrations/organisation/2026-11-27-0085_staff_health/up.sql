-- What patients come for and live with is no longer shown to everybody at a desk: it has its own permission. Whoever stands for a
-- nurse or a manager keeps seeing it; a front desk sees allergies alone. The guard is for a step that was done but not noted.
UPDATE clinic_members
SET permissions = CONCAT(LEFT(permissions, CHAR_LENGTH(permissions) - 1), ',"health"]')
WHERE role = 'staff' AND permissions NOT LIKE '%"health"%'
  AND permissions LIKE '%"check\_ins"%' AND permissions LIKE '%"calls"%' AND permissions LIKE '%"prescriptions"%'
  AND (
    (permissions NOT LIKE '%"patients"%' AND permissions NOT LIKE '%"bills"%' AND permissions NOT LIKE '%"payments"%')
    OR (permissions LIKE '%"figures"%' AND permissions LIKE '%"imports"%' AND permissions LIKE '%"audit"%' AND permissions LIKE '%"people"%')
  );
