unit-tablet = { $count ->
    [one] गोली
   *[other] गोलियाँ
}
unit-capsule = { $count ->
    [one] कैप्सूल
   *[other] कैप्सूल
}
unit-ml = { $count ->
    [one] मिली
   *[other] मिली
}
unit-drop = { $count ->
    [one] बूँद
   *[other] बूँदें
}
unit-puff = { $count ->
    [one] पफ़
   *[other] पफ़
}
unit-spray = { $count ->
    [one] स्प्रे
   *[other] स्प्रे
}
unit-application = { $count ->
    [one] बार लगाएँ
   *[other] बार लगाएँ
}
unit-unit = { $count ->
    [one] यूनिट
   *[other] यूनिट
}
unit-globule = { $count ->
    [one] मीठी गोली
   *[other] मीठी गोलियाँ
}
unit-sachet = { $count ->
    [one] पाउच
   *[other] पाउच
}
unit-suppository = { $count ->
    [one] बत्ती
   *[other] बत्तियाँ
}
unit-pessary = { $count ->
    [one] पेसरी
   *[other] पेसरी
}
unit-injection = { $count ->
    [one] इंजेक्शन
   *[other] इंजेक्शन
}
unit-patch = { $count ->
    [one] पैच
   *[other] पैच
}
unit-lozenge = { $count ->
    [one] चूसने की गोली
   *[other] चूसने की गोलियाँ
}
unit-respule = { $count ->
    [one] रेस्प्यूल
   *[other] रेस्प्यूल
}
unit-rotacap = { $count ->
    [one] साँस से लेने का कैप्सूल
   *[other] साँस से लेने के कैप्सूल
}
unit-spoon = { $count ->
    [one] समतल चम्मच
   *[other] समतल चम्मच
}
unit-gram = { $count ->
    [one] ग्राम
   *[other] ग्राम
}
supplied-tube = { $count ->
    [one] ट्यूब
   *[other] ट्यूब
}
supplied-inhaler = { $count ->
    [one] इनहेलर
   *[other] इनहेलर
}
supplied-bottle = { $count ->
    [one] बोतल
   *[other] बोतलें
}
supplied-vial = { $count ->
    [one] वायल
   *[other] वायल
}
supplied-pen = { $count ->
    [one] पेन
   *[other] पेन
}
supplied-cartridge = { $count ->
    [one] कार्ट्रिज
   *[other] कार्ट्रिज
}
supplied-strip = { $count ->
    [one] पत्ता
   *[other] पत्ते
}
supplied-pack = { $count ->
    [one] पैक
   *[other] पैक
}
supplied-respule = { $count ->
    [one] रेस्प्यूल
   *[other] रेस्प्यूल
}
supplied-ampoule = { $count ->
    [one] एम्प्यूल
   *[other] एम्प्यूल
}
supplied-ml = { $count ->
    [one] मिली
   *[other] मिली
}
supplied-gram = { $count ->
    [one] ग्राम
   *[other] ग्राम
}
supplied-dose = { $count ->
    [one] ख़ुराक
   *[other] ख़ुराकें
}

measure = { $amount } { $unit }
measure-bare = { $amount }
measure-quarter-tablet = चौथाई गोली
measure-half-tablet = आधी गोली
measure-three-quarters-tablet = पौन गोली
when-morning = सुबह
when-noon = दोपहर
when-night = रात को
when-morning-noon = सुबह और दोपहर
when-morning-night = सुबह और रात को
when-noon-night = दोपहर और रात को
when-all = सुबह, दोपहर और रात को
rhythm-daily = हर दिन
rhythm-four-times = दिन में चार बार
rhythm-six-hourly = हर 6 घंटे पर
rhythm-four-hourly = हर 4 घंटे पर
rhythm-once = एक बार, तुरंत
rhythm-every-other = एक दिन छोड़कर
rhythm-weekly = हफ़्ते में एक बार, रोज़ नहीं
rhythm-twice-weekly = हफ़्ते में दो बार, रोज़ नहीं
rhythm-monthly = महीने में एक बार
dose-at = { $when } { $amount }
dose-then = { $first }, { $next }
dose-supply = { $dose }; { $days } के लिए { $quantity }
dose-during = { $dose }; { $days } तक
dose-in-all = { $dose }; कुल { $quantity }
supply = { $days } के लिए { $quantity }
supply-days = { $days } तक

