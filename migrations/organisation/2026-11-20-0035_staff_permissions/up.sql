-- What was open to all staff has its own permissions now: whoever was staff keeps it. The new list is made of the old one,
-- which could hold no more than these two; the guard is for a step that was done but not noted.
UPDATE clinic_members
SET permissions = CONCAT(
  '["patients","check_ins","calls","bills"',
  IF(permissions LIKE '%"payments"%', ',"payments"', ''),
  IF(permissions LIKE '%"refunds"%', ',"refunds"', ''),
  ',"prescriptions"]')
WHERE role = 'staff' AND permissions NOT LIKE '%"check\_ins"%';
