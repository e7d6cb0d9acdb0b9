DROP TABLE IF EXISTS availability_exceptions;
