-- Which roles of an organisation sign in in two steps, besides its admins, who always do: words with commas between. The guard
-- is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'organisations' AND column_name = 'two_step_roles'),
  'DO 0',
  'ALTER TABLE organisations ADD COLUMN two_step_roles VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''''');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
