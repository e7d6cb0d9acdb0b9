-- Names with a particle are found joined, apart and with an apostrophe: D'Souza, De Souza, Desouza. The terms of those who were registered
-- before are written anew by the program, which alone knows them: this makes the work due, where there is anybody of such a name.
INSERT IGNORE INTO due_works (kind, subject, due_at, caused_by)
SELECT 'parted_names', REPEAT(X'00', 16), UTC_TIMESTAMP(6), REPEAT(X'00', 16)
FROM profiles
WHERE full_name LIKE '%''%' OR full_name LIKE '%’%' OR full_name LIKE 'd_ %' OR full_name LIKE '% d_ %'
LIMIT 1;
