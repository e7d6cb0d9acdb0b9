ALTER TABLE imports DROP COLUMN visits, DROP COLUMN facts, DROP COLUMN facts_of, DROP COLUMN facts_kept;
DROP TABLE imported_facts;
