//! What doctors write for times, rhythms, numbers and days, in English, Hindi and Marathi. A letter with a dot below stands without
//! it where the text is compared without.

use super::{Food, Rhythm};

/// Words for the times of a day, and which they are.
pub(super) const TIMES: [([bool; 3], &[&str]); 7] = [
    (
        [true, true, true],
        &[
            "tds",
            "tid",
            "q8h",
            "8 hourly",
            "8hrly",
            "8 hrly",
            "q 8 h",
            "every 8 hours",
            "thrice daily",
            "thrice a day",
            "3 times a day",
            "3 times daily",
            "दिन में 3 बार",
            "दिवसातून 3 वेळा",
            "दिवसातून तीनदा",
        ],
    ),
    (
        [true, false, true],
        &[
            "bd",
            "bid",
            "bds",
            "q12h",
            "12 hourly",
            "12hrly",
            "12 hrly",
            "subah sham",
            "subah shaam",
            "every 12 hours",
            "twice daily",
            "twice a day",
            "2 times a day",
            "2 times daily",
            "morning and night",
            "morning and evening",
            "morning evening",
            "सुबह शाम",
            "सुबह और शाम",
            "सुबह रात",
            "दिन में 2 बार",
            "दिवसातून 2 वेळा",
            "दिवसातून दोनदा",
            "सकाळ संध्याकाळ",
            "सकाळी संध्याकाळी",
        ],
    ),
    (
        [true, false, false],
        &[
            "od",
            "om",
            "q24h",
            "once daily",
            "once a day",
            "daily",
            "every day",
            "in the morning",
            "morning",
            "सुबह",
            "सकाळी",
            "दिन में 1 बार",
            "दिवसातून 1 वेळा",
            "दिवसातून एकदा",
        ],
    ),
    ([false, true, false], &["at noon", "noon", "दोपहर", "दोपहर को", "दुपारी"]),
    (
        [false, false, true],
        &["hs", "qhs", "on", "nocte", "at night", "night", "at bedtime", "bedtime", "रात", "रात को", "सोते समय", "रात को सोते समय", "रात्री"],
    ),
    ([true, true, false], &["morning and noon", "सुबह दोपहर"]),
    ([false, true, true], &["noon and night"]),
];

/// How often a day, or how seldom, where morning, noon and night do not say it; in full words, and as it is typed.
pub(super) const RHYTHMS: [(Option<Rhythm>, &str, &[&str]); 11] = [
    (Some(Rhythm::FourTimes), "four times a day", &["qid", "qds", "4 times a day", "4 times daily", "दिन में 4 बार", "दिवसातून 4 वेळा"]),
    (None, "five times a day", &["5 times a day", "5 times daily"]),
    (Some(Rhythm::SixHourly), "every 6 hours", &["q6h", "6 hourly", "6hourly", "6 hrly", "6hrly", "q 6 h", "every 6 hours", "हर 6 घंटे"]),
    (Some(Rhythm::FourHourly), "every 4 hours", &["q4h", "4 hourly", "4hourly", "4 hrly", "4hrly", "q 4 h", "every 4 hours", "हर 4 घंटे"]),
    (None, "every 2 hours", &["q2h", "2 hourly", "2hourly", "2 hrly", "every 2 hours"]),
    (Some(Rhythm::Once), "once, at once", &["stat", "immediately", "once only", "single dose", "तुरंत"]),
    (
        Some(Rhythm::EveryOther),
        "every other day",
        &["eod", "qod", "alternate day", "alternate days", "on alternate days", "every other day", "1 दिन छोड़कर", "1 दिन छोड़ कर"],
    ),
    (
        Some(Rhythm::Weekly),
        "once a week",
        &["weekly", "once a week", "once weekly", "every week", "per week", "हफ्ते में 1 बार", "आठवड्यातून एकदा"],
    ),
    (Some(Rhythm::TwiceWeekly), "twice a week", &["twice a week", "twice weekly", "2 times a week", "हफ्ते में 2 बार"]),
    (None, "every two weeks", &["fortnightly", "every 2 weeks", "once in 15 days"]),
    (Some(Rhythm::Monthly), "once a month", &["monthly", "once a month", "every month"]),
];

/// Words for putting something on, without a number.
pub(super) const APPLY: [&str; 11] = [
    "apply",
    "la",
    "l/a",
    "local application",
    "application",
    "thin layer",
    "apply thin layer",
    "apply a thin layer",
    "a thin layer",
    "लगाएँ",
    "लगाएं",
];

/// Words for: only when needed.
pub(super) const NEEDED: [&str; 10] =
    ["sos", "prn", "when needed", "as needed", "if needed", "when required", "if required", "जरूरत पर", "जरूरत होने पर", "गरज असल्यास"];

/// Words for when to take it, seen from a meal.
pub(super) const FOODS: [(Food, &[&str]); 2] = [
    (
        Food::Before,
        &[
            "ac",
            "before food",
            "before meal",
            "before meals",
            "before eating",
            "empty stomach",
            "on empty stomach",
            "on an empty stomach",
            "खाली पेट",
            "खाने से पहले",
            "भोजन से पहले",
            "उपाशी पोटी",
            "जेवणाआधी",
            "जेवणापूर्वी",
        ],
    ),
    (Food::After, &["pc", "after food", "after meal", "after meals", "after eating", "खाने के बाद", "भोजन के बाद", "जेवणानंतर", "जेवल्यानंतर"]),
];

/// Words with which the next step of a dose begins.
pub(super) const THEN: [&str; 8] = ["then", "followed by", "after that", "next", "फिर", "उसके बाद", "मग", "त्यानंतर"];

/// Words for numbers.
pub(super) const NUMBERS: [(&str, &str); 28] = [
    ("half", "½"),
    ("आधा", "½"),
    ("आधी", "½"),
    ("आधे", "½"),
    ("अर्धा", "½"),
    ("अर्धी", "½"),
    ("डेढ़", "1½"),
    ("डेढ", "1½"),
    ("दीड", "1½"),
    ("ढाई", "2½"),
    ("अडीच", "2½"),
    ("पाव", "¼"),
    ("पौन", "¾"),
    ("zero", "0"),
    ("one", "1"),
    ("एक", "1"),
    ("two", "2"),
    ("दो", "2"),
    ("दोन", "2"),
    ("three", "3"),
    ("तीन", "3"),
    ("four", "4"),
    ("चार", "4"),
    ("ek", "1"),
    ("do", "2"),
    ("teen", "3"),
    ("char", "4"),
    ("पाँच", "5"),
];

/// Measures of two letters: behind one, the next word begins.
pub(super) const MEASURES: [&str; 3] = ["mg", "ml", "iu"];

/// Words for so many days.
pub(super) const DAYS: [(i32, &[&str]); 3] = [
    (1, &["d", "day", "days", "din", "दिन", "दिवस"]),
    (7, &["w", "wk", "wks", "week", "weeks", "hafta", "hafte", "हफ्ते", "हफ्ता", "सप्ताह", "आठवडे", "आठवडा"]),
    (30, &["month", "months", "mth", "mths", "mahina", "mahine", "महीने", "महीना", "महिने", "महिना"]),
];
