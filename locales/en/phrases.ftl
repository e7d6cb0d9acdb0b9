# Ready phrases of advice: a doctor taps one, and the paper says it in the patient's language. A medical fact has its source above it.
phrases = Ready phrases
phrases-hint = A tap adds a line. The paper says it in the patient's language.

phrases-drink = Fluids
phrase-fluids = Drink plenty of water and other fluids.
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-sips = Drink in small sips, again and again.
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-ors = Drink ORS after every loose motion.
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-breastfeed = Go on breastfeeding, more often than usual.
phrase-boiled = Drink only boiled and cooled water.

phrases-food = Food
phrase-light = Eat light, home-cooked food.
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-keep-eating = Go on eating during the diarrhoea.
phrase-small-meals = Eat small meals, more often.
# Source: NHS, Heartburn and acid reflux.
phrase-dinner = Eat dinner at least three hours before lying down.
phrase-spices = Avoid fried and spicy food.
# Source: WHO, Sodium intake for adults and children (2012).
phrase-salt = Use less salt: no pickles, no papad.
phrase-sugar = No sugar, sweets or sweet drinks.
phrase-fibre = Eat more vegetables, fruit and whole grains.
# Source: CDC, Botulism prevention.
phrase-honey = No honey before the first birthday.

phrases-home = Rest and habits
phrase-rest = Rest at home until the fever is gone.
phrase-school = No school or work until the fever is gone.
phrase-sleep = Go to bed and get up at the same time every day.
# Source: NHS, Sore throat.
phrase-gargle = Gargle with warm salt water. Not for small children.
# Source: NHS, Sprains and strains.
phrase-ice = Put ice wrapped in a cloth on it, for up to 20 minutes at a time.
# Source: NHS, Sprains and strains.
phrase-raise = Keep the injured arm or leg raised.
phrase-lifting = Do not lift heavy things.
# Source: WHO, Guidelines on physical activity and sedentary behaviour (2020).
phrase-walk = Walk briskly for 30 minutes on five days a week.
phrase-smoke = Do not smoke, and keep away from smoke.
phrase-alcohol = No tobacco and no alcohol.
phrase-wound = Keep the wound clean and dry.
phrase-hands = Wash your hands with soap before eating and after the toilet.
phrase-cough = Cover your mouth when you cough.
phrase-net = Sleep under a mosquito net.
# Source: NHS, How to look after your feet if you have diabetes.
phrase-feet = Look at your feet every day, and do not walk barefoot.

phrases-medicines = Medicines and tests
phrase-course = Take the medicines for all the days written here, even when you feel better.
phrase-no-stop = Do not stop or change a medicine without asking.
phrase-no-other = Take no other medicine without asking.
# Source: CDC, Dengue: treatment.
phrase-painkillers = No aspirin and no ibuprofen for this fever.
phrase-sleepy = The medicine can make you sleepy: do not drive.
phrase-pressure = Write down your blood pressure every day, and bring the list.
phrase-test-sugar = Test your sugar before breakfast and two hours after it, and bring the list.
phrase-bring = Bring this paper and all your medicines next time.

phrases-back = When to come back
phrase-worse = Come back if it gets worse or does not get better.
phrase-fever = Come back if the fever stays for more than three days.
phrase-breath = Come at once with breathlessness or pain in the chest.
# Source: WHO, Integrated management of childhood illness (2014): general danger signs.
phrase-child = Come at once if the child cannot drink, vomits everything, has a fit or is hard to wake.
# Source: CDC, Dengue: symptoms, warning signs.
phrase-bleeding = Come at once with pain in the belly, repeated vomiting, bleeding or drowsiness.
phrase-allergy = Stop the medicine and come at once with a rash or a swollen face.
# Source: NHS, Head injury and concussion.
phrase-head = Come at once with vomiting, drowsiness, a fit or a headache that grows.
# Source: Government of India, Emergency Response Support System.
phrase-emergency = In an emergency call 112.
