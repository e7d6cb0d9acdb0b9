ALTER TABLE users DROP COLUMN mfa_failures, DROP COLUMN mfa_locked_until, DROP COLUMN sessions_ended_at;
