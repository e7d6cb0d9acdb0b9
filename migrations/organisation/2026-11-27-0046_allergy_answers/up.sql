-- What a patient answered who was asked for allergies and named none: none is known, or they do not know. It ends when an allergy is
-- noted, or when they are asked again. Nobody who was never asked has a row. Allergies that were noted as "NKDA" and the like were
-- such answers: they become one, under their own id, so that the step can be run again.
CREATE TABLE IF NOT EXISTS allergy_answers (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  answer VARCHAR(16) NOT NULL,
  asked_at DATETIME(6) NOT NULL,
  asked_by VARCHAR(120) NOT NULL DEFAULT '',
  ended_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY allergy_answers_patient (patient_id, ended_at),
  CONSTRAINT allergy_answers_patient FOREIGN KEY (patient_id) REFERENCES patients (profile_id),
  CONSTRAINT allergy_answers_answer CHECK (answer IN ('none_known', 'not_known'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
INSERT IGNORE INTO allergy_answers (id, patient_id, answer, asked_at)
SELECT MIN(id), patient_id, 'none_known', MAX(noted_at) FROM allergies
WHERE deleted_at IS NULL
GROUP BY patient_id
HAVING SUM(substance NOT IN ('NKDA', 'NKA', 'N.K.D.A.', 'none', 'none known', 'nil', 'nil known', 'no', 'no allergy', 'no allergies',
    'no known allergy', 'no known allergies', 'no known drug allergy', 'no known drug allergies', 'कोई नहीं', 'नहीं')) = 0;
UPDATE allergies SET deleted_at = UTC_TIMESTAMP(6)
WHERE deleted_at IS NULL
  AND substance IN ('NKDA', 'NKA', 'N.K.D.A.', 'none', 'none known', 'nil', 'nil known', 'no', 'no allergy', 'no allergies',
    'no known allergy', 'no known allergies', 'no known drug allergy', 'no known drug allergies', 'कोई नहीं', 'नहीं');
