ALTER TABLE profiles
  DROP COLUMN sharing_agreed_at,
  DROP COLUMN on_account_since;
