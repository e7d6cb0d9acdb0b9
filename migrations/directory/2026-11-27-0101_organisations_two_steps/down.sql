ALTER TABLE organisations ALTER COLUMN two_step_roles SET DEFAULT '';
