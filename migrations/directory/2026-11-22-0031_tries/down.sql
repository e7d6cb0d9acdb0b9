UPDATE users SET failed_logins = 0, locked_until = NULL, mfa_failures = 0, mfa_locked_until = NULL;
UPDATE users JOIN tries ON tries.user_id = users.id AND tries.step = 'password' AND tries.browser = REPEAT(CHAR(0), 32)
  SET users.failed_logins = tries.failures, users.locked_until = tries.waits_until;
UPDATE users JOIN tries ON tries.user_id = users.id AND tries.step = 'second_factor' AND tries.browser = REPEAT(CHAR(0), 32)
  SET users.mfa_failures = tries.failures, users.mfa_locked_until = tries.waits_until;
UPDATE known_devices SET failed_logins = 0, locked_until = NULL, mfa_failures = 0, mfa_locked_until = NULL;
UPDATE known_devices JOIN tries ON tries.user_id = known_devices.user_id AND tries.step = 'password' AND tries.browser = known_devices.token_hash
  SET known_devices.failed_logins = tries.failures, known_devices.locked_until = tries.waits_until;
UPDATE known_devices JOIN tries ON tries.user_id = known_devices.user_id AND tries.step = 'second_factor' AND tries.browser = known_devices.token_hash
  SET known_devices.mfa_failures = tries.failures, known_devices.mfa_locked_until = tries.waits_until;
DROP TABLE tries;
