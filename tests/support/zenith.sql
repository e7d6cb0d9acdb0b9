INSERT INTO clinics (id, name, slug, address, city, state, pincode, fee) VALUES
  (<thane>, 'Thane Clinic', 'thane', '9 Ghodbunder Road', 'Thane', 'Maharashtra', '400607', 350.00),
  (<pune>, 'Pune Clinic', 'pune', '2 FC Road', 'Pune', 'Maharashtra', '411004', 350.00);
INSERT INTO changes (clinic_id) VALUES (<thane>), (<pune>);
INSERT INTO profiles (id, user_id, full_name, sex, born_on, phone, relation) VALUES
  (<zoya>, <user zoya>, 'Zoya Khan', 'female', NULL, NULL, 'self'),
  (<dr_zaveri>, <user dr_zaveri>, 'Dr Hemant Zaveri', 'male', NULL, NULL, 'self'),
  (<zara>, <user zara>, 'Zara Contractor', 'female', NULL, NULL, 'self'),
  (<zubin>, <user zubin>, 'Zubin Irani', 'male', '1980-04-04', '+919820099999', 'self');
INSERT INTO doctors (profile_id, licence, specialisation, qualification, verified) VALUES (<dr_zaveri>, 'MMC-77777', 'Paediatrics', 'MBBS, DCH', TRUE);
INSERT INTO staff (profile_id, designation) VALUES (<zoya>, 'Front desk'), (<zara>, 'Owner');
INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions) VALUES
  (<zoya at thane>, <thane>, <zoya>, 'staff', '["patients","check_ins","bookings","calls","bills","payments","refunds","prescriptions"]'),
  (<dr_zaveri at thane>, <thane>, <dr_zaveri>, 'doctor', '[]'),
  (<zara at thane>, <thane>, <zara>, 'admin', '[]'),
  (<zara at pune>, <pune>, <zara>, 'admin', '[]');
INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<zubin>, 'SW-000001', <thane>);
INSERT INTO counters (name, value) VALUES ('records', 1);