error-dose = सुबह-दोपहर-रात, हर बार की मात्रा लिखें, जैसे { $example }।
error-dose-doubt = { $number } { $unit } या { $mass }? केवल संख्या दोनों हो सकती है। “{ $number } { $unit }” या “{ $mass }” लिखें।
error-dose-asks = यहाँ केवल संख्या काफ़ी नहीं: किसकी? इकाई भी लिखें, जैसे { $example }।
error-dose-when = { $amount }, कब? ऐसे लिखें: { $example }, या पीछे BD, TDS या HS; ज़रूरत पर ही लेना हो तो पीछे SOS।
error-dose-rhythm = “{ $words }” सुबह, दोपहर और रात में नहीं बैठता। इसे ख़ाली छोड़ें, निर्देश में “{ $example }” लिखें, और कुल मात्रा भी।
error-dose-eye = OD: दिन में एक बार, या दाईं आँख? ऐसे लिखें: 1-0-0 drops, और आँख निर्देश में।
error-dose-behind = “{ $time } { $number }”: हर बार { $number }, या { $number } दिन तक? “{ $number } { $unit } { $time }” या “{ $time } x { $number } days” लिखें।
error-dose-weeks = “x { $number }”: इतने दिन, या इतनी बार? पूरा लिखें, जैसे “x { $number } weeks” या “x { $number } days”।
error-dose-every = एक साथ { $number }, या इतने समय में एक बार? “{ $number } { $unit } { $rhythm }” लिखें; इससे विरल हो तो निर्देश में।
error-dose-a-day = एक साथ { $number }, या दिन में { $number } बार? “{ $number } { $unit } OD” लिखें, या BD, TDS या QID।
error-dose-on = ON: रात को, या लगाना? 1-0-0 या 0-0-1 लिखें।
error-dose-two-times = “{ $words }” निशानों से अलग समय बताता है। केवल निशान लिखें, जैसे { $example }।
error-dose-daily = मेथोट्रेक्सेट हर दिन? यह प्रायः हफ़्ते में एक बार ली जाती है। तब मात्रा के पीछे “once a week” लिखें, और निर्देश में हफ़्ते का दिन। हर दिन ही देनी हो तो “{ $marks } daily” लिखें।
error-dose-spoon = किसका चम्मच: तरल का या पाउडर का? इस दवा का रूप मालूम नहीं: नाम के साथ “Syp” या “powder” लिखें, या मात्रा ml या g में।
error-dose-cap = “{ $words }”: ढक्कन में कितना आता है, कोई नहीं जानता। मिली में लिखें, जैसे 5 ml-0-5 ml।
error-dose-steps = “{ $words }” में एक से ज़्यादा चरण हैं। हर चरण की अलग पंक्ति लिखें, पहली में उसकी ख़ुराक और दिन; अगली पंक्तियों में दवा का नाम फिर लिखें और निर्देश “फिर” से शुरू करें।
error-days = 1 से 365 तक की संख्या; 5 days, 2 weeks या 1 month भी।
error-days-twice = ख़ुराक में दिनों की संख्या इस खाने से अलग है। एक ही जगह लिखें।
error-food-twice = खाने से पहले या बाद: ख़ुराक में और इस खाने में अलग-अलग लिखा है। एक ही जगह लिखें।
error-quantity = 1 से 9999 तक पूरी संख्या; ख़ुराक से अलग गिनी जाए तो इकाई भी: 10 tabs, 60 ml, 15 g, 1 tube, 2 strips।
error-quantity-packs = { $number } { $pack }? संख्या के पीछे इकाई लिखें, जैसे 60 ml, 15 g या { $number } { $pack }।
error-quantity-insulin = { $number } क्या? ऐसे लिखें: { $number } pens, { $number } vials, { $number } cartridges या 300 units।
error-quantity-unit = “{ $words }” यहाँ ठीक नहीं: यह दवा ऐसे नहीं दी जाती।
error-quantity-words = “{ $words }” समझ नहीं आया। ऐसे लिखें: 10 tabs, 60 ml, 15 g, 1 tube या 2 strips।
quantity-short = ख़ुराक के हिसाब से { $need } चाहिए: इससे कम दिया जा रहा है। क्या यह सही है?
quantity-much = ख़ुराक के हिसाब से { $need } चाहिए: इससे बहुत ज़्यादा दिया जा रहा है। क्या यह सही है?
error-dose-amount = हर बार कितनी? ऐसे लिखें: { $example }।
error-dose-liquid = कितने मिली? केवल संख्या चम्मच भी हो सकती है, कप भी। ऐसे लिखें: { $example }।
error-dose-unit-missing = किसमें गिनें? इस दवा का रूप मालूम नहीं है: इकाई भी लिखें, जैसे 1-0-1 tablets या 5 ml-0-5 ml।
error-dose-measure = “{ $words }” माप के रूप में समझ नहीं आया। ऐसे लिखें: { $example }; बाक़ी निर्देश में लिखें।
error-dose-unit = “{ $words }” यहाँ ठीक नहीं: यह दवा { $own } में गिनी जाती है। ऐसे लिखें: { $example }।
error-dose-mixed = तीनों मात्राएँ एक ही इकाई में नहीं हैं। इकाई हर मात्रा के साथ लिखें, या अंत में एक बार, जैसे { $example }।
error-dose-tablespoon = बड़ा चम्मच मिली में लिखें: 15 ml। उसे छोटा चम्मच समझ लेना आसान है।
error-dose-qualified = “{ $words }”: वही गिना जाता है जो लेबल पर है; लवण, बेस और elemental मात्रा बदली नहीं जाती। ऐसे लिखें: { $example }।
error-dose-mass-form = { $mass } किस रूप में? यह दवा कैसे दी जाती है, मालूम नहीं: लिखें { $example }।
error-dose-mass-unknown = { $mass } बदला नहीं जा सकता: यह दवा सूची में नहीं है। गिनकर लिखें, जैसे { $example }।
error-dose-mass-combined = { $mass } किस घटक का? इसमें कई हैं। गिनकर लिखें, जैसे { $example }।
error-dose-mass-slow = { $mass } बदला नहीं जाता: यह धीरे-धीरे असर करने वाली गोली है। पूरी गोलियाँ लिखें, जैसे { $example }।
error-dose-mass-enteric = { $mass } बदला नहीं जाता: इस गोली की परत साबुत रहनी चाहिए। पूरी गोलियाँ लिखें, जैसे { $example }।
error-dose-mass-capsule = { $mass } बदला नहीं जाता: कैप्सूल बाँटा नहीं जा सकता। पूरे कैप्सूल लिखें, जैसे { $example }।
error-dose-mass-strength = { $mass } बदला नहीं जा सकता: इस दवा की शक्ति mg में नहीं बताई गई है। गिनकर लिखें, जैसे { $example }।
error-dose-mass-tablets = { $mass }, { $strength } की पूरी, आधी या चौथाई गोली नहीं बनती। दूसरी शक्ति या मात्रा चुनें।
error-dose-mass-liquid = { $mass }, { $strength } से ठीक-ठीक नापा नहीं जा सकता। मिली लिखें, या ऐसी मात्रा जो आधे मिली में बँटे।
error-dose-mass-other = { $mass } इस रूप के लिए बदला नहीं जाता। ऐसे लिखें: { $example }।
error-dose-slow = धीरे-धीरे असर करने वाली गोली तोड़ी नहीं जाती: सारी दवा एक साथ निकल आएगी। पूरी गोलियाँ लिखें, या दूसरी शक्ति या रूप चुनें। अगर यह गोली तोड़ने के लिए ही बनी हो, तो इसे ख़ाली छोड़ें और ख़ुराक निर्देश में लिखें।
error-dose-scored = धीरे-धीरे असर करने वाली गोली तोड़ी नहीं जाती, वरना सारी दवा एक साथ निकल आएगी। उस पर तोड़ने की रेखा हो तो ख़ुराक के पीछे “scored” लिखें, नहीं तो पूरी गोलियाँ लिखें या दूसरी शक्ति चुनें।
error-dose-scored-halves = रेखा पर यह गोली केवल आधी होती है: ½, 1½।
error-dose-enteric = इस गोली की परत साबुत रहनी चाहिए: यह तोड़ी नहीं जाती। पूरी गोलियाँ लिखें, या दूसरी शक्ति या रूप चुनें।
error-dose-quarters = गोली केवल आधी या चौथाई की जाती है: ¼, ½, ¾।
error-dose-halves = { $unit }: पूरा या आधा ही दिया जा सकता है।
error-dose-whole = { $unit }: केवल पूरी संख्या दी जा सकती है।
error-dose-fine = इतना बारीक कोई नहीं नापता: 0.05 मिली के क़दमों में लिखें।
error-dose-most = एक बार में { $amount } कोई नहीं लेता: ज़्यादा से ज़्यादा { $most }। शायद दूसरी शक्ति की दवा चाहिए।

