-- How often it is taken where morning, noon and night do not say it: four times a day, once a week ... The amount of each time then
-- stands in the morning. Those signed before are taken by their marks, every day.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'prescription_items' AND column_name = 'rhythm'),
  'DO 0',
  'ALTER TABLE prescription_items
     ADD COLUMN rhythm VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''daily'' AFTER night');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
