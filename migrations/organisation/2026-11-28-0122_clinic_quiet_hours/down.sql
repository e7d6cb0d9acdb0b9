DROP TABLE IF EXISTS clinic_quiet_hours;
