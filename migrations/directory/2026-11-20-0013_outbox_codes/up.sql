-- What a message carries a code for, in which language, and until when it is worth sending; and the registered template it was
-- last sent by. A code goes out by a channel once. One ALTER, done whole or not at all; the guard is for a step that was done
-- but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'outbox' AND column_name = 'otp_id'),
  'DO 0',
  'ALTER TABLE outbox
     ADD COLUMN otp_id BINARY(16) NULL,
     ADD COLUMN language VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''en'',
     ADD COLUMN template_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '''',
     ADD COLUMN expires_at DATETIME(6) NULL,
     ADD UNIQUE KEY outbox_otp (otp_id, channel),
     ADD CONSTRAINT outbox_otp FOREIGN KEY (otp_id) REFERENCES otps (id) ON DELETE SET NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
