DROP TABLE IF EXISTS audit_archives;
