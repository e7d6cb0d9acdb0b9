DELETE FROM invitations WHERE organisation_id IS NULL;
ALTER TABLE invitations MODIFY COLUMN organisation_id BINARY(16) NOT NULL;
