//! Doses as they are typed, by forms that words tell; the formulary's stand in the pharmacist's table.

use super::Dose;
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
        ("tab", ".5-0-1.0", [500, 0, 1000], DoseUnit::Tablet),
        ("tab", "1½ – 0 – 1", [1500, 0, 1000], DoseUnit::Tablet),
        ("tab", "१-०-१", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "BD", [1000, 0, 1000], DoseUnit::Tablet),
        ("tab", "t.d.s", [1000, 1000, 1000], DoseUnit::Tablet),
        ("tab", "½ tab. BD", [500, 0, 500], DoseUnit::Tablet),
        ("syrup", "5-5-5 ml", [5000, 5000, 5000], DoseUnit::Ml),
        ("syrup", "5ml-0-5ml", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "\u{202a}५\u{a0}मि.ली.-०-५ मिली\u{202c}", [5000, 0, 5000], DoseUnit::Ml),
        ("syrup", "1 tsp-0-½ tsp", [5000, 0, 2500], DoseUnit::Ml),
        ("Crocin", "1-0-1 tablets", [1000, 0, 1000], DoseUnit::Tablet),
    ] {
        let [morning, noon, night] = marks.map(Amount::thousandths);
        assert_eq!(Dose::parse(text, &of(words)), Ok(Dose { morning, noon, night, unit }), "{text}");
    }
    for bad in ["1", "1-1", "1-1-1-1", "-1-0-1", "x-y-z", "200-0-0", "1--1", "1-0-1 after food", "1-0-1 ml", "10-0-10"] {
        assert!(Dose::parse(bad, &of("tab")).is_err(), "{bad}");
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
    assert_eq!(quantity("drops", "2-2-2", Some(5)), None);
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
        let dose = Dose { morning: morning.min(most), noon: noon.min(most), night: night.min(most), unit };
        let read = Dose::parse(&dose.marks(of.unit), &of).expect("a dose");
        prop_assert!(read == dose || dose.is_empty() && read.is_empty());
    }
}
