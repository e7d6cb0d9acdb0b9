# बुकिंग।
bookings-title = बुकिंग
bookings-none = न कुछ बुक है, न कुछ खाली।
bookings-free = { $count ->
    [one] खाली
   *[other] { $count } खाली
}
bookings-day-after = अगला दिन
requests-title = अनुरोध
requests-about = कौन समय माँग रहा है। जवाब मिलने तक हर किसी की जगह रखी रहती है।
requests-none = कोई जवाब की राह नहीं देख रहा।
places-days = दिन
places-free = { $count ->
    [0] भरा
   *[other] { $count } खाली
}
places-none = इस दिन कुछ खाली नहीं है।
places-next = अगला खाली दिन: { $day }
places-title = { $name } के लिए समय
places-moving = बुक है: { $when }, { $doctor }
places-other = जो समय नहीं दिया जाता, उसके पास का समय चुनें: वहाँ आप ज़्यादा बुक कर सकते हैं।
booking-new = बुक करें
booking-submit = बुक करें
booking-other-time = दूसरा समय
booking-whom = किसके लिए
booking-whom-hint = फ़ोन, नाम या रिकॉर्ड नंबर
booking-find = खोजें
booking-nobody = इससे कोई नहीं मिला।
booking-missed = { $count ->
    [one] पिछले साल एक बार नहीं आए
   *[other] पिछले साल { $count } बार नहीं आए
}
booking-missed-label = नहीं आए
booking-made = { $name } के लिए बुक हुआ।
booking-already = { $name } का यही समय पहले से है।
booking-conflicts = बुक नहीं हुआ। इसके आड़े यह है:
booking-despite = फिर भी बुक, क्योंकि
booking-despite-hint = केवल कारण के साथ। यह लिखा जाता है।
booking-moved = बदल दिया। मरीज़ को बताया जाएगा।
booking-there = वह पहले से वहीं था।
booking-too-late = इस बीच बात आगे बढ़ गई। कुछ नहीं बदला।
booking-move = { $name } की बुकिंग बदलें
booking-move-submit = बदलें
booking-was = अब तक
booking-will-be = अब से
booking-approved = पक्की की। मरीज़ को बताया जाएगा।
booking-declined = मना किया। मरीज़ को बताया जाएगा।
booking-cancelled = रद्द की। मरीज़ को बताया जाएगा।
booking-here = आ गए: टोकन
booking-approve = पक्की करें
booking-refuse = मना करें
booking-cancel = रद्द करें
booking-cancel-confirm = { $name } की बुकिंग रद्द करें?
booking-reason = कारण
booking-reason-hint = मरीज़ इसे पढ़ते हैं।
booking-via = कैसे माँगा
booking-made-at = कब बुक हुआ
booking-phone = फ़ोन
booking-confirmed = आने की बात कही
booking-answer-until = जवाब कब तक
booking-refused-because = मना करने का कारण
via-desk = काउंटर पर
via-doctor = डॉक्टर के साथ
via-portal = मरीज़ के खाते से
via-public = सार्वजनिक पेज पर
not-bookable-clinic = क्लिनिक बंद है।
not-bookable-here = डॉक्टर यहाँ मरीज़ नहीं देखते।
not-bookable-switched-off = डॉक्टर अभी बुकिंग नहीं लेते।
not-bookable-holiday = छुट्टी: { $reason }
not-bookable-leave = डॉक्टर छुट्टी पर हैं।
not-bookable-hours = इस दिन समय नहीं है।
conflict-past = यह समय बीत चुका है।
conflict-outside = यह डॉक्टर का समय नहीं है।
conflict-held = कोई इसे अभी बुक कर रहा है।
conflict-full = भरा है: { $by }
conflict-elsewhere = डॉक्टर तब { $clinic } में हैं: { $when }।
conflict-busy = मरीज़ तब { $doctor } के पास हैं: { $when }, { $clinic }।
conflict-same-day = मरीज़ उस दिन पहले से इसी डॉक्टर से मिल रहे हैं।
