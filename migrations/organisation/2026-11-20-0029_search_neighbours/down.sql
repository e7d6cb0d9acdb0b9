DROP TABLE IF EXISTS search_neighbours;
