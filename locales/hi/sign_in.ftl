sign-in = अंदर आएँ
sign-in-title = अंदर आएँ
sign-in-staff = स्टाफ़ और डॉक्टर
sign-in-login = ईमेल या फ़ोन
sign-in-password = पासवर्ड
sign-in-by-code = मैं मरीज़ हूँ: मुझे कोड भेजें
sign-in-refused = यह सही नहीं है। दोनों जाँचकर फिर कोशिश करें; कई कोशिशों के बाद थोड़ा रुकें।
sign-in-too-many = यहाँ से बहुत सारे पासवर्ड आज़माए गए। पंद्रह मिनट रुकें, या फ़ोन से अंदर आएँ।
error-password-short = कम से कम दस अक्षर। तीन सादे शब्द साथ में अच्छे रहते हैं।
error-password-long = ज़्यादा से ज़्यादा 200 अक्षर।
doors-title = कहाँ जाना है?
doors-none = आप अभी किसी क्लिनिक से नहीं जुड़े हैं। रिसेप्शन से अपना नंबर दर्ज कराएँ, या एडमिन से जोड़ने को कहें।
offer-asks = { $organisation } चाहता है कि आप वहाँ काम करें।
offer-about = तभी स्वीकार करें जब आप उन्हें जानते हों। तब तक वहाँ कुछ नहीं खुलता, और वहाँ का कोई भी आपके खाते में कुछ नहीं बदल सकता।
offer-accept = स्वीकार करें
offer-refuse = मना करें
offer-accepted = अब आप { $organisation } में काम करते हैं।
offer-declined = आपने मना कर दिया। { $organisation } को बता दिया गया है।
offer-over = इसका जवाब पहले ही दिया जा चुका है, या इसे वापस ले लिया गया।
message-offer-declined-subject = { $who } ने मना किया
message-offer-declined = { $name }, { $who } ने { $organisation } में काम करने से मना कर दिया। अगर आपको आश्चर्य हो, तो उनसे पूछें। Swasthya
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
    [email] ईमेल
    [whatsapp] WhatsApp
   *[sms] SMS
}
outbox-empty = अभी कोई संदेश नहीं। साइन-इन पन्ने पर कोड माँगें।
error-password-common = इसका अंदाज़ा लगाना आसान है। तीन-चार सादे शब्द अच्छे रहते हैं, जिनका आपसे या क्लिनिक से कोई संबंध न हो।
reset-title = पासवर्ड भूल गए
reset-about = हम आपके ईमेल पर एक लिंक भेजेंगे। यह आधे घंटे तक चलेगा।
reset-email = ईमेल
reset-send = मुझे लिंक भेजें
reset-sent = अगर यह पता किसी पासवर्ड वाले खाते का है, तो लिंक आ रहा है। अपना ईमेल देखें।
reset-too-many = बहुत बार लिंक माँगा गया। अपना ईमेल देखें, या एक घंटे बाद फिर कोशिश करें।
reset-done = आपका पासवर्ड सहेज लिया गया। उसी से अंदर आएँ।
reset-ends-all = सभी उपकरणों से साइन आउट हो जाएगा।
reset-expired-advice = यह आधे घंटे तक चला, या इसके बाद नया लिंक भेजा गया।
reset-again = मुझे नया लिंक भेजें
reset-used-advice = इससे आपका पासवर्ड बदला जा चुका है। नए पासवर्ड से अंदर आएँ।
message-reset-subject = नया पासवर्ड चुनें
message-reset = { $name }, आधे घंटे के अंदर नया पासवर्ड चुनें: { $link } अगर आपने नहीं माँगा, तो कुछ न करें।
message-new-device-subject = आपके खाते में नया प्रवेश
message-new-device = { $device } से आपके स्वास्थ्य खाते में प्रवेश हुआ है। अगर यह आप नहीं थे, तो पासवर्ड बदलें और खाते में जाकर उस उपकरण को बाहर करें।
message-password-changed-subject = आपका पासवर्ड बदल गया
message-password-changed = आपके स्वास्थ्य खाते का पासवर्ड बदला गया है। अगर यह आपने नहीं किया, तो तुरंत अपने एडमिन से बात करें।
account-title = मेरा खाता
account-back = कहाँ जाना है?
devices-title = उपकरण
devices-about = अभी आप यहाँ-यहाँ अंदर हैं। जिसे आप नहीं पहचानते, उसे बाहर करें।
devices-end-others = बाकी सब बाहर करें
devices-ended = { $count ->
    [0] आप और कहीं अंदर नहीं थे।
    [one] एक और उपकरण बाहर किया गया।
   *[other] { $count } और उपकरण बाहर किए गए।
}
device-this = यह उपकरण
device-since = { $day }, { $time } से
device-seen = पिछला उपयोग { $day }, { $time }
device-end = बाहर करें
device-ended = वह उपकरण बाहर किया गया।
password-title = पासवर्ड
password-change = पासवर्ड बदलें
password-choose = पासवर्ड चुनें
password-current = अभी का पासवर्ड
password-current-wrong = यह आपका अभी का पासवर्ड नहीं है।
password-new = नया पासवर्ड
password-hint = कम से कम दस अक्षर। तीन-चार सादे शब्द साथ में अच्छे रहते हैं।
password-ends-others = बाक़ी उपकरणों से साइन आउट हो जाएगा।
password-changed = आपका पासवर्ड बदल गया। बाकी उपकरण बाहर किए गए।
outbox-codes = ऑथेंटिकेटर ऐप अभी ये दिखाते हैं
two-step-title = दो चरणों में प्रवेश
two-step-on = चालू
two-step-about = पासवर्ड के बाद आप अपने फ़ोन के ऐप से छह अंक लिखते हैं। जो आपका पासवर्ड जान ले, वह भी अंदर नहीं आ सकता।
two-step-needed = यहाँ जो रिकॉर्ड देखते हैं, वे दो चरणों में अंदर आते हैं। अभी चालू करें: एक मिनट लगेगा।
two-step-grace = { $days ->
    [0] अगली बार अंदर आने से
    [one] कल से
   *[other] { $days } दिन बाद
} यहाँ के रिकॉर्ड केवल उन्हीं के लिए खुलेंगे जो दो चरणों में अंदर आते हैं। इसे चालू करने में एक मिनट लगता है।
two-step-begin = चालू करें
two-step-by-phone = स्मार्टफ़ोन नहीं है? { $phone } पर संदेश से आया कोड दूसरा चरण हो सकता है। यह ऐप से कमज़ोर है: जिसके पास यह नंबर हो, उसे कोड मिल जाता है।
two-step-by-phone-begin = मेरे फ़ोन पर संदेश से
two-step-no-phone = स्मार्टफ़ोन नहीं है? आपके फ़ोन पर संदेश से आया कोड दूसरा चरण हो सकता है, पर यह कमज़ोर है।
two-step-add-phone = अपना नंबर जोड़ें
two-step-is-by-phone = दूसरा चरण आपके फ़ोन पर संदेश से आया कोड है। ऐप ज़्यादा मज़बूत है: उसे चालू करने के लिए पहले इसे बंद करें।
two-step-not-twice = आप इसी फ़ोन से अंदर आए हैं: उस पर आया कोड वही प्रमाण दोबारा होगा। पहले अपने पासवर्ड से अंदर आएँ।
two-step-scan = ऑथेंटिकेटर ऐप खोलें (Google Authenticator, Aegis, Microsoft Authenticator) और इसे स्कैन करें:
two-step-type = या ऐप में यह लिखें:
two-step-then = फिर ऐप में दिख रहे छह अंक लिखें:
two-step-code = छह अंक
two-step-hint = अंक हर तीस सेकंड में बदलते हैं।
two-step-demo = डेमो: ऐप अभी { $code } दिखाता।
two-step-confirm = चालू करें
two-step-wrong = यह सही नहीं है, या पहले इस्तेमाल हो चुका है। अगले अंकों का इंतज़ार करके फिर कोशिश करें।
two-step-wait = बहुत बार ग़लत लिखा गया। थोड़ा रुककर फिर कोशिश करें।
two-step-codes-left = { $count ->
    [0] कोई रिकवरी कोड नहीं बचा। नए बनाएँ।
    [one] एक रिकवरी कोड बचा है।
   *[other] { $count } रिकवरी कोड बचे हैं।
}
two-step-new-codes = नए रिकवरी कोड
two-step-remove = बंद करें
two-step-remove-confirm = दो चरणों में प्रवेश बंद करें?
two-step-removed = दो चरणों में प्रवेश बंद है।
recovery-title = रिकवरी कोड
recovery-about = इन्हें कहीं सुरक्षित रखें: फ़ोन पास न हो तो हर कोड एक बार आपका खाता खोलता है। ये सिर्फ़ अभी दिखाए जा रहे हैं।
recovery-kept = मैंने रख लिए
second-step-title = दूसरा चरण
second-step-hint = आपके ऑथेंटिकेटर ऐप से; या रिकवरी कोड।
second-step-by-phone = आपके फ़ोन पर आए संदेश से; या रिकवरी कोड।
second-step-remember = इस उपकरण को 30 दिन याद रखें
second-step-back = फिर से शुरू करें
second-step-over = बहुत देर हो गई। फिर से शुरू करें।
confirm-title = क्या यह आप ही हैं?
confirm-about = इससे पहले अपना दूसरा चरण फिर से पूरा करें।
confirm-about-any = इससे पहले एक बार फिर दिखाएँ कि यह आप ही हैं।
confirm-send-code = { $phone } पर कोड भेजें
confirm-code-sent = { $phone } पर आया कोड लिखें।
confirm-submit = आगे बढ़ें
message-two-step-on-subject = दो चरणों में प्रवेश चालू हुआ
message-two-step-on = आपके स्वास्थ्य खाते में दो चरणों में प्रवेश चालू किया गया। अगर यह आपने नहीं किया, तो तुरंत अपने एडमिन से बात करें।
message-two-step-off-subject = दो चरणों में प्रवेश बंद हुआ
message-two-step-off = आपके स्वास्थ्य खाते में दो चरणों में प्रवेश बंद किया गया। अगर यह आपने नहीं किया, तो तुरंत अपना पासवर्ड बदलें।
device-unknown = कोई और प्रोग्राम
two-step-open = ऐप इसी उपकरण पर है: खोलें
two-step-again = यह किसी और उपकरण पर या बहुत पहले शुरू हुआ था। यहाँ फिर से शुरू करें।

