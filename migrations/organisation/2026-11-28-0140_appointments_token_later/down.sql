ALTER TABLE appointments MODIFY token INT NOT NULL;
