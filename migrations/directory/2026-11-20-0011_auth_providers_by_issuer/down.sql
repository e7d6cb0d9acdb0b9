ALTER TABLE auth_providers
  DROP KEY auth_providers_way,
  DROP KEY auth_providers_identity,
  DROP COLUMN issuer,
  ADD UNIQUE KEY auth_providers_subject (provider, subject);
