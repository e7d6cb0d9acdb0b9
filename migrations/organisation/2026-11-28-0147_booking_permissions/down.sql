UPDATE clinic_members SET permissions = REPLACE(permissions, ',"bookings"', '') WHERE permissions LIKE '%"bookings"%';
