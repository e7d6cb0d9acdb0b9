-- Whoever reads records signs in in two steps where an admin has not said otherwise: new organisations ask it of doctors and staff.
ALTER TABLE organisations ALTER COLUMN two_step_roles SET DEFAULT 'doctor,staff';
