UPDATE clinic_members SET permissions = REPLACE(REPLACE(permissions, ',"schedules"', ''), '"schedules",', '') WHERE role = 'staff';
