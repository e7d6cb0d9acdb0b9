DROP TABLE organisations_due;
