DROP TABLE IF EXISTS refused_notifications;
