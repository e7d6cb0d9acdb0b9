DROP TABLE IF EXISTS booking_holds;
