UPDATE clinic_members SET permissions = REPLACE(permissions, ',"overbookings"', '') WHERE permissions LIKE '%"overbookings"%';
