DROP TABLE IF EXISTS prescriptions;
