-- The organisations from before ask it too. Their people have a week from their next sign-in, and an admin may take it back.
UPDATE organisations SET two_step_roles = 'doctor,staff' WHERE two_step_roles = '';
