ALTER TABLE outbox
  DROP FOREIGN KEY outbox_otp,
  DROP KEY outbox_otp,
  DROP COLUMN otp_id,
  DROP COLUMN language,
  DROP COLUMN template_id,
  DROP COLUMN expires_at;
