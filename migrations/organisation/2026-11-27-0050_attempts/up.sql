-- What was made by which form: a registration, a payment, a clinic. However often a form is sent, by a second click or after an answer
-- that got lost, it makes one thing; of two sent at once the second waits for the first's row. `body` is a digest of all that was sent,
-- `words` says in any language what was made. Rows that nobody will send again are swept.
CREATE TABLE IF NOT EXISTS attempts (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  sent_to VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body BINARY(32) NOT NULL,
  made_id BINARY(16) NULL,
  words TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  KEY attempts_age (created_at)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
