//! What is measured is stored as it was accepted, and what was signed can be made again from the rows.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use swasthya::models::clinical::{Consultation, SealFound};

use super::*;

/// Every signed consultation of acme, compared.
fn seals(world: &World) -> Vec<(ConsultationId, SealFound)> {
    let mut found = Vec::new();
    loop {
        let after = found.last().map(|(id, _)| *id);
        let page = world.databases().read_now("acme", move |db| Consultation::seals(db, after, 7)).expect("the rows");
        if page.is_empty() {
            return found;
        }
        found.extend(page.iter().map(|seal| (seal.consultation, seal.compare())));
    }
}

/// A signed visit of a newborn with these fields.
async fn newborn(world: &World, sen: &Browser, fields: &[(&str, &str)]) -> (AppointmentId, Page) {
    world.run_in("acme", "UPDATE profiles SET born_on = UTC_DATE() - INTERVAL 3 DAY WHERE full_name = 'Mohan Rao'");
    let visit = walk_in(world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &[&[("complaint", "First visit")], fields].concat()).await;
    (visit, page)
}

#[actix_web::test]
async fn a_newborns_weight_is_kept_to_the_gram_and_a_temperature_as_it_was_read() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let (visit, page) = newborn(&world, &sen, &[("weight", "2.857"), ("temperature", "98.6"), ("pulse", "140")]).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    let id = signed(&world, visit);
    let shown = sen.get(&format!("/doctor/andheri/consultations/{id}")).await;
    assert!(shown.text(".facts").contains("2.857 kg") && shown.text(".facts").contains("98.6 °F"), "{}", shown.html);
    let page = sen.submit(&format!("/doctor/andheri/consultations/{id}/correction"), &[]).await;
    assert_eq!((page.value("weight").as_str(), page.value("temperature").as_str()), ("2.857", "98.6"));
    assert_eq!(seals(&world), [(id, SealFound::Whole)]);
}

#[actix_web::test]
async fn what_cannot_be_is_refused_where_it_is_typed_with_the_reason_of_that_age() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let nonsense = [("weight", "3250"), ("pulse", "72.9"), ("pressure", "1200/80"), ("temperature", "1004"), ("glucose", "5.5 mmol")];
    let (visit, page) = newborn(&world, &sen, &nonsense).await;
    assert_eq!(page.status, 422);
    for (field, typed) in nonsense {
        assert_eq!((page.count(&format!("#{field}-error")), page.value(field).as_str()), (1, typed), "{field}");
    }
    let weight = page.text("#weight-error");
    assert!(weight.contains("newborn") && weight.contains("write 3250 g"), "{weight}");
    let saved = save(&sen, visit, &nonsense).await;
    assert_eq!(saved.status, 200);
    assert!(saved.html.contains("id=\"said-weight\"") && saved.html.contains("cannot be in a newborn"), "{}", saved.html);
    let opened = sen.get(&at(visit, "consultation")).await;
    for (field, _) in nonsense {
        assert!(!opened.text(&format!("#said-{field}")).is_empty(), "{field}");
    }
}

