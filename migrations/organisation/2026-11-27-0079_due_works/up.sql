-- What is to be done later, or beside the request that asked for it: one row for each kind and subject, gone when it is done. Whoever has
-- it in hand is its holder until due_at; then another may take it. What was given up stays, with the reason. caused_by is the directory
-- user who asked. The kinds are the program's, and a program leaves those that it does not know to newer ones: no CHECK names them.
CREATE TABLE IF NOT EXISTS due_works (
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject BINARY(16) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  holder BINARY(16) NULL,
  attempts INT NOT NULL DEFAULT 0,
  done INT NOT NULL DEFAULT 0,
  failure VARCHAR(500) NOT NULL DEFAULT '',
  given_up_at DATETIME(6) NULL,
  caused_by BINARY(16) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (kind, subject),
  KEY due_works_due (given_up_at, due_at)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
