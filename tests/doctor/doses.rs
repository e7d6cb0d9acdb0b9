//! A dose is an amount with a unit that fits: typed, said back, counted, signed and printed.

use super::*;

/// A row of the pharmacist's table, `doses.csv`: what is typed for a medicine, and what must come of it.
#[derive(serde::Deserialize)]
struct Row {
    medicine: String,
    text: String,
    days: String,
    /// The dose in words.
    words: String,
    /// What is dispensed, with its unit.
    quantity: String,
    /// What stands under morning, noon and night.
    print: String,
    /// A part of what is said where it is refused.
    refusal: String,
}

fn table() -> Vec<Row> {
    csv::Reader::from_reader(include_str!("doses.csv").as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

/// A row of the prescription as it is sent.
pub(super) fn typed_row(key: usize, medicine: &str, dose: &str, days: &str) -> [(String, String); 3] {
    [("medicine", medicine), ("dose", dose), ("days", days)].map(|(column, cell)| (format!("{column}.{key}"), cell.to_owned()))
}

pub(super) fn with_complaint(typed: &[(String, String)]) -> Vec<(&str, &str)> {
    let rows = typed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    [("complaint", "Everything")].into_iter().chain(rows).collect()
}

/// A visit with these rows as its prescription.
async fn visit_with(world: &World, sen: &Browser, patient: &str, rows: &[&Row]) -> (AppointmentId, Page) {
    let visit = walk_in(world, "dr_sen", patient);
    sen.submit(&at(visit, "consultation"), &[]).await;
    let typed: Vec<_> = (1..).zip(rows).flat_map(|(key, row)| typed_row(key, &row.medicine, &row.text, &row.days)).collect();
    let page = sign(sen, visit, &with_complaint(&typed)).await;
    (visit, page)
}

#[actix_web::test]
async fn every_accepted_dose_of_the_pharmacists_table_is_said_counted_and_printed() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let table = table();
    assert!(table.len() >= 120, "{} rows", table.len());
    let accepted: Vec<&Row> = table.iter().filter(|row| row.refusal.is_empty()).collect();
    for rows in accepted.chunks(40) {
        let (_, page) = visit_with(&world, &sen, "mohan_rao", rows).await;
        assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
        let (said, marks) = (page.texts(".doses tbody th small:first-of-type"), page.texts(".doses tbody .dose"));
        for (place, row) in rows.iter().enumerate() {
            let days = if row.days == "1" { "1 day".to_owned() } else { format!("{} days", row.days) };
            let come_to = if row.quantity.is_empty() { format!("for {days}") } else { format!("{} for {days}", row.quantity) };
            assert_eq!(said[place], format!("{}; {come_to}", row.words), "{} {}", row.medicine, row.text);
            let print: Vec<String> = row.print.split('|').map(|mark| mark.replacen(' ', "", 1)).collect();
            assert_eq!(marks[place * 3..place * 3 + 3], print, "{} {}", row.medicine, row.text);
        }
        assert!(page.texts(".doses tbody th").iter().all(|it| !it.split(['/', ' ']).any(|word| word == "IU" || word == "U")));
        let hindi = sen.get(&format!("{}?language=hi", page.path)).await;
        assert_eq!(hindi.count(".doses tbody tr"), rows.len());
        assert!(hindi.texts(".doses tbody th small:first-of-type").iter().all(|it| !it.contains("the morning")), "{}", hindi.html);
    }
}

#[actix_web::test]
async fn every_refused_dose_of_the_pharmacists_table_says_why_and_nothing_is_lost() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let table = table();
    let refused: Vec<&Row> = table.iter().filter(|row| !row.refusal.is_empty()).collect();
    assert!(refused.len() <= 120, "a patient has one visit at a time: {} rows", refused.len());
    for (patient, rows) in ["mohan_rao", "asha", "kabir"].into_iter().zip(refused.chunks(40)) {
        let (visit, page) = visit_with(&world, &sen, patient, rows).await;
        assert_eq!(page.status, 422);
        for (place, row) in rows.iter().enumerate() {
            let said = page.text(&format!("#dose-{}-error", place + 1));
            assert!(said.contains(&row.refusal), "{} {}: {said:?}", row.medicine, row.text);
        }
        let typed: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(page.attributes(".items input[name^='dose.']", "value"), typed);
        assert_eq!(
            sen.get(&at(visit, "consultation")).await.attributes(".items input[name^='dose.']", "value"),
            typed,
            "the draft has it too"
        );
    }
}

