-- Every message to the outside, written in the transaction that causes it and delivered afterwards. Grows; sent rows older than ninety days are deleted by the sweep.
CREATE TABLE IF NOT EXISTS outbox (
  id BINARY(16) NOT NULL PRIMARY KEY,
  channel VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipient VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  template VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(200) NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'queued',
  attempts INT NOT NULL DEFAULT 0,
  due_at DATETIME(6) NOT NULL,
  claimed_until DATETIME(6) NULL,
  sent_at DATETIME(6) NULL,
  last_error VARCHAR(255) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY outbox_due (status, due_at),
  KEY outbox_created (created_at),
  CONSTRAINT outbox_channel CHECK (channel IN ('sms', 'whatsapp', 'email')),
  CONSTRAINT outbox_status CHECK (status IN ('queued', 'sending', 'sent', 'failed'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
