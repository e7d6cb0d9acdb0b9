DROP VIEW IF EXISTS active_doctors;
