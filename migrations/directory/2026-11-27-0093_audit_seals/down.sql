DROP TABLE IF EXISTS audit_seals;
