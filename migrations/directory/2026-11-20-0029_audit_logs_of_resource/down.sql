ALTER TABLE audit_logs DROP INDEX audit_logs_resource;
