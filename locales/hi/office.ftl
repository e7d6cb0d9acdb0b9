error-let-go = अब आप { $name } में काम नहीं करते
error-let-go-advice = { $name } के एडमिन ने आपका प्रवेश बंद किया है। आपका किया कुछ भी खोया नहीं है। अगर यह ग़लती है तो वहाँ के एडमिन से कहें कि आपको फिर जोड़ें।
doors-let-go = अब आप { $name } में काम नहीं करते: वहाँ के एडमिन ने आपका प्रवेश बंद किया है। अगर यह ग़लती है तो उनसे कहें कि आपको फिर जोड़ें।
people-search = नाम, ईमेल या फ़ोन
people-all = सब लोग
people-none-found = इस नाम का कोई यहाँ काम नहीं करता।
people-cut = { $total } में से { $most } लोग दिखाए गए हैं। बाकी को नाम से खोजें।
person-last-sign-in = पिछली बार अंदर आए
person-sign-in-never = अभी नहीं
person-sign-in-elsewhere = नहीं बताया जाता: वे कहीं और भी काम करते हैं
person-needed = ज़रूरी: कम से कम एक क्लिनिक और वहाँ उनका काम, उनका नाम, और ईमेल या फ़ोन नंबर। डॉक्टर के लिए लाइसेंस संख्या भी।
person-who = वे कौन हैं
person-mistakes = { $count ->
    [one] एक चीज़ ठीक करनी है।
   *[other] { $count } चीज़ें ठीक करनी हैं।
}
first-title = पहले मरीज़ से पहले
first-about = पाँच काम। पूरा होते ही हर एक पर निशान लग जाता है।
first-done = हो गया
first-later = अभी नहीं: आँकड़ों पर जाएँ
first-place = पता और UPI
first-place-about = ये हर पर्ची, नुस्ख़े और रसीद पर छपते हैं; मरीज़ UPI कोड से भुगतान करते हैं।
first-place-go = क्लिनिक
first-doctors = डॉक्टर और उनकी फ़ीस
first-doctors-about = लाइसेंस, विशेषज्ञता और फ़ीस के साथ: हर डॉक्टर का अपना स्तंभ बनता है।
first-doctors-go = डॉक्टर जोड़ें
first-desk = फ़्रंट डेस्क
first-desk-about = जो मरीज़ों का पंजीकरण करते हैं, टोकन देते हैं और पैसे लेते हैं।
first-desk-go = किसी को जोड़ें
first-patients = पुराना रजिस्टर
first-patients-about = Excel या किसी और प्रोग्राम की सूची; न हो तो डेस्क आने वालों का पंजीकरण करती है।
first-patients-go = रजिस्टर लाएँ
first-printed = छपाई
first-printed-about = फ़्रंट डेस्क पर जाएँ, अपना पंजीकरण करें और पर्ची छापें: किसी के आने से पहले काग़ज़ और प्रिंटर ठीक हों।
first-printed-go = फ़्रंट डेस्क पर
