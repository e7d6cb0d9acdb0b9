DROP TABLE IF EXISTS prescription_items;
