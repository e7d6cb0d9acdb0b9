DROP TABLE IF EXISTS payment_voids;
