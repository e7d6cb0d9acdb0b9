-- Whether somebody accepted to work for an organisation: until then none of its doors opens, and no other organisation loses anything by
-- it. Whoever was there before counts as having accepted, and so does whom an earlier program writes down. And when somebody was first
-- asked there to sign in in two steps: from then on they have a while to set it up. One ALTER; the guard is for a step that was done but
-- not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'memberships' AND column_name = 'standing'),
  'DO 0',
  'ALTER TABLE memberships
     ADD COLUMN standing VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''accepted'',
     ADD COLUMN two_step_asked_at DATETIME(6) NULL,
     ADD CONSTRAINT memberships_standing CHECK (standing IN (''patient'', ''offered'', ''accepted'', ''declined''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
