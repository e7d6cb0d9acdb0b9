today-token = टोकन
today-come-in = आपकी बारी है। कृपया अंदर आएँ।
today-turn-of = { $names }: आपकी बारी है
today-with-doctor = आप डॉक्टर के पास हैं।
today-skipped = आपको बुलाया गया था पर आप नहीं थे। रिसेप्शन को बताएँ कि आप आ गए हैं।
today-next = अगली बारी आपकी है। दरवाज़े के पास रहें।
today-ahead = { $count ->
    [one] आपसे पहले { $count } व्यक्ति
   *[other] आपसे पहले { $count } लोग
}
today-done = डॉक्टर ने देख लिया। पर्चा इसी मुलाक़ात में है।
today-over = यह मुलाक़ात पूरी हो गई।
today-wait = क़रीब { $range }
today-now-serving = अभी टोकन { $token } चल रहा है
today-updated = हाल: { $time }।
today-refresh = फिर देखें
today-none = परिवार में आज किसी का टोकन नहीं है। क्लिनिक पहुँचकर रिसेप्शन को यह फ़ोन नंबर बताएँ।
today-see-visit = मुलाक़ात देखें
today-family = इस फ़ोन पर परिवार
today-family-hint = कोई छूट गया है? “परिवार” में जोड़ें।
visits-none = अभी कोई मुलाक़ात नहीं। पहली मुलाक़ात के बाद डॉक्टर की जाँच और सलाह यहाँ मिलेगी।
visits-not-seen = इस मुलाक़ात में डॉक्टर से मिलना नहीं हुआ।
past-visit-title = मुलाक़ात
past-visit-doctor = डॉक्टर
past-visit-clinic = क्लिनिक
past-visit-complaint = शिकायत
past-visit-diagnosis = रोग
past-visit-advice = सलाह
past-visit-follow-up = फिर आएँ
past-visit-prescription = पर्चा देखें
pages = पन्ने
pages-newer = नए
pages-older = पुराने
receipts-none = अभी कोई रसीद नहीं। क्लिनिक में हर भुगतान की रसीद यहाँ मिलेगी।
receipts-void = रद्द
prescriptions-none = अभी कोई पर्चा नहीं। डॉक्टर के दस्तख़त होते ही पर्चा यहाँ मिलेगा।

openings-title = रिकॉर्ड किसने देखा
openings-about = क्लिनिक में जिसने आपके परिवार का रिकॉर्ड खोला, छापा या बदला। जो आप ख़ुद खोलते हैं, वह यहाँ नहीं है।
openings-none = जब से यह सूची है, किसी ने रिकॉर्ड नहीं खोला।
openings-you = आप
opened-record = रिकॉर्ड खोला
opened-consultation = परामर्श खोला
opened-draft = अलग रखे नोट खोले
opened-prescription = पर्चा छापने के लिए खोला
opened-receipt = रसीद छापने के लिए खोली
opened-slip = टोकन पर्ची छापने के लिए खोली
opened-card = ओपी कार्ड छापने के लिए खोला
