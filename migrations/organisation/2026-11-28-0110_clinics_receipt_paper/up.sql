-- The paper on which a clinic prints its receipts: A5, A4, or a roll of 80 mm.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'clinics' AND column_name = 'receipt_paper'),
  'DO 0',
  'ALTER TABLE clinics
     ADD COLUMN receipt_paper VARCHAR(8) NOT NULL DEFAULT ''a5'',
     ADD CONSTRAINT clinics_receipt_paper CHECK (receipt_paper IN (''a5'', ''a4'', ''roll''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
