ALTER TABLE appointments DROP KEY appointments_standing;