#[actix_web::test]
async fn a_number_alone_on_a_syrup_is_refused_in_words_and_everything_typed_is_kept() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form = [("complaint", "Fever"), ("medicine.1", "Paracetamol 125 mg/5 ml syrup"), ("dose.1", "1-1-1"), ("days.1", "3")];
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#dose-1-error").contains("5 ml-0-5 ml"), "{}", page.html);
    for (field, typed) in form {
        assert_eq!(page.value(field), typed);
    }
}

#[actix_web::test]
async fn the_words_and_the_taps_of_a_row_follow_what_is_dosed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let said = async |medicine: &str, dose: &str| {
        let page = save(&sen, visit, &[("medicine.1", medicine), ("dose.1", dose), ("days.1", "३")]).await;
        (page.texts("#said-1 p").concat(), page.attributes("#buttons-1 [data-set]", "value").first().cloned().unwrap_or_default())
    };
    let (words, tap) = said("Paracetamol 125 mg/5 ml syrup", "1 tsp-0-1 tsp").await;
    assert_eq!((words.as_str(), tap.as_str()), ("5 ml in the morning and at night; 30 ml for 3 days", "1:5 ml-0-5 ml"));
    let (words, tap) = said("Warfarin 5 mg tablet", "0-0-2.5mg").await;
    assert_eq!((words.as_str(), tap.as_str()), ("half a tablet at night; 2 tablets for 3 days", "1:1-0-1"));
    let (words, tap) = said("Ciprofloxacin 0.3 % w/v eye drops", "1 drop-0-0").await;
    assert_eq!((words.as_str(), tap.as_str()), ("1 drop in the morning; for 3 days", "1:2-2-2 drops"));
    let (words, tap) = said("Paracetamol 125 mg/5 ml syrup", "1-1-1").await;
    assert!(words.starts_with("How many ml?") && tap == "1:5 ml-0-5 ml", "{words}");
    assert_eq!(said("Salbutamol 100 mcg/dose inhaler", "").await, (String::new(), "1:2-0-2 puffs".to_owned()));
}

#[actix_web::test]
async fn a_dose_that_is_repeated_is_the_same_dose() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let table = table();
    let accepted: Vec<&Row> = table.iter().filter(|row| row.refusal.is_empty()).collect();
    let rows = &accepted[accepted.len() - 40..];
    let (_, first) = visit_with(&world, &sen, "mohan_rao", rows).await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", ""), ("repeat", "last")]).await;
    let (medicines, doses, days) = (".items input[name^='medicine.']", ".items input[name^='dose.']", ".items input[name^='days.']");
    let [medicines, doses, days] = [medicines, doses, days].map(|it| page.attributes(it, "value"));
    let rows = medicines.iter().zip(&doses).zip(&days).enumerate();
    let typed: Vec<_> = rows.flat_map(|(place, ((medicine, dose), days))| typed_row(place + 2, medicine, dose, days)).collect();
    let second = sign(&sen, visit, &with_complaint(&typed)).await;
    assert_eq!(second.status, 200, "{:?}", second.texts(".error"));
    assert_eq!(second.texts(".doses tbody tr"), first.texts(".doses tbody tr"));
}

#[actix_web::test]
async fn a_quantity_of_what_is_not_counted_by_its_dose_is_one_of_packs_and_prints_and_repeats_so() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let rows = [
        ("Clotrimazole 1 % w/w cream", "1-0-1", "1", "1 tube"),
        ("Clotrimazole 1 % w/w cream", "1-0-1", "15 g", "15 g"),
        ("Salbutamol 100 mcg/dose inhaler", "2-0-2", "1", "1 inhaler"),
        ("Paracetamol 125 mg/5 ml syrup", "5 ml BD", "1", "1 bottle"),
        ("Paracetamol 125 mg/5 ml syrup", "5 ml BD", "60 ml", "60 ml"),
        ("Insulin glargine 100 IU/ml injection", "0-0-10", "2 pens", "2 pens"),
        ("Ciprofloxacin 0.3 % w/v eye drops", "2-2-2", "1", "1 bottle"),
        ("Salbutamol 2.5 mg/2.5 ml respules", "2.5 ml BD", "10", "10 respules"),
        ("Paracetamol 650 mg tablet", "1-0-1", "2 strips", "2 strips"),
        ("Paracetamol 650 mg tablet", "1-0-1", "10 tabs", "10 tablets"),
    ];
    let mut typed = Vec::new();
    for (key, (medicine, dose, quantity, _)) in (1..).zip(&rows) {
        typed.extend(typed_row(key, medicine, dose, "5 days"));
        typed.push((format!("quantity.{key}"), (*quantity).to_owned()));
    }
    let page = sign(&sen, visit, &with_complaint(&typed)).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    let said = page.texts(".doses tbody th small:first-of-type");
    for (said, (medicine, _, _, words)) in said.iter().zip(&rows) {
        assert!(said.contains(&format!("; {words} for 5 days")), "{medicine}: {said}");
    }
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", ""), ("repeat", "last")]).await;
    let repeated = page.attributes(".items input[name^='quantity.']", "value");
    assert_eq!(
        repeated,
        ["1 tube", "15 gram", "1 inhaler", "1 bottle", "60 ml", "2 pen", "1 bottle", "10 respule", "2 strip", ""],
        "{:?}",
        page.texts(".error")
    );
}

