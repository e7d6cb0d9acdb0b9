error-dose = तीन अंक लिखें: सुबह-दोपहर-रात, जैसे 1-0-1 या ½-0-½।
food-any = कभी भी
food-before = खाने से पहले
food-after = खाने के बाद
