-- An operator is invited to no organisation. Saying it again changes nothing.
ALTER TABLE invitations MODIFY COLUMN organisation_id BINARY(16) NULL;
