DROP TABLE IF EXISTS database_states;
