ALTER TABLE memberships
  DROP COLUMN holder_known_at,
  DROP COLUMN holder_tries,
  DROP COLUMN by_offer;
