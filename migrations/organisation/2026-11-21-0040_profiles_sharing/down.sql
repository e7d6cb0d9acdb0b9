ALTER TABLE profiles DROP COLUMN sharing_agreed_at;
