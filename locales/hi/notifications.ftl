# घंटी, और वह क्या बताती है।
notifications-title = सूचनाएँ
notifications-bell = { $count ->
    [0] सूचनाएँ
   *[other] सूचनाएँ: { $shown } नई
}
notifications-none = अभी कुछ नहीं है। आपके काम की बात यहाँ बताई जाएगी।
notifications-new = नई
notifications-read-all = सब पढ़ी हुई मानें
notifications-all-read = सब पढ़ी हुई मान ली गईं।
notifications-cut = केवल { $count } दिखाई गई हैं। सूचनाएँ 90 दिन रखी जाती हैं।
notification-visit-called = { $patient }: आपकी बारी आ गई है, टोकन { $token }, { $doctor }।
notification-visit-cancelled = { $patient }: { $doctor } के साथ टोकन { $token } रद्द किया गया।
notification-visit-moved = { $patient }: आपकी मुलाक़ात बदली गई। अब आप { $doctor } से मिलेंगे, टोकन { $token }।
notification-booking-approved = { $patient }: आपकी बुकिंग पक्की है। { $doctor }, { $clinic }, { $when }।
notification-booking-declined = { $patient }: { $clinic } आपको { $doctor } के साथ { $when } का समय नहीं दे सका। { $reason }
notification-booking-moved = { $patient }: आपकी बुकिंग बदली गई। अब { $when }, { $doctor }, { $clinic }।
notification-booking-cancelled = { $patient }: { $clinic } ने { $doctor } के साथ { $when } की आपकी बुकिंग रद्द की।
notification-booking-reminder = { $patient }: { $when }, { $doctor }, { $clinic }।
notification-booking-soon = { $patient }: जल्द ही, { $when }, { $doctor }, { $clinic }।
notification-booking-asked = { $patient } को { $doctor } के साथ { $when } का समय चाहिए।
notification-prescription-ready = { $patient }: { $doctor } का पर्चा आ गया है।
notification-prescription-corrected = { $patient }: { $doctor } ने पर्चा सुधारा है। नया पर्चा मानें।
notification-import-done = { $file }: पुराना रजिस्टर आ गया है। नए लोग: { $people }।
notification-work-given-up = { $work }: बार-बार कोशिश के बाद छोड़ दिया गया।

# जो अपने आप होता है।
work-title = पृष्ठभूमि का काम
work-about = प्रोग्राम अपने आप क्या करता है, और क्या नहीं हो सका।
work-import-preview = पुराना रजिस्टर पढ़ना
work-import-run = पुराने रजिस्टर के लोगों का पंजीकरण
work-letter = पत्र भेजना
work-parted-names = जुड़े हुए नामों को खोजने लायक बनाना
work-what = क्या
work-tried = कोशिशें
work-given-up = छोड़ दिया गया
work-failing = जल्द फिर कोशिश होगी
work-next = अगली कोशिश
work-waiting = { $count ->
    [0] और कुछ बाकी नहीं है।
    [one] एक और काम अपने समय की राह देख रहा है।
   *[other] { $count } और काम अपने समय की राह देख रहे हैं।
}
work-none = कुछ भी विफल नहीं हुआ।
work-again = फिर कोशिश करें
work-tried-again = अब फिर कोशिश हो रही है।
work-gone = इस पर पहले ही फिर कोशिश हो चुकी है, या यह हो गया है।

# प्रोग्राम के बाहर के संदेश।
message-news = { $words } { $clinic }
messages-title = संदेश
messages-about = क्लिनिकों ने फ़ोन और ई-मेल पर क्या भेजा, और उसका क्या हुआ।
messages-none = अभी कोई संदेश नहीं गया। हर क्लिनिक के लिए चुनें कि क्या भेजा जाए।
messages-choose = क्या भेजा जाता है
messages-when = कब
messages-to = किसे
messages-what = क्या
messages-standing = पहुँचा?
messages-cut = केवल सबसे नए { $count } दिखाए गए हैं।
messages-saved = { $clinic }: क्या भेजा जाए, यह सहेज लिया गया।
messages-sent = संदेश से भी भेजें
messages-sent-hint = सब कुछ मरीज़ की घंटी में हर हाल में दिखता है। संदेश का दाम आपका गेटवे लेता है।
messages-quiet = रात में कोई संदेश नहीं
messages-quiet-hint = जो तब जाता, वह सुबह जाता है; "आपकी बारी" हमेशा तुरंत जाता है।
messages-quiet-from = कब से
messages-quiet-until = कब तक
message-sent = भेज दिया
message-queued = रास्ते में
message-failed = नहीं गया
sending-waiting = अपने समय की राह में
sending-handed = रास्ते में
sending-read = ज़रूरत नहीं: यहाँ पहले पढ़ लिया
sending-late = देर हो गई: नहीं भेजा
sending-nowhere = न नंबर, न पता
sending-spent = एक दिन में बहुत संदेश
told-visit-called = आपकी बारी
told-visit-cancelled = मुलाक़ात रद्द
told-visit-moved = दूसरे डॉक्टर के पास
told-booking-approved = बुकिंग पक्की
told-booking-declined = बुकिंग नहीं हो सकी
told-booking-moved = बुकिंग बदली गई
told-booking-cancelled = बुकिंग रद्द
told-booking-reminder = पहले से याद दिलाना
told-booking-soon = समय के पास याद दिलाना
told-booking-asked = समय माँगा गया
told-prescription-ready = पर्चा तैयार
told-prescription-corrected = पर्चा सुधारा गया
told-import-done = पुराना रजिस्टर आ गया
told-work-given-up = पृष्ठभूमि का काम छोड़ा गया
my-messages-title = आपके फ़ोन पर संदेश
my-messages-about = क्लिनिक आपको क्या भेज सकता है। सब कुछ सूचनाओं में हर हाल में दिखता है।
my-messages-saved = सहेज लिया गया।
work-sending = संदेश भेजना
work-booking-expiry = बिना जवाब के अनुरोध को मना करना
work-reminder-far = बुकिंग की याद पहले से दिलाना
work-reminder-near = बुकिंग की याद समय के पास दिलाना
