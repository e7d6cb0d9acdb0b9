ALTER TABLE sessions DROP CONSTRAINT sessions_kind, DROP COLUMN kind, DROP COLUMN proof;
