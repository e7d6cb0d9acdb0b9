sign-in = अंदर आएँ
sign-in-title = अंदर आएँ
sign-in-staff = स्टाफ़ और डॉक्टर
sign-in-login = ई-मेल या फ़ोन
sign-in-password = पासवर्ड
sign-in-by-code = मैं मरीज़ हूँ: मुझे कोड भेजें
sign-in-refused = यह सही नहीं है। दोनों जाँचकर फिर कोशिश करें; कई कोशिशों के बाद थोड़ा रुकें।
error-password-short = कम से कम दस अक्षर। तीन सादे शब्द साथ में अच्छे रहते हैं।
error-password-long = ज़्यादा से ज़्यादा 200 अक्षर।
doors-title = कहाँ जाना है?
doors-none = आप अभी किसी क्लिनिक से नहीं जुड़े हैं। रिसेप्शन से अपना नंबर दर्ज कराएँ, या एडमिन से जोड़ने को कहें।
message-code = { $code } स्वास्थ्य के लिए आपका कोड है। यह पाँच मिनट चलेगा। इसे किसी को न बताएँ, क्लिनिक को भी नहीं।
message-invitation-subject = { $place } में आपका खाता
message-invitation = { $name }, { $place } ने आपका खाता बनाया है। तीन दिन के अंदर अपना पासवर्ड चुनें: { $link }
sign-in-phone = आपका मोबाइल नंबर
sign-in-phone-hint = वही नंबर जो क्लिनिक में दर्ज है। हम उस पर कोड भेजेंगे।
sign-in-send-code = मुझे कोड भेजें
sign-in-by-password = मैं यहाँ काम करता/करती हूँ: पासवर्ड से अंदर आएँ
code-title = कोड लिखें
code-where = अगर { $phone } किसी क्लिनिक में दर्ज है, तो छह अंकों वाला { $channel ->
    [whatsapp] WhatsApp संदेश
   *[other] SMS
} आ रहा है।
code-digits = छह अंक
code-again = नया कोड भेजें
code-other-phone = दूसरा नंबर लिखें
code-instead = { $channel ->
    [whatsapp] WhatsApp से भेजें
   *[other] SMS से भेजें
}
code-none-came = दो मिनट में कुछ नहीं आया? क्लिनिक के रिसेप्शन पर पूछें: वे देख सकते हैं कि कौन-सा नंबर दर्ज है।
code-sent = { $channel ->
    [whatsapp] WhatsApp देखें।
   *[other] SMS देखें।
} कोड पाँच मिनट तक चलेगा।
code-too-soon = इस नंबर के लिए अभी-अभी कोड माँगा गया है। आधा मिनट रुककर फिर माँगें।
code-too-many = पिछले एक घंटे में बहुत ज़्यादा कोड माँगे गए हैं। एक घंटा रुकें, या क्लिनिक के रिसेप्शन पर पूछें।
code-none-left = अभी और कोड नहीं भेजे जा सकते। पासवर्ड से अंदर आएँ, या क्लिनिक के रिसेप्शन पर पूछें।
code-not-there = कोड केवल भारतीय मोबाइल नंबरों पर जाते हैं: दस अंक, 6, 7, 8 या 9 से शुरू।
code-six = कोड में छह अंक होते हैं।
code-wrong = { $left ->
    [one] यह सही कोड नहीं है। एक बार और कोशिश कर सकते हैं।
   *[other] यह सही कोड नहीं है। { $left } बार और कोशिश कर सकते हैं।
}
code-over = यह कोड अब नहीं चलेगा। नया कोड माँगें।
invitation-title = पासवर्ड चुनें
invitation-for = { $name }, यह { $place } में आपका खाता है।
invitation-known = { $name }, आपका खाता पहले से है। अंदर आएँ, नई जगह वहीं मिलेगी।
invitation-password = नया पासवर्ड
invitation-save = सहेजें और अंदर आएँ
invitation-done = आपका पासवर्ड सहेज लिया गया। स्वागत है।
invitation-expired = इस लिंक का समय निकल गया
invitation-expired-advice = यह तीन दिन चलता है। { $place } के एडमिन से नया लिंक माँगें।
invitation-used = यह लिंक इस्तेमाल हो चुका है
invitation-used-advice = आपका पासवर्ड चुना जा चुका है। उसी से अंदर आएँ।
outbox-title = डेमो इनबॉक्स
outbox-about = डेमो में कोई संदेश इस कंप्यूटर से बाहर नहीं जाता। सबसे नए यहाँ दिखते हैं।
outbox-channel = { $channel ->
    [email] ई-मेल
    [whatsapp] WhatsApp
   *[sms] SMS
}
outbox-empty = अभी कोई संदेश नहीं। साइन-इन पन्ने पर कोड माँगें।
