INSERT INTO clinics (id, name, slug, address, city, state, pincode, phone, upi_id, letterhead, fee) VALUES
  (<andheri>, 'Andheri Clinic', 'andheri', '12 Link Road', 'Mumbai', 'Maharashtra', '400053', '+912226301234', 'acme.andheri@okbank', 'Family care since 1987', 500.00),
  (<bandra>, 'Bandra Clinic', 'bandra', '4 Hill Road', 'Mumbai', 'Maharashtra', '400050', '+912226405678', '', '', 400.00);
INSERT INTO changes (clinic_id) VALUES (<andheri>), (<bandra>);
INSERT INTO profiles (id, user_id, full_name, sex, born_on, phone, relation) VALUES
  (<ria>, <user ria>, 'Ria Fernandes', 'female', NULL, NULL, 'self'),
  (<meena>, <user meena>, 'Meena Patil', 'female', NULL, NULL, 'self'),
  (<sana>, <user sana>, 'Sana Qureshi', 'female', NULL, NULL, 'self'),
  (<mira>, <user mira>, 'Mira Desai', 'female', NULL, NULL, 'self'),
  (<bela>, <user bela>, 'Bela Shah', 'female', NULL, NULL, 'self'),
  (<dr_sen>, <user dr_sen>, 'Dr Anjali Sen', 'female', '1978-02-14', NULL, 'self'),
  (<dr_joshi>, <user dr_joshi>, 'Dr Vivek Joshi', 'male', '1970-07-01', NULL, 'self'),
  (<om>, <user om>, 'Om Kulkarni', 'male', NULL, NULL, 'self'),
  (<asha>, <user asha>, 'Asha Rao', 'female', '1986-05-10', '+919845012345', 'self'),
  (<mohan_rao>, <user asha>, 'Mohan Rao', 'male', '1950-01-20', '+919845012345', 'parent'),
  (<kabir>, <user asha>, 'Kabir Rao', 'male', '2019-08-03', '+919845012345', 'child'),
  (<lakshmi>, <user lakshmi>, 'Lakshmi Iyer', 'female', '1991-12-01', '+919820011111', 'self'),
  (<mohan_das>, NULL, 'Mohan Das', 'male', '1975-03-15', NULL, 'self');
UPDATE profiles SET sharing_agreed_at = '2026-01-05 05:30:00' WHERE id = <mohan_rao>;
INSERT INTO doctors (profile_id, licence, specialisation, qualification, system_of_medicine, fee, verified) VALUES
  (<dr_sen>, 'MMC-45211', 'General medicine', 'MBBS, MD', 'allopathy', NULL, TRUE),
  (<dr_joshi>, 'MCH-10234', 'Homeopathy', 'BHMS', 'homeopathy', 300.00, TRUE);
INSERT INTO staff (profile_id, designation) VALUES (<ria>, 'Front desk'), (<meena>, 'Front desk'), (<sana>, 'Trainee'), (<mira>, 'Manager'), (<bela>, 'Front desk'), (<om>, 'Owner');
INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions) VALUES
  (<ria at andheri>, <andheri>, <ria>, 'staff', '["patients","check_ins","bookings","calls","bills","payments","refunds","prescriptions"]'),
  (<meena at andheri>, <andheri>, <meena>, 'staff', '["patients","check_ins","bookings","calls","bills","payments","prescriptions"]'),
  (<sana at andheri>, <andheri>, <sana>, 'staff', '[]'),
  (<mira at andheri>, <andheri>, <mira>, 'staff', '["patients","check_ins","bookings","calls","bills","payments","refunds","prescriptions","health","vitals","schedules","figures","imports","audit","people","overbookings"]'),
  (<bela at bandra>, <bandra>, <bela>, 'staff', '["patients","check_ins","bookings","calls","bills","payments","refunds","prescriptions"]'),
  (<dr_sen at andheri>, <andheri>, <dr_sen>, 'doctor', '[]'),
  (<dr_sen at bandra>, <bandra>, <dr_sen>, 'doctor', '[]'),
  (<dr_joshi at andheri>, <andheri>, <dr_joshi>, 'doctor', '[]'),
  (<om at andheri>, <andheri>, <om>, 'admin', '[]'),
  (<om at bandra>, <bandra>, <om>, 'admin', '[]');
INSERT INTO patients (profile_id, record_number, clinic_id) VALUES
  (<asha>, 'SW-000001', <andheri>), (<mohan_rao>, 'SW-000002', <andheri>), (<kabir>, 'SW-000003', <andheri>),
  (<lakshmi>, 'SW-000004', <andheri>), (<mohan_das>, 'SW-000005', <andheri>);
INSERT INTO counters (name, value) VALUES ('records', 5);
INSERT INTO allergies (id, patient_id, substance, severity, noted_at) VALUES (<asha penicillin>, <asha>, 'Penicillin', 'severe', '2026-01-05 05:30:00');
INSERT INTO conditions (id, patient_id, name, noted_at) VALUES (<mohan_rao diabetes>, <mohan_rao>, 'Type 2 diabetes', '2026-01-05 05:30:00');
