-- Since when a grown-up agrees that the holder of their phone's account sees their record. Nobody asked a child: at eighteen the
-- record is their own. Whoever was registered as a grown-up gave that phone themselves. And since when a record is on its account.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'profiles' AND column_name = 'sharing_agreed_at'),
  'DO 0',
  'ALTER TABLE profiles
     ADD COLUMN sharing_agreed_at DATETIME(6) NULL,
     ADD COLUMN on_account_since DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
UPDATE profiles LEFT JOIN patients ON patients.profile_id = profiles.id
SET profiles.sharing_agreed_at = profiles.created_at, profiles.updated_at = profiles.updated_at
WHERE profiles.sharing_agreed_at IS NULL AND profiles.relation <> 'self' AND profiles.born_on IS NOT NULL
  AND profiles.born_on + INTERVAL 18 YEAR <= COALESCE(patients.first_visit_on, DATE(profiles.created_at));
UPDATE profiles SET on_account_since = created_at, updated_at = updated_at WHERE on_account_since > created_at;
