-- What is booked: from when to when, by whom it was asked for, and the number of the place among those of the doctor that overlap: two live
-- places that overlap never have the same. Numbers beyond the slot's capacity were given deliberately, for the reason that stands with them.
-- live_start is the beginning while the place is taken: with doctor and number it is unique, the net below the locks of booking.
-- moved_times counts how often its time was changed: the SEQUENCE of its calendar entry.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'appointments' AND column_name = 'starts_at'),
  'DO 0',
  'ALTER TABLE appointments
     ADD COLUMN starts_at DATETIME(6) NULL,
     ADD COLUMN ends_at DATETIME(6) NULL,
     ADD COLUMN place INT NULL,
     ADD COLUMN overbooked_because VARCHAR(255) NOT NULL DEFAULT '''',
     ADD COLUMN booked_via VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
     ADD COLUMN booked_at DATETIME(6) NULL,
     ADD COLUMN answered_because VARCHAR(255) NOT NULL DEFAULT '''',
     ADD COLUMN confirmed_at DATETIME(6) NULL,
     ADD COLUMN moved_times INT NOT NULL DEFAULT 0,
     ADD COLUMN live_start DATETIME(6) GENERATED ALWAYS AS (CASE WHEN status IN (''pending'', ''approved'', ''checked_in'', ''in_consultation'') THEN starts_at END) STORED,
     ADD CONSTRAINT appointments_times CHECK (starts_at IS NULL OR (ends_at > starts_at AND place > 0 AND booked_via IS NOT NULL AND booked_at IS NOT NULL)),
     ADD CONSTRAINT appointments_booked_via CHECK (booked_via IN (''desk'', ''doctor'', ''portal'', ''public''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