#[actix_web::test]
async fn whatever_is_accepted_is_signed_read_back_and_hashes_to_the_same() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let text = "[a-zA-Zआ-ह0-9 ,.;:\\\\\n½'\"<>&-]{0,40}";
    let amount = |least: u32, most: u32| (least..most).prop_map(|it| format!("{}.{:03}", it / 1000, it % 1000));
    let dose = prop::sample::select(vec!["1-0-1", "½-0-1½", "2.5mg-0-0", "5 mg BD", "¼-¼-¼"]);
    let vitals = (amount(15_000, 400_000), 500_u32..2600, 860_u32..1130, 20_u32..300, 0_u32..2);
    let form = (text, text, vitals, dose, 1_u32..365, "[a-z ]{0,20}");
    let mut runner = TestRunner::default();
    let mut expected = 0;
    for _ in 0..40 {
        let drawn = form.new_tree(&mut runner).expect("a form").current();
        let (notes, advice, (weight, height, fahrenheit, pulse, scale), dose, days, instructions) = drawn;
        let temperature = if scale == 0 { (fahrenheit / 10).to_string() } else { format!("{}.{}", 30 + fahrenheit % 15, fahrenheit % 10) };
        let (height, pulse, days) = (format!("{}.{}", height / 10, height % 10), pulse.to_string(), days.to_string());
        let visit = walk_in(&world, "dr_sen", "mohan_rao");
        sen.submit(&at(visit, "consultation"), &[]).await;
        let fields = [
            ("complaint", "Anything"),
            ("symptoms", notes.as_str()),
            ("notes", notes.as_str()),
            ("advice", advice.as_str()),
            ("weight", weight.as_str()),
            ("weight_asked", weight.as_str()),
            ("height", height.as_str()),
            ("temperature", temperature.as_str()),
            ("pulse", pulse.as_str()),
            ("diagnosis.1", "One"),
            ("diagnosis.2", "Two"),
            ("primary", "1"),
            ("medicine.1", "Warfarin 5 mg tablet"),
            ("dose.1", dose),
            ("days.1", days.as_str()),
            ("instructions.1", instructions.as_str()),
            ("medicine.2", "Paracetamol 125 mg/5 ml syrup"),
            ("dose.2", "2.55 ml-0-1 tsp"),
        ];
        let page = sen.submit(&at(visit, "signature"), &fields).await;
        assert_eq!(page.status, 200, "{fields:?} {:?}", page.texts(".error"));
        expected += 1;
    }
    let found = seals(&world);
    assert_eq!(found.len(), expected);
    assert!(found.iter().all(|(_, found)| *found == SealFound::Whole), "{found:?}");
}

#[actix_web::test]
async fn a_changed_row_breaks_the_seal_of_its_consultation_and_of_no_other() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let visit = walk_in(&world, "dr_sen", "mohan_rao");
        sen.submit(&at(visit, "consultation"), &[]).await;
        sen.submit(&at(visit, "signature"), &[&VISIT[..], &[("weight", "72.5")]].concat()).await;
        ids.push(signed(&world, visit));
    }
    assert_eq!(seals(&world), [(ids[0], SealFound::Whole), (ids[1], SealFound::Whole)]);
    let hex = ids[1].0.simple().to_string();
    for (table, change, back) in [
        ("vitals", "weight_kg = 72.501", "weight_kg = 72.5"),
        ("diagnoses", "name = CONCAT(name, '.')", "name = TRIM(TRAILING '.' FROM name)"),
        ("consultations", "advice = 'Drink'", "advice = 'Drink water'"),
        ("prescriptions", "hash_version = 1", "hash_version = 2"),
    ] {
        let id = if table == "consultations" { "id" } else { "consultation_id" };
        let set = |what: &str| format!("UPDATE {table} SET {what} WHERE {id} = X'{hex}'");
        world.run_in("acme", &set(change));
        let found = seals(&world);
        assert_eq!(found[0].1, SealFound::Whole);
        assert!(matches!(found[1].1, SealFound::Broken { .. }), "{table}: {found:?}");
        world.run_in("acme", &set(back));
        assert_eq!(seals(&world)[1].1, SealFound::Whole, "{table}");
    }
    world.run_in(
        "acme",
        &format!("DELETE i FROM prescription_items i JOIN prescriptions p ON p.id = i.prescription_id WHERE p.consultation_id = X'{hex}'"),
    );
    assert!(matches!(seals(&world)[1].1, SealFound::Broken { version: Some(2) }));
}

#[actix_web::test]
async fn what_is_not_usual_at_an_age_is_said_beside_the_field_while_one_types() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "asha");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let typed = [
        ("pressure", "210/130"),
        ("spo2", "82"),
        ("pulse", "72"),
        ("temperature", "101"),
        ("glucose", "60"),
        ("height", "160"),
        ("weight", "64"),
    ];
    let page = save(&sen, visit, &typed).await;
    for (field, said) in [("pressure", "very high"), ("spo2", "very low"), ("temperature", "high"), ("glucose", "low")] {
        assert_eq!(page.text(&format!("#said-{field} .deviation")), said, "{field}");
    }
    assert_eq!(page.count("#said-pulse .deviation"), 0);
    assert_eq!(page.text("#bmi output"), "25", "at once");
    assert_eq!(sen.get(&at(visit, "consultation")).await.count(".deviation[data-urgent]"), 2);
}

