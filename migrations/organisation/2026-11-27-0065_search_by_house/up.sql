-- Kinds h and i of search_terms, of those who have a phone and of those who have none: the first number of the address, with a word of
-- the name. Of two records that share neither phone nor birth date, and of which one has only initials or a misspelt name, the house
-- tells that they may be one person.
INSERT IGNORE INTO search_terms (kind, term, patient_id)
SELECT IF(profiles.phone IS NULL, 'i', 'h'), CONCAT(LEFT(REGEXP_SUBSTR(profiles.address, '[0-9]+'), 8), '+', LEFT(words.term, 19)), words.patient_id
FROM search_terms AS words
JOIN profiles ON profiles.id = words.patient_id
WHERE words.kind = 'n' AND profiles.address REGEXP '[0-9]';
