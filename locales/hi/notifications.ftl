# घंटी, और वह क्या बताती है।
notifications-title = सूचनाएँ
notifications-bell = { $count ->
    [0] सूचनाएँ
    [one] सूचनाएँ: एक नई
   *[other] सूचनाएँ: { $count } नई
}
notifications-none = अभी कुछ नहीं है। आपके काम की बात यहाँ बताई जाएगी।
notifications-new = नई
notifications-read-all = सब पढ़ी हुई मानें
notifications-all-read = सब पढ़ी हुई मान ली गईं।
notifications-cut = केवल { $count } दिखाई गई हैं। सूचनाएँ 90 दिन रखी जाती हैं।
notification-visit-called = { $patient }: आपकी बारी आ गई है, टोकन { $token }, { $doctor }।
notification-visit-cancelled = { $patient }: { $doctor } के साथ टोकन { $token } रद्द किया गया।
notification-visit-moved = { $patient }: आपकी मुलाक़ात बदली गई। अब आप { $doctor } से मिलेंगे, टोकन { $token }।
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
work-why = क्यों
work-tried = कोशिशें
work-given-up = छोड़ दिया गया
work-given-up-at = कब
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
