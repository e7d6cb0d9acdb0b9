-- In what the quantity is counted: as the dose is, or in tubes, bottles, pens ... Those signed before are counted as their dose is.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'prescription_items' AND column_name = 'supplied'),
  'DO 0',
  'ALTER TABLE prescription_items
     ADD COLUMN supplied VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''dose'' AFTER quantity');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
