ALTER TABLE clinics DROP COLUMN refund_limit;
