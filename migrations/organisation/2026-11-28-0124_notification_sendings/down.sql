DROP TABLE IF EXISTS notification_sendings;
