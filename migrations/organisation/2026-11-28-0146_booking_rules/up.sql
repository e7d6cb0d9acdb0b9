-- How a clinic takes bookings. Without a row: by the desk and the doctor alone. Where it has one: whether its patients may by their own
-- account, and anybody on the clinic's public page; whose requests wait for a yes; from when and until when one may book, cancel and move; how many
-- minutes before they are reminded, 0 for not at all.
CREATE TABLE IF NOT EXISTS booking_rules (
  clinic_id BINARY(16) NOT NULL PRIMARY KEY,
  portal BOOL NOT NULL DEFAULT FALSE,
  public BOOL NOT NULL DEFAULT FALSE,
  approval VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'newcomers',
  days_ahead SMALLINT NOT NULL DEFAULT 30,
  notice_minutes SMALLINT NOT NULL DEFAULT 60,
  cancel_minutes SMALLINT NOT NULL DEFAULT 120,
  no_shows SMALLINT NOT NULL DEFAULT 3,
  remind_far SMALLINT NOT NULL DEFAULT 1440,
  remind_near SMALLINT NOT NULL DEFAULT 120,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  CONSTRAINT booking_rules_clinic FOREIGN KEY (clinic_id) REFERENCES clinics (id),
  CONSTRAINT booking_rules_approval CHECK (approval IN ('nobody', 'newcomers', 'everybody')),
  CONSTRAINT booking_rules_numbers CHECK (days_ahead BETWEEN 1 AND 180 AND notice_minutes >= 0 AND cancel_minutes >= 0 AND no_shows BETWEEN 0 AND 20 AND remind_far >= 0 AND remind_near >= 0)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
