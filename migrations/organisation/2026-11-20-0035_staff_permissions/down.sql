UPDATE clinic_members
SET permissions = CONCAT('[', CONCAT_WS(',',
  IF(permissions LIKE '%"payments"%', '"payments"', NULL),
  IF(permissions LIKE '%"refunds"%', '"refunds"', NULL)), ']')
WHERE role = 'staff';
