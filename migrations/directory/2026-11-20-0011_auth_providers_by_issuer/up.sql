-- A subject is unique only within its issuer, and a user has each way in once. One ALTER, done whole or not at all; the guard
-- is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'auth_providers' AND index_name = 'auth_providers_identity'),
  'DO 0',
  'ALTER TABLE auth_providers
     ADD COLUMN issuer VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '''' AFTER provider,
     DROP KEY auth_providers_subject,
     ADD UNIQUE KEY auth_providers_identity (provider, issuer, subject),
     ADD UNIQUE KEY auth_providers_way (user_id, provider)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
