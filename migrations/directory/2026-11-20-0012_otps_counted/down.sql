ALTER TABLE otps
  DROP KEY otps_prefix,
  DROP KEY otps_created,
  DROP KEY otps_half_minute,
  DROP COLUMN half_minute,
  DROP COLUMN prefix,
  DROP CONSTRAINT otps_purposes,
  ADD CONSTRAINT otps_purpose CHECK (purpose IN ('sign_in'));
