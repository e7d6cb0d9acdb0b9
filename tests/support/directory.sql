INSERT INTO users (id, full_name, phone, email, password_hash) VALUES
  (<user ria>, 'Ria Fernandes', NULL, 'ria@acme.test', {password}),
  (<user meena>, 'Meena Patil', NULL, 'meena@acme.test', {password}),
  (<user sana>, 'Sana Qureshi', NULL, 'sana@acme.test', {password}),
  (<user mira>, 'Mira Desai', NULL, 'mira@acme.test', {password}),
  (<user bela>, 'Bela Shah', NULL, 'bela@acme.test', {password}),
  (<user dr_sen>, 'Dr Anjali Sen', NULL, 'dr_sen@acme.test', {password}),
  (<user dr_joshi>, 'Dr Vivek Joshi', NULL, 'dr_joshi@acme.test', {password}),
  (<user om>, 'Om Kulkarni', NULL, 'om@acme.test', {password}),
  (<user asha>, 'Asha Rao', '+919845012345', NULL, NULL),
  (<user lakshmi>, 'Lakshmi Iyer', '+919820011111', NULL, NULL),
  (<user zoya>, 'Zoya Khan', NULL, 'zoya@zenith.test', {password}),
  (<user dr_zaveri>, 'Dr Hemant Zaveri', NULL, 'dr_zaveri@zenith.test', {password}),
  (<user zara>, 'Zara Contractor', NULL, 'zara@zenith.test', {password}),
  (<user devika>, 'Devika Menon', NULL, 'devika@swasthya.test', {password}),
  (<user zubin>, 'Zubin Irani', '+919820099999', NULL, NULL);
INSERT INTO memberships (user_id, organisation_id)
SELECT users.id, organisations.id FROM users JOIN organisations
  ON organisations.slug = CASE WHEN users.email LIKE '%@zenith.test' OR users.phone = '+919820099999' THEN 'zenith' ELSE 'acme' END
WHERE users.id != <user devika>;
UPDATE organisations SET two_step_roles = '';
INSERT INTO operators (user_id) VALUES (<user devika>);
