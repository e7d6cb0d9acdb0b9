-- The log is read newest first, whatever it is filtered by: every filter's key goes on with the time. One ALTER, done whole or
-- not at all; the guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.statistics
          WHERE table_schema = DATABASE() AND table_name = 'audit_logs' AND index_name = 'audit_logs_clinic_at'),
  'DO 0',
  'ALTER TABLE audit_logs
     DROP KEY audit_logs_user,
     DROP KEY audit_logs_action,
     ADD KEY audit_logs_user_at (user_id, at),
     ADD KEY audit_logs_action_at (action, at),
     ADD KEY audit_logs_clinic_at (clinic_id, at)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
