DROP TABLE IF EXISTS migration_locks;
