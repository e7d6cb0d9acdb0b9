DELETE FROM otps;
ALTER TABLE otps
  DROP CONSTRAINT otps_known_purposes,
  ADD CONSTRAINT otps_all_purposes CHECK (purpose IN ('sign_in', 'phone_change', 'confirm'));
