-- Every name key in use, reachable from itself and from itself less one letter: typing mistakes meet here.
CREATE TABLE IF NOT EXISTS search_neighbours (
  neighbour VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  term VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (neighbour, term)
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
