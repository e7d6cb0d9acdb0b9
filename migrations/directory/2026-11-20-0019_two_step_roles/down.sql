ALTER TABLE organisations DROP COLUMN two_step_roles;
