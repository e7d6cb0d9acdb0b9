ALTER TABLE otps
  DROP KEY otps_prefix,
  DROP KEY otps_created,
  DROP COLUMN prefix,
  DROP CONSTRAINT otps_purposes,
  ADD CONSTRAINT otps_purpose CHECK (purpose IN ('sign_in'));