holder-title = क्या यह नंबर अब भी आपका है?
holder-about = यह नंबर { $organisation } में तीन महीने से ज़्यादा समय से इस्तेमाल नहीं हुआ, और नंबर किसी नए व्यक्ति को मिल सकते हैं। किसी का रिकॉर्ड खुलने से पहले कोई एक बात बताएँ जो सिर्फ़ परिवार जानता है।
holder-born = जन्मतिथि
holder-born-hint = इस नंबर पर दर्ज किसी भी व्यक्ति की: 05/11/1990।
holder-number = या रिकॉर्ड नंबर
holder-number-hint = ओपीडी कार्ड, पर्ची या पर्चे से: SW-000123।
holder-submit = रिकॉर्ड खोलें
holder-help = दोनों में से कुछ नहीं पता? क्लिनिक आने पर रिसेप्शन आपका नंबर पक्का कर सकता है। यह नंबर आपके लिए नया है? तो ये रिकॉर्ड आपके नहीं हैं: आपके कहने पर क्लिनिक नंबर हटा देगा।
holder-neither = जन्मतिथि ऐसे लिखें 05/11/1990, या रिकॉर्ड नंबर ऐसे SW-000123 और साथ में नाम।
holder-wrong = { $left ->
    [one] यह सही नहीं है। { $left } कोशिश बाक़ी है।
   *[other] यह सही नहीं है। { $left } कोशिशें बाक़ी हैं।
}
holder-over = बहुत बार ग़लत हुआ। क्लिनिक आने पर रिसेप्शन आपका नंबर पक्का कर सकता है।
holder-known = धन्यवाद। रिकॉर्ड फिर से खुल गए हैं।
message-record-moved-subject = आपके फ़ोन से एक रिकॉर्ड हटाया गया
message-record-moved = नमस्ते { $name }, { $organisation } में { $patient } का रिकॉर्ड आपके नंबर से दूसरे नंबर पर गया है। आपने नहीं कहा था तो आज ही क्लिनिक को बताएँ। Swasthya
holder-name = उस पर लिखा नाम
holder-name-hint = जिसका वह नंबर है, उसका नाम।
message-number-released-subject = आपका फ़ोन नंबर हटाया गया
message-number-released = { $organisation } में यह फ़ोन नंबर रिकॉर्ड से हटाया गया, क्योंकि बताया गया कि यह अब किसी और का है। अगर यह अब भी आपका है तो आज ही क्लिनिक को बताएँ। Swasthya
signed-in-title = आप साइन इन हैं
signed-in-advice = आप जो कर रहे थे वह वहीं आगे बढ़ता है। यह टैब बंद किया जा सकता है।
recovery-copy = कोड कॉपी करें
