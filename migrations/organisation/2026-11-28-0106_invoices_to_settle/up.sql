-- Money that is held for a visit which was called off is to be settled with the patient: since when, who kept it, and why. The instant is
-- that of the calling off. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'invoices' AND column_name = 'to_settle_since'),
  'DO 0',
  'ALTER TABLE invoices ADD COLUMN to_settle_since DATETIME(6) NULL, ADD COLUMN to_settle_by BINARY(16) NULL,
     ADD COLUMN to_settle_because VARCHAR(255) NOT NULL DEFAULT '''', ADD KEY invoices_to_settle (clinic_id, to_settle_since)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
