DELETE FROM otps;
ALTER TABLE otps
  DROP KEY otps_half_minute,
  DROP CONSTRAINT otps_all_purposes,
  DROP COLUMN device,
  ADD UNIQUE KEY otps_half_minute (phone, half_minute),
  ADD CONSTRAINT otps_purposes CHECK (purpose IN ('sign_in', 'phone_change'));
