-- Notifications that leave as messages too: due work hands each to the directory's outbox, once, under the notification's own id. What
-- becomes of it there is the outbox's to say. recipient is a little of the number or address. Goes with the notification.
CREATE TABLE IF NOT EXISTS notification_sendings (
  notification_id BINARY(16) NOT NULL PRIMARY KEY,
  clinic_id BINARY(16) NOT NULL,
  outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'waiting',
  recipient VARCHAR(40) NOT NULL DEFAULT '',
  due_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY notification_sendings_of_clinic (clinic_id, due_at),
  CONSTRAINT notification_sendings_notification FOREIGN KEY (notification_id) REFERENCES notifications (id) ON DELETE CASCADE,
  CONSTRAINT notification_sendings_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT notification_sendings_outcome CHECK (outcome IN ('waiting', 'handed', 'read', 'late', 'nowhere', 'spent'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
