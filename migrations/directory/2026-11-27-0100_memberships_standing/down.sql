ALTER TABLE memberships
  DROP CONSTRAINT memberships_standing,
  DROP COLUMN standing,
  DROP COLUMN two_step_asked_at;
