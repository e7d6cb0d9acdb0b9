DROP TABLE IF EXISTS current_medicines;