error-measure = “{ $value }” पढ़ा नहीं जा सका। { $unit } में संख्या लिखें।
error-measure-unit = “{ $words }” में यहाँ नहीं नापते। { $unit } में लिखें।
error-measure-whole = { $value } पूरी संख्या नहीं है। यह पूरी संख्या में गिना जाता है।
error-measure-gram = वज़न ग्राम तक रखा जाता है: दशमलव के बाद ज़्यादा से ज़्यादा तीन अंक।
error-measure-grams = नवजात या शिशु में { $value } kg नहीं हो सकता। अगर ये ग्राम हैं तो { $value } g लिखें।
error-measure-mmol = { $value } mg/dl है, या mmol/l में? अगर mg/dl है तो “{ $value } mg/dl” लिखें; mmol/l हो तो 18 से गुणा करके लिखें।
error-measure-tenth = क़द मिलीमीटर तक रखा जाता है: दशमलव के बाद ज़्यादा से ज़्यादा एक अंक।
error-measure-range = { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-measure-newborn = नवजात में { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-measure-infant = दो साल से कम में { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-measure-small = दो से चार साल में { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-measure-child = पाँच से ग्यारह साल में { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-measure-grown = इस उम्र में { $value } नहीं हो सकता: { $low } से { $high } { $unit } के बीच।
error-temperature = यह जीवित व्यक्ति का तापमान नहीं है, एक दशमलव तक। 38.5 (°C) या 101.3 (°F) जैसा लिखें।
error-pressure = दोनों लिखें, ऊपर वाला पहले, जैसे 120/80।
error-pressure-order = { $over } को { $under } से ऊपर होना चाहिए: ऊपर वाला पहले आता है।
dose-by-weight = दिन भर में { $milligrams } mg/kg
dose-by-weight-much = बच्चे को आम तौर पर इतना नहीं दिया जाता। क्या यह सही है?
dose-may-follow = अगर यह ऊपर की पंक्ति के बाद का चरण है, तो निर्देश “फिर” से शुरू करें: काग़ज़ पर भी यही लिखा आएगा।
dose-by-weight-unchecked = वज़न के हिसाब से खुराक नहीं जाँची गई: इसमें कितनी दवा है, पता नहीं।
rhythm-needed = ज़रूरत पड़ने पर
