-- The chain over the audit: each seal is a digest over the seal before it and one row, in the order in which the rows were
-- committed. The application's account may add to it and to the audit, and change nothing of either.
CREATE TABLE IF NOT EXISTS audit_seals (
  position BIGINT NOT NULL PRIMARY KEY,
  audit_log_id BIGINT NOT NULL,
  version SMALLINT NOT NULL,
  digest BINARY(32) NOT NULL,
  sealed_at DATETIME(6) NOT NULL,
  UNIQUE KEY audit_seals_audit_log (audit_log_id),
  CONSTRAINT audit_seals_audit_log FOREIGN KEY (audit_log_id) REFERENCES audit_logs (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
