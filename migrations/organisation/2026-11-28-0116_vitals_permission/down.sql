UPDATE clinic_members SET permissions = REPLACE(REPLACE(permissions, ',"vitals"', ''), '"vitals",', '') WHERE role = 'staff';
