UPDATE clinic_members SET permissions = REPLACE(permissions, ',"health"', '') WHERE role = 'staff';
