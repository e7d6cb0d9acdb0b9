-- What the product tells somebody: one row for each user, kind and subject, so that nobody is told of one thing twice; told anew it is unread
-- again. user_id is a directory user; subject is an id of the kind's own sort, and the page where it leads follows from both. details is
-- what its sentence says, as JSON. Swept 90 days after it was told. The kinds are the program's: no CHECK names them.
CREATE TABLE IF NOT EXISTS notifications (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject BINARY(16) NOT NULL,
  clinic_id BINARY(16) NULL,
  details TEXT NOT NULL,
  told_at DATETIME(6) NOT NULL,
  read_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  UNIQUE KEY notifications_once (user_id, kind, subject),
  KEY notifications_of_user (user_id, read_at, told_at),
  KEY notifications_of_subject (kind, subject),
  KEY notifications_told (told_at),
  CONSTRAINT notifications_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
