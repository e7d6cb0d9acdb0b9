DROP TABLE IF EXISTS booking_rules;
