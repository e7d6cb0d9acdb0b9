DELETE FROM booking_locks;
