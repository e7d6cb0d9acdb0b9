-- How much of something was taken, by whom, since when: passwords tried from an address, links asked for an e-mail address. The
-- row is where requests queue, so that many at once get no more than their number.
CREATE TABLE IF NOT EXISTS allowances (
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  begun_at DATETIME(6) NOT NULL,
  taken INT NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, subject),
  KEY allowances_begun (begun_at)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
