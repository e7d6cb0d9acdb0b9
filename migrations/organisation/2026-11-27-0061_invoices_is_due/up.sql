-- Whether anything is still to be collected: what is due of all days is found by it, and nothing else is looked at.
-- The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'invoices' AND column_name = 'is_due'),
  'DO 0',
  'ALTER TABLE invoices ADD COLUMN is_due BOOLEAN GENERATED ALWAYS AS (voided_at IS NULL AND paid < total) STORED');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
