-- What is due at a clinic, by the day of issue. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'invoices' AND index_name = 'invoices_due'),
  'DO 0',
  'ALTER TABLE invoices ADD KEY invoices_due (clinic_id, is_due, issued_on)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
