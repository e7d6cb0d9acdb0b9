DELETE FROM search_terms WHERE kind IN ('h', 'i');
