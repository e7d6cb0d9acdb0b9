ALTER TABLE clinics DROP CONSTRAINT clinics_receipt_paper, DROP COLUMN receipt_paper;
