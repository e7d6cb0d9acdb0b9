DROP TABLE IF EXISTS trusted_devices;
