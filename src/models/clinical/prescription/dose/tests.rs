//! Doses as they are typed, by forms that words tell; the formulary's stand in the pharmacist's table.

use super::{Dose, Rhythm};
use crate::models::clinical::{DoseUnit, Dosed};
use crate::models::values::Amount;
use proptest::prelude::*;

fn of(words: &str) -> Dosed {
    Dosed::of_words(words)
}

#[test]
fn marks_are_read_as_doctors_write_them() {
    for (words, text, marks, unit) in [
        ("tab", "1-0-1", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "½-0-½", [500, 0, 500], DoseUnit::Tablet),
        ("Tab Dolo 650", ".5-0-1.0", [500, 0, 1000], DoseUnit::Tablet),
        ("tab", "1½ – 0 – 1", [1500, 0, 1000], DoseUnit::Tablet),
        ("tab", "१-०-१", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "BD", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "t.d.s", [1000, 1000, 1000], DoseUnit::Tablet),
        ("tab", "½ tab. BD", [500, 0, 500], DoseUnit::Tablet),
        ("syrup", "5-5-5 ml", [5000, 5000, 5000], DoseUnit::Ml),
        ("syrup", "5ml-0-5ml", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "\u{202a}५\u{a0}मि.ली.-०-५ मिली\u{202c}", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "1 tsp-0-½ tsp", [5000, 0, 2500], DoseUnit::Ml),
        ("tab", "1 0 1", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1+0+1", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1/0/1", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1TDS", [1000, 1000, 1000], DoseUnit::Tablet),
        ("tab", "BDS", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "QHS", [0, 0, 1000], DoseUnit::Tablet),
        ("tab", "Twice daily", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1 tablet twice a day", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "BD x 5 days", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "OD×5d", [1000, 0, 0], DoseUnit::Tablet),
        ("tab", "1-0-1 SOS", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "SOS", [0, 0, 0], DoseUnit::Tablet),
        ("tab", "1-0-1 after food", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1-x-1", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "0-0-1 HS", [0, 0, 1000], DoseUnit::Tablet),
        ("tab", "सुबह शाम", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "दिन में दो बार", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "दिवसातून दोन वेळा", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "आधी गोली BD", [500, 0, 500], DoseUnit::Tablet),
        ("tab", "1 गोळी-0-1 गोळी", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "1⁄2-0-0", [500, 0, 0], DoseUnit::Tablet),
        ("tab", "1 pill BD", [1000, 0, 1000], DoseUnit::Tablet),
        ("syrup", "7,5 ml BD", [7500, 0, 7500], DoseUnit::Ml),
        ("syrup", "5 m.l. t.d.s.", [5000, 5000, 5000], DoseUnit::Ml),
        ("syrup", "1 TSF BD", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "1 tea spoon BD", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "आधा चमचा BD", [2500, 0, 2500], DoseUnit::Ml),
        ("syrup", "5 एमएल BD", [5000, 0, 5000], DoseUnit::Ml),
        ("supp", "1 supp HS", [0, 0, 1000], DoseUnit::Suppository),
        ("Inj Lantus", "0-0-4", [0, 0, 4000], DoseUnit::Unit),
        ("Inj Lantus", "10 units HS", [0, 0, 10000], DoseUnit::Unit),
        ("Inj Xyzabc", "10 units HS", [0, 0, 10000], DoseUnit::Unit),
        ("Inj Xyzabc", "1-0-1 injections", [1000, 0, 1000], DoseUnit::Injection),
        ("Crocin drops", "0.8 ml TDS", [800, 800, 800], DoseUnit::Ml),
        ("Crocin drops", "8 drops TDS", [8000, 8000, 8000], DoseUnit::Drop),
        ("Digene gel", "10 ml TDS", [10_000, 10_000, 10_000], DoseUnit::Ml),
        ("Digene gel", "2 tsp HS", [0, 0, 10_000], DoseUnit::Ml),
        ("Isabgol husk", "2 tsp HS", [0, 0, 2000], DoseUnit::Spoon),
        ("Protein powder", "10 g-0-10 g", [10_000, 0, 10_000], DoseUnit::Gram),
        ("Crocin", "1-0-1 tablets", [1000, 0, 1000], DoseUnit::Tablet),
    ] {
        let [morning, noon, night] = marks.map(Amount::thousandths);
        assert_eq!(Dose::parse(text, &of(words)), Ok(Dose { morning, noon, night, unit, ..Dose::default() }), "{text}");
    }
    for bad in [
        "1",
        "1-1",
        "1-1-1-2",
        "-1-0-1",
        "x-y-z",
        "200-0-0",
        "1--1",
        "1-0-1 with food",
        "1-0-1 ac pc",
        "BD 5",
        ". 5-0-0",
        "6-5-4-3",
        "1-0-1 ml",
        "10-0-10",
        "5 times a day",
        "1-0-1 weekly",
        "1-0-1 HS",
        "⅓-0-⅓",
        "7,500-0-0",
    ] {
        assert!(Dose::parse(bad, &of("tab")).is_err(), "{bad}");
    }
}

#[test]
fn what_three_times_of_a_day_do_not_hold_is_a_rhythm_that_is_counted_and_read_back() {
    for (words, text, rhythm, each, days, quantity) in [
        ("tab", "QID", Rhythm::FourTimes, 1000, 5, 20),
        ("tab", "1-1-1-1", Rhythm::FourTimes, 1000, 5, 20),
        ("tab", "½-½-½-½ tab", Rhythm::FourTimes, 500, 5, 10),
        ("tab", "q6h", Rhythm::SixHourly, 1000, 2, 8),
        ("tab", "1 tab 6 hourly", Rhythm::SixHourly, 1000, 2, 8),
        ("tab", "1 tab stat", Rhythm::Once, 1000, 5, 1),
        ("tab", "EOD", Rhythm::EveryOther, 1000, 5, 3),
        ("tab", "2 tab weekly", Rhythm::Weekly, 2000, 28, 8),
        ("tab", "हफ़्ते में एक बार", Rhythm::Weekly, 1000, 14, 2),
        ("tab", "1 tablet twice a week", Rhythm::TwiceWeekly, 1000, 28, 8),
        ("syrup", "5 ml QID", Rhythm::FourTimes, 5000, 5, 100),
        ("Tab Methotrexate 2.5", "6 tab once a week", Rhythm::Weekly, 6000, 28, 24),
        ("cap", "1 cap weekly x 8 weeks", Rhythm::Weekly, 1000, 56, 8),
    ] {
        let of = of(words);
        let dose = Dose::parse(text, &of).expect(text);
        assert_eq!((dose.rhythm, dose.morning), (rhythm, Amount::thousandths(each)), "{text}");
        assert_eq!(dose.quantity(Some(days)), Some(Amount::whole(quantity)), "{text}");
        assert_eq!(Dose::parse(&dose.marks(&of), &of), Ok(dose), "{text}: {}", dose.marks(&of));
    }
}

#[test]
fn what_may_be_meant_otherwise_is_asked() {
    for (words, text) in [
        ("Tab Amlong 5", "5-0-0"),
        ("Tab Lanoxin 0.25", "0.25-0-0"),
        ("Tab Wysolone 20", "20-0-0"),
        ("Inj Xyzabc", "1-0-1"),
        ("Inj Xyzabc", "BD"),
        ("Inj Heparin", "1-0-1"),
        ("Crocin drops", "1-1-1"),
        ("ORS powder", "1-0-1"),
        ("Digene gel", "1-1-1"),
        ("Crocin", "1 tsp BD"),
        ("syrup", "1 ढक्कन BD"),
        ("Ciplox eye drops", "2 drops OD"),
        ("Nicotine patch", "1 patch on"),
        ("Tab Methotrexate 2.5", "6-0-0"),
        ("Tab Glycomet-SR 500", "½-0-½"),
        ("Tab Ecosprin 75", "½-0-0"),
        ("Tab Pan 40", "½-0-0"),
        ("Tab Pan 40", "½-0-0 scored"),
        ("Tab Glycomet-SR 500", "½-0-½ scored"),
        ("Tab Metoprolol XL + Amlodipine", "½-0-0 scored"),
        ("Tab Met XL 50", "¼-0-0 scored"),
        ("Tab Oncotrex 2.5", "3 OD"),
        ("Tab Methotrexat 7.5", "1 OD"),
        ("Refresh tears", "1 drop OD"),
    ] {
        assert!(Dose::parse(text, &of(words)).is_err(), "{words} {text}");
    }
    for (words, text) in [("Tab Met XL 50", "½-0-0 scored"), ("Tab Methotrexate 2.5", "6-0-0 tab daily"), ("Tab Lanoxin 0.25", "½-0-0")] {
        let dose = Dose::parse(text, &of(words)).expect(text);
        assert_eq!(Dose::parse(&dose.marks(&of(words)), &of(words)), Ok(dose), "{words} {text}: {}", dose.marks(&of(words)));
    }
}

#[test]
fn whole_tablets_and_millilitres_are_counted_and_nothing_else() {
    let quantity = |words: &str, text: &str, days| Dose::parse(text, &of(words)).expect(text).quantity(days);
    let whole = |number| Some(Amount::whole(number));
    assert_eq!(quantity("tab", "1-0-1", Some(5)), whole(10));
    assert_eq!(quantity("tab", "½-0-0", Some(5)), whole(3));
    assert_eq!(quantity("syrup", "5-5-5 ml", Some(3)), whole(45));
    assert_eq!(quantity("syrup", "2.5-0-0 ml", Some(3)), whole(8));
    assert_eq!(quantity("cream", "1-0-1", Some(5)), None);
    assert_eq!(quantity("eye drops", "2-2-2", Some(5)), None);
    assert_eq!(quantity("tab", "1-0-1", None), None);
    assert_eq!(quantity("tab", "", Some(5)), None);
}

#[test]
fn every_quick_mark_is_read_and_says_its_unit() {
    for words in ["tab", "cap", "syrup", "drops", "inhaler", "spray", "cream", "sachet", "globules", "inj", "patch", "respules"] {
        let of = of(words);
        assert!(!of.quick().is_empty(), "{words}");
        for text in of.quick() {
            assert_eq!(Dose::parse(text, &of).map(|it| it.unit), Ok(of.unit), "{text}");
        }
    }
}

proptest! {
    #[test]
    fn marks_that_are_shown_are_read_back(steps in proptest::array::uniform3(0_i64..12), form in 0_usize..6) {
        let of = of(["tab", "syrup", "drops", "sachet", "insulin", "Crocin"][form]);
        let unit = if of.unit.is_said() { of.unit } else { DoseUnit::Capsule };
        let [morning, noon, night] = steps.map(|it| unit.step().times(it));
        let most = of.most(unit);
        let dose = Dose { morning: morning.min(most), noon: noon.min(most), night: night.min(most), unit, ..Dose::default() };
        let read = Dose::parse(&dose.marks(&of), &of).expect("a dose");
        prop_assert!(read == dose || dose.is_empty() && read.is_empty());
    }
}
