DROP TABLE profile_transfers;
