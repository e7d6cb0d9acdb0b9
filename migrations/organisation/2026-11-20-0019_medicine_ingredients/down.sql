DROP TABLE IF EXISTS medicine_ingredients;