#[actix_web::test]
async fn a_quantity_and_days_that_are_not_understood_are_said_where_they_are_typed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let said = async |dose: &str, days: &str, quantity: &str| {
        let syrup = [("medicine.1", "Paracetamol 125 mg/5 ml syrup"), ("dose.1", dose), ("days.1", days), ("quantity.1", quantity)];
        save(&sen, visit, &syrup).await.texts("#said-1 p").concat()
    };
    assert!(said("5 ml BD", "2 weeks", "").await.contains("for 14 days"));
    assert!(said("5 ml BD x 3 days", "", "").await.contains("30 ml for 3 days"));
    assert!(said("5 ml BD", "some", "").await.contains("from 1 to 365"));
    assert!(said("5 ml BD", "5", "60").await.contains("60 bottles?"));
    assert!(said("5 ml BD", "5", "30 ml").await.contains("comes to 50 ml"));
    assert!(!said("5 ml BD", "5", "1").await.contains("comes to"));
    assert!(said("5 ml BD", "5", "300 ml").await.contains("far more is to be dispensed"));
    assert!(!said("5 ml BD", "5", "100 ml").await.contains("comes to"));
}

#[actix_web::test]
async fn what_is_needed_only_is_marked_from_the_dose_and_a_u_is_written_out() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form = [
        ("complaint", "Sugar"),
        ("medicine.1", "Paracetamol 650 mg tablet"),
        ("dose.1", "1-0-1 SOS"),
        ("medicine.2", "Inj Mixtard 10U"),
        ("dose.2", ""),
        ("instructions.2", "10U before meals"),
    ];
    let page = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    let printed = page.texts(".doses tbody th");
    assert!(printed[0].contains("needed"), "{printed:?}");
    assert!(printed[1].contains("Mixtard 10 units"), "{printed:?}");
    assert_eq!(page.text(".doses tbody .rhythm"), "10 units before meals");
}

#[actix_web::test]
async fn a_rhythm_is_said_counted_printed_and_repeated() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let rows = [
        ("Methotrexate 2.5 mg tablet", "6 tab weekly", "4 weeks", "6 tablets once a week, not daily", "24 tablets for 28 days"),
        ("Paracetamol 650 mg tablet", "QID", "5", "1 tablet four times a day", "20 tablets for 5 days"),
        ("Paracetamol 125 mg/5 ml syrup", "5 ml q6h", "2", "5 ml every 6 hours", "40 ml for 2 days"),
        ("Prednisolone 5 mg tablet", "2 tab EOD", "10", "2 tablets every other day", "10 tablets for 10 days"),
    ];
    let typed: Vec<_> = (1..).zip(&rows).flat_map(|(key, (medicine, dose, days, ..))| typed_row(key, medicine, dose, days)).collect();
    let page = sign(&sen, visit, &with_complaint(&typed)).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    let said = page.texts(".doses tbody th small:first-of-type");
    for (said, (medicine, _, _, words, quantity)) in said.iter().zip(&rows) {
        assert!(said.starts_with(&format!("{words}; {quantity}")), "{medicine}: {said}");
    }
    assert_eq!(page.texts(".doses td.rhythm"), rows.map(|(_, _, _, words, _)| words));
    assert_eq!(page.count(".doses td.dose"), 0, "no mark that could be read as daily");
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", ""), ("repeat", "last")]).await;
    let doses = page.attributes(".items input[name^='dose.']", "value");
    assert_eq!(doses, ["6 tablets once a week", "1 QID", "5 ml q6h", "2 tablets every other day"]);
    assert_eq!(page.texts(".items .said p.error"), Vec::<String>::new());
}
