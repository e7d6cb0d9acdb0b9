# Ready phrases of advice: a doctor taps one, and the paper says it in the patient's language. A medical fact has its source above it.
phrases = तैयार वाक्य
phrases-hint = छूने से एक पंक्ति जुड़ती है। पर्चे पर यह मरीज़ की भाषा में छपती है।

phrases-drink = पीना
phrase-fluids = पानी और दूसरी तरल चीज़ें ख़ूब पिएँ।
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-sips = छोटे-छोटे घूँट में, बार-बार पिएँ।
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-ors = हर पतले दस्त के बाद ORS का घोल पिएँ।
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-breastfeed = माँ का दूध पिलाती रहें, रोज़ से ज़्यादा बार।
phrase-boiled = सिर्फ़ उबालकर ठंडा किया हुआ पानी पिएँ।

phrases-food = खाना
phrase-light = हल्का, घर का बना खाना खाएँ।
# Source: WHO, The treatment of diarrhoea (2005), plan A.
phrase-keep-eating = दस्त में भी खाना जारी रखें।
phrase-small-meals = थोड़ा-थोड़ा, ज़्यादा बार खाएँ।
# Source: NHS, Heartburn and acid reflux.
phrase-dinner = रात का खाना लेटने से कम से कम तीन घंटे पहले खाएँ।
phrase-spices = तला हुआ और मसालेदार खाना न खाएँ।
# Source: WHO, Sodium intake for adults and children (2012).
phrase-salt = नमक कम लें: अचार और पापड़ न खाएँ।
phrase-sugar = चीनी, मिठाई और मीठे पेय न लें।
phrase-fibre = सब्ज़ी, फल और साबुत अनाज ज़्यादा खाएँ।
# Source: CDC, Botulism prevention.
phrase-honey = एक साल से छोटे बच्चे को शहद न दें।

phrases-home = आराम और आदतें
phrase-rest = बुखार उतरने तक घर पर आराम करें।
phrase-school = बुखार उतरने तक स्कूल या काम पर न जाएँ।
phrase-sleep = रोज़ एक ही समय पर सोएँ और उठें।
# Source: NHS, Sore throat.
phrase-gargle = गुनगुने नमक के पानी से गरारे करें। छोटे बच्चों को न कराएँ।
# Source: NHS, Sprains and strains.
phrase-ice = कपड़े में लपेटी हुई बर्फ़ लगाएँ, एक बार में 20 मिनट तक।
# Source: NHS, Sprains and strains.
phrase-raise = चोट लगा हाथ या पैर ऊँचा रखें।
phrase-lifting = भारी चीज़ें न उठाएँ।
# Source: WHO, Guidelines on physical activity and sedentary behaviour (2020).
phrase-walk = हफ़्ते में पाँच दिन 30 मिनट तेज़ चलें।
phrase-smoke = बीड़ी-सिगरेट न पिएँ, और धुएँ से दूर रहें।
phrase-alcohol = तंबाकू और शराब न लें।
phrase-wound = घाव को साफ़ और सूखा रखें।
phrase-hands = खाने से पहले और शौच के बाद साबुन से हाथ धोएँ।
phrase-cough = खाँसते समय मुँह ढकें।
phrase-net = मच्छरदानी में सोएँ।
# Source: NHS, How to look after your feet if you have diabetes.
phrase-feet = रोज़ अपने पैर देखें, और नंगे पैर न चलें।

phrases-medicines = दवाएँ और जाँच
phrase-course = दवाएँ यहाँ लिखे सारे दिन लें, ठीक लगने पर भी।
phrase-no-stop = पूछे बिना कोई दवा बंद न करें, न बदलें।
phrase-no-other = पूछे बिना कोई और दवा न लें।
# Source: CDC, Dengue: treatment.
phrase-painkillers = इस बुखार में एस्पिरिन और आइबुप्रोफ़ेन न लें।
phrase-sleepy = दवा से नींद आ सकती है: गाड़ी न चलाएँ।
phrase-pressure = रोज़ अपना ब्लड प्रेशर लिखें, और सूची साथ लाएँ।
phrase-test-sugar = नाश्ते से पहले और उसके दो घंटे बाद शुगर जाँचें, और सूची साथ लाएँ।
phrase-bring = अगली बार यह पर्चा और अपनी सारी दवाएँ साथ लाएँ।

phrases-back = कब फिर आएँ
phrase-worse = तकलीफ़ बढ़े या ठीक न हो तो फिर दिखाएँ।
phrase-fever = बुखार तीन दिन से ज़्यादा रहे तो फिर दिखाएँ।
phrase-breath = साँस फूले या सीने में दर्द हो तो तुरंत आएँ।
# Source: WHO, Integrated management of childhood illness (2014): general danger signs.
phrase-child = बच्चा कुछ पी न सके, सब उलट दे, दौरा पड़े या मुश्किल से जागे तो तुरंत लाएँ।
# Source: CDC, Dengue: symptoms, warning signs.
phrase-bleeding = पेट में दर्द, बार-बार उल्टी, ख़ून आना या सुस्ती हो तो तुरंत आएँ।
phrase-allergy = दाने निकलें या चेहरा सूजे तो दवा बंद करें और तुरंत आएँ।
# Source: NHS, Head injury and concussion.
phrase-head = उल्टी, सुस्ती, दौरा या बढ़ता हुआ सिरदर्द हो तो तुरंत आएँ।
# Source: Government of India, Emergency Response Support System.
phrase-emergency = आपात स्थिति में 112 पर फ़ोन करें।