/// A signed visit of Asha's with these fields.
async fn measured(world: &World, sen: &Browser, fields: &[(&str, &str)]) -> ConsultationId {
    let visit = walk_in(world, "dr_sen", "asha");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "signature"), &[&[("complaint", "Fever")], fields].concat()).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    signed(world, visit)
}

#[actix_web::test]
async fn a_temperature_is_told_in_the_degrees_that_the_clinic_reads_and_typed_in_either() {
    let world = World::open().await;
    let (sen, om) = (world.sign_in("dr_sen").await, world.sign_in("om").await);
    let id = measured(&world, &sen, &[("temperature", "38.5")]).await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let open = sen.submit(&at(visit, "consultation"), &[]).await;
    assert!(open.text(".vitals label[for=temperature]").contains("°F"), "{}", open.html);
    assert!(open.text(".timeline").contains("101.3 °F") && open.text(".vitals").contains("last 101.3 °F"), "{}", open.html);
    assert!(sen.get(&format!("/doctor/andheri/consultations/{id}")).await.text(".facts").contains("101.3 °F"));
    let clinic = format!("/admin/clinics/{}", crate::support::world::id("andheri"));
    let form = om.get(&clinic).await;
    assert_eq!(form.attributes("[name=temperature_scale][checked]", "value"), ["fahrenheit"]);
    let (was, name) = (form.value("was"), form.value("name"));
    let kept = ["address", "city", "state", "pincode", "phone", "email", "fee", "refund_limit", "upi_id", "registration", "gstin"];
    let kept: Vec<(&str, String)> = kept.into_iter().map(|it| (it, form.value(it))).collect();
    let mut typed: Vec<(&str, &str)> = kept.iter().map(|(field, value)| (*field, value.as_str())).collect();
    let letterhead = form.text("#letterhead");
    typed.extend([
        ("was", was.as_str()),
        ("name", &name),
        ("kind", "clinic"),
        ("letterhead", &letterhead),
        ("temperature_scale", "celsius"),
    ]);
    let saved = om.submit(&clinic, &typed).await;
    assert!(saved.text("#notice").contains("Andheri Clinic"), "{}", saved.html);
    let page = sen.get(&at(visit, "consultation")).await;
    assert!(page.text(".vitals label[for=temperature]").contains("°C") && page.text(".timeline").contains("38.5 °C"), "{}", page.html);
    assert!(sen.get(&format!("/doctor/andheri/consultations/{id}")).await.text(".facts").contains("38.5 °C"));
    let typed = save(&sen, visit, &[("temperature", "101")]).await;
    assert!(typed.text("#said-temperature").contains("high"), "Fahrenheit is understood all the same: {}", typed.html);
    assert!(om.get("/admin/audit").await.text("main").contains("Temperatures in"));
}

#[actix_web::test]
async fn the_last_five_values_stand_beside_each_measure_as_a_line_that_is_also_said_in_words() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    for (pressure, pulse) in [("190/100", ""), ("128/84", ""), ("150/96", ""), ("144/92", ""), ("138/88", ""), ("132/86", "80")] {
        measured(&world, &sen, &[("pressure", pressure), ("pulse", pulse)]).await;
    }
    let visit = walk_in(&world, "dr_sen", "asha");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.count("svg.spark"), 1, "one pulse is no line");
    assert_eq!(page.attributes("svg.spark", "aria-labelledby"), ["plot-pressure"]);
    let said = page.text("#plot-pressure");
    let places: Vec<_> = ["128/84", "150/96", "144/92", "138/88", "132/86"].into_iter().map(|it| said.find(it)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted() && !said.contains("190/100"), "oldest first, five of six: {said}");
    assert_eq!(page.count("svg.spark polyline"), 2, "the upper and the lower one");
}

#[actix_web::test]
async fn a_weight_far_from_the_last_one_is_asked_about_once_before_it_is_signed() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let sign = async |visit, fields: &[(&str, &str)]| sen.submit(&at(visit, "signature"), fields).await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(sign(visit, &[("complaint", "Fever"), ("weight", "54")]).await.status, 200);
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sign(visit, &[("complaint", "Cough"), ("weight", "81")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#weight-error").contains("27 kg more than on"), "{}", page.html);
    let asked = page.value("weight_asked");
    assert_eq!(sign(visit, &[("complaint", "Cough"), ("weight", "81"), ("weight_asked", &asked)]).await.status, 200);
}
