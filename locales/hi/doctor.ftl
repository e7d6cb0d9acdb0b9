error-dose-missing = कितनी और कब? 1-0-1 जैसे अंक लिखें, “केवल ज़रूरत पर” चुनें, या निर्देश लिखें।
error-follow-up = आगे की तारीख़ लिखें, जैसे 30/11/2026, या कितने दिन बाद: 7, 2 weeks, 1 month।
error-consultation-empty = अभी कुछ नहीं लिखा गया है। शिकायत, जाँच, निदान या दवा लिखें।
error-allergy-reason = मरीज़ को { $allergy } से एलर्जी है। फिर भी देने का कारण लिखें, या दवा हटाएँ।

patient = मरीज़
allergies = एलर्जी
conditions = पुरानी बीमारियाँ
current-medicines = चालू दवाएँ
alerts = एलर्जी, बीमारियाँ, दवाएँ
alert-allergy = एलर्जी
alert-condition = बीमारी
alert-current-medicine = पहले से चालू दवा
alert-empty = दर्ज करने को कुछ नहीं: तीनों जगह खाली थीं।
alert-not-noted = यह दर्ज नहीं हुआ। हस्ताक्षर से पहले साफ़ लिखकर दर्ज करें, या हटा दें।

history = पिछली मुलाक़ातें
history-none = पहली मुलाक़ात: अभी तक कुछ नहीं लिखा गया है।
history-earlier = { $count ->
    [one] पहले की { $count } मुलाक़ात
   *[other] पहले की { $count } मुलाक़ातें
}
history-whole = पूरा नोट
findings = जाँच
complaint = शिकायत
symptoms = लक्षण
symptoms-hint = हर पंक्ति में एक, या अल्पविराम से अलग
notes = टिप्पणी
notes-private = क्लिनिक के लिए: न मरीज़ के पेज पर दिखते हैं, न छपते हैं।
diagnosis = निदान
diagnoses = निदान
diagnosis-number = निदान { $number }
diagnosis-primary = मुख्य निदान
diagnosis-add = एक और निदान
advice = सलाह
advice-and-follow-up = सलाह और अगली मुलाक़ात
follow-up = फिर दिखाएँ
follow-up-hint = तारीख़, या कितने दिन बाद: 7, 2 weeks, 1 month
record-number = रिकॉर्ड नंबर
date = तारीख़
age-and-sex = उम्र, लिंग
licence = पंजीकरण सं.

vitals = शारीरिक माप
vital-pressure = बीपी
vital-pulse = नाड़ी
vital-temperature = तापमान
vital-spo2 = SpO₂
vital-weight = वज़न
vital-height = क़द
vital-respiratory = साँसें
vital-glucose = शुगर
vital-bmi = बीएमआई
vital-last = पिछली बार { $value }
deviation-very-low = बहुत कम
deviation-low = कम
deviation-high = अधिक
deviation-very-high = बहुत अधिक

prescription = पर्चा
prescription-repeat = पिछला पर्चा दोहराएँ
prescription-repeat-this = यही दोहराएँ
prescription-superseded = यह पर्चा { $date } को सुधारा गया था और अब मान्य नहीं है।
prescription-replaces = यह { $date } को { $time } पर लिखे पर्चे की जगह है।
medicine = दवा
medicine-unchecked = इस दवा में क्या है, मालूम नहीं: एलर्जी की जाँच नहीं हो सकती।
medicine-unknown-word = अनजान: “{ $word }”।
medicine-alike = “{ $word }”: क्या आपका मतलब { $name } है?
medicine-take-on = मैं जानता/जानती हूँ कि इसमें क्या है; इनसे जाँच नहीं हो सकती: { $allergy }
medicine-taken-on = यहाँ अनजान, इसलिए इनसे जाँच नहीं हुई: { $allergy }। डॉक्टर ने ज़िम्मेदारी ली।
error-taken-on = इस दवा में क्या है, मालूम नहीं, और मरीज़ को एलर्जी है: { $allergy }। निशान लगाएँ कि आप इसे जानते हैं, या दूसरी चुनें।
interactions-unchecked = दवाओं के आपसी असर की जाँच नहीं होती।
ingredient-twice = { $name } दवा { $number } में भी है।
dose = ख़ुराक
dose-set = दवा { $number } के लिए { $marks }
days-set = दवा { $number } के लिए { $count } दिन
days-short = दिन
dose-morning = सुबह
dose-noon = दोपहर
dose-night = रात
days-label = दिन
days = { $count ->
    [one] { $count } दिन
   *[other] { $count } दिन
}
food = भोजन
food-any = कभी भी
food-before = खाने से पहले
food-after = खाने के बाद
quantity = मात्रा
instructions = निर्देश
sos = केवल ज़रूरत पर (SOS)
sos-words = केवल ज़रूरत पड़ने पर
item-add = एक और दवा
item-removed = हटाई गई:
item-remove = दवा { $number } हटाएँ
allergy-warning = एलर्जी: { $allergy }।
allergy-likeness = “{ $word }” को { $name } माना गया है।
allergy-related = मरीज़ की एलर्जी से मिलती-जुलती: { $allergy }। कुछ लोगों को दोनों नहीं सुहातीं।
allergy-mentioned = “{ $allergy }” के दूर के परिवार से: यह एलर्जी जिन्हें है, उनमें से ज़्यादातर इसे सह लेते हैं। एक पर्चे में एक बार बताया जाता है।
allergy-unsure = एलर्जी “{ $allergy }” की जाँच नहीं हो सकती।
allergy-reason = फिर भी देने का कारण

