DROP TABLE IF EXISTS clinic_notifications;
