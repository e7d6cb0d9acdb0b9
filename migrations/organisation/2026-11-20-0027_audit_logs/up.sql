-- Who did what in this organisation. Rows are only ever added.
CREATE TABLE IF NOT EXISTS audit_logs (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at DATETIME(6) NOT NULL,
  user_id BINARY(16) NOT NULL,
  clinic_id BINARY(16) NULL,
  action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource_id BINARY(16) NULL,
  details TEXT NOT NULL,
  address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  agent VARCHAR(255) NOT NULL DEFAULT '',
  KEY audit_logs_at (at),
  KEY audit_logs_user (user_id, id),
  KEY audit_logs_action (action, id),
  KEY audit_logs_resource (resource, resource_id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
