DROP TABLE IF EXISTS availability_slots;
