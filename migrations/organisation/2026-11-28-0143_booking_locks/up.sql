-- What bookings queue for: a doctor and a patient have each one of these rows, by their ids; they are locked in the order of their numbers.
-- The rows are always there and never change, so that nobody waits for an insert or meets a gap, and no snapshot is ever too old for them.
CREATE TABLE IF NOT EXISTS booking_locks (
  id SMALLINT NOT NULL PRIMARY KEY,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
