DROP TABLE IF EXISTS auth_providers;
