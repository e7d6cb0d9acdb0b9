DROP TABLE due_works;
