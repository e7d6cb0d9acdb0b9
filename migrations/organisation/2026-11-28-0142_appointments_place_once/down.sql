ALTER TABLE appointments DROP KEY appointments_times_of_patient, DROP KEY appointments_place;
