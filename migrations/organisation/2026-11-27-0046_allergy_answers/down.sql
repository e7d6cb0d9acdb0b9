DROP TABLE allergy_answers;
