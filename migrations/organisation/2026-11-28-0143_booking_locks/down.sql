DROP TABLE IF EXISTS booking_locks;
