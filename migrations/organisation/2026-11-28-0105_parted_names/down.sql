DELETE FROM due_works WHERE kind = 'parted_names';
