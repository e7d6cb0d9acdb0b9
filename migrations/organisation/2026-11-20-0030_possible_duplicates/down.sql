DROP TABLE IF EXISTS possible_duplicates;
