DROP TABLE IF EXISTS known_devices;