draft-save = मसौदा सहेजें
draft-saved = मसौदा सहेज लिया गया है।
draft-saving = सहेजा जा रहा है…
draft-kept = सहेजा गया
draft-unsaved = सहेजा नहीं गया: कनेक्शन नहीं है। जो आप लिखते हैं, वह तब तक इसी ब्राउज़र में बंद रखा जाता है।
draft-clashing = दूसरी विंडो में भी बदला गया: चुनें कि कौन-सा रहे
draft-clash = दूसरी विंडो में अब यह लिखा है:
draft-clash-empty = कुछ नहीं
draft-keep-mine = यहाँ जो है वही रखें
draft-keep-theirs = वह लें
draft-closed = यह विज़िट अब खुली नहीं है: दूसरी विंडो में इस पर हस्ताक्षर हुए या इसे हटा दिया गया। उसके बाद आपने जो लिखा, वह उसमें नहीं है; वह अभी भी इस पेज पर है।
draft-closed-see = हस्ताक्षर किया हुआ देखें
draft-closed-kept = इस डिवाइस पर क्या रखा है
draft-sign-waits = कनेक्शन नहीं है: अभी हस्ताक्षर नहीं हुए। कनेक्शन लौटते ही अपने-आप, एक बार, हो जाएँगे।
draft-sign-not = हस्ताक्षर न करें
error-rows-most = { $most } पंक्तियों की जगह है; बाकी मसौदे में रखी हैं।
sign-and-print = हस्ताक्षर करें और छापें
sign-and-next = हस्ताक्षर करें, अगला मरीज़
consultation-signed-next = हस्ताक्षर हो गए। टोकन { $token } बुलाया गया।
consultation-signed-last = हस्ताक्षर हो गए। कोई प्रतीक्षा में नहीं है।
next-patient = अगला मरीज़
consultation-not-open = यह मुलाक़ात खुली नहीं है: इसे कतार से शुरू करें।
consultation-begun = शुरू हुआ: टोकन { $token }। मरीज़ ग़लत हो तो वापस लें।
consultation-taken-back = टोकन { $token } फिर प्रतीक्षा में है। जो लिखा गया वह रखा है, और मुलाक़ात फिर शुरू करने पर मिलेगा।
consultation-not-begun = इस मुलाक़ात की शुरुआत वापस ली गई थी। जो लिखा गया वह रखा है: हस्ताक्षर के लिए इसे फिर शुरू करें।
consultation-take-back = वापस लें: { $name } फिर प्रतीक्षा में
consultation-mistakes = { $count ->
    [one] हस्ताक्षर से पहले एक बात ठीक करनी है। कुछ खोया नहीं है।
   *[other] हस्ताक्षर से पहले { $count } बातें ठीक करनी हैं। कुछ खोया नहीं है।
}
consultation-signed = हस्ताक्षर हो गए। मुलाक़ात पूरी हुई।
consultation-mistake = देखें
consultation-signed-before = इस मुलाक़ात पर पहले ही हस्ताक्षर हो चुके हैं। कुछ नहीं बदला।
consultation-superseded = बाद के संस्करण में सुधारा गया
consultation-supersedes = यह संस्करण { $number } है। पिछला देखें।
correction-begin = सुधारें
correction-here = आप हस्ताक्षरित पर्चा सुधार रहे हैं। हस्ताक्षर करने पर यह उसकी जगह लेगा; पुराना पढ़ा जा सकेगा।
correction-reason = सुधार का कारण
correction-discard = सुधार छोड़ें
correction-discard-sure = यह सुधार छोड़ें? यहाँ किए बदलाव खो जाएँगे; हस्ताक्षरित पर्चा वैसा ही रहेगा।
correction-discarded = सुधार छोड़ दिया गया। हस्ताक्षरित पर्चा वैसा ही है।
formulary = दवा सूची
formulary-find = खोजें
formulary-ask = दवा या उसके घटक के नाम की शुरुआत लिखें।
formulary-none = ऐसी कोई दवा नहीं मिली। पर्चे पर आप इसे अपने शब्दों में लिख सकते हैं।
