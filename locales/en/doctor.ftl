error-dose = Write three marks: morning-noon-night, like 1-0-1 or ½-0-½.
food-any = any time
food-before = before food
food-after = after food
