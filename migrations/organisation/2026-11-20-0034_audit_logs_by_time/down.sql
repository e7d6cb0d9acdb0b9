ALTER TABLE audit_logs
  DROP KEY audit_logs_user_at,
  DROP KEY audit_logs_action_at,
  DROP KEY audit_logs_clinic_at,
  ADD KEY audit_logs_user (user_id, id),
  ADD KEY audit_logs_action (action, id);
