DROP TABLE IF EXISTS clinic_members;
