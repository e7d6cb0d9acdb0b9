ALTER TABLE users DROP COLUMN mfa_step;
