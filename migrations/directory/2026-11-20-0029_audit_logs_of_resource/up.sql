-- What was done with one organisation, newest first. The guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'audit_logs' AND index_name = 'audit_logs_resource'),
  'DO 0',
  'ALTER TABLE audit_logs ADD KEY audit_logs_resource (resource_id, id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
