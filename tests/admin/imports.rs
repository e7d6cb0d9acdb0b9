//! Bringing an old register.

use futures_util::future::join;

use crate::support::World;
use crate::support::register::{REGISTER, bring, brought, run, worked};
use crate::support::world::next_code;

#[actix_web::test]
async fn every_row_is_previewed_with_what_it_becomes_or_why_not() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    let page = om.get(&path).await;
    assert_eq!(page.status, 200);
    assert_eq!((page.text("#fresh"), page.text("#refused"), page.text("#alike")), ("5".into(), "2".into(), "3".into()));
    assert!(page.queries <= 6, "{} statements", page.queries);
    let refused = om.get(&format!("{path}?show=refused")).await;
    assert_eq!(refused.count("#rows tbody tr"), 2);
    assert!(refused.text("#rows").contains("not a day of the calendar"));
    let unsure = om.get(&format!("{path}?show=unsure")).await;
    assert!(unsure.text("#rows").contains("720754538") && unsure.text("#rows").contains("has 9 digits"), "{}", unsure.html);
    assert!(om.get(&format!("{path}?show=duplicates")).await.text("#rows").contains("Lakshmi Iyer"), "known before");
}

#[actix_web::test]
async fn what_is_refused_comes_back_with_reasons_and_without_formulas() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    let file = om.get(&format!("{path}/refused.csv")).await;
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.html.contains("'=5+5,'@Evil Name,24/M,31/02/1990,no phone,'-x"), "{}", file.html);
    assert!(file.html.contains("not a day of the calendar"));
}

#[actix_web::test]
async fn ses_9_a_file_of_people_leaves_only_with_a_second_factor_shown_of_late() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    world.let_pass_in_session("om", 6).await;
    assert_eq!(om.get(&path).await.status, 200);
    let page = om.get(&format!("{path}/refused.csv")).await;
    assert_eq!((page.status, page.header("location")), (303, format!("/account/confirm?next={path}").as_str()));
    assert!(!page.html.contains("no phone"), "{}", page.html);
    let code = next_code(world.databases(), "om").await;
    assert_eq!(om.post("/account/confirm", &[("code", &code), ("next", &path)]).await.header("location"), path);
    assert_eq!(om.get(&format!("{path}/refused.csv")).await.status, 200);
}

#[actix_web::test]
async fn a_column_can_be_corrected() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, "A,B\n1,Ravi Verma\n2,Asha Mehta\n").await;
    let corrected = async |second: &'static str| {
        let page = om.submit(&format!("{path}/columns"), &[("columns", "number"), ("columns", second)]).await;
        assert_eq!(page.count("#rows"), 0, "what was understood before is not shown: {}", page.html);
        worked(&om).await;
        om.get(&path).await
    };
    assert_eq!(corrected("ignored").await.text("#fresh"), "0");
    let page = corrected("name").await;
    assert!(page.text("#reasons").contains("neither age nor sex"), "{}", page.html);
}

#[actix_web::test]
async fn a_file_that_is_none_is_refused() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    assert_eq!(bring(&om, "andheri", "").await.count("#file-error"), 1);
    let page = bring(&om, "thane", REGISTER).await;
    assert_eq!((page.status, page.count("#clinic-error")), (422, 1));
    assert_eq!(bring(&om, "andheri", &"x".repeat(6 * 1024 * 1024)).await.status, 422);
}

#[actix_web::test]
async fn others_do_not_import() {
    let world = World::open().await;
    let path = brought(&world.sign_in("om").await, REGISTER).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(&path).await.status, 403);
    assert_eq!(ria.post(&format!("{path}/run"), &[]).await.status, 403);
    let zara = world.sign_in("zara").await;
    assert_eq!(zara.get(&path).await.status, 404);
    assert_eq!(zara.get(&path.replace("/o/acme", "/o/zenith")).await.status, 404);
}

#[actix_web::test]
async fn valid_rows_are_imported_once_and_those_alike_are_marked() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let first = brought(&om, REGISTER).await;
    let page = run(&om, &first).await;
    assert_eq!(
        (page.text("#imported"), page.text("#there"), page.text("#refused"), page.text("#marked")),
        ("5".into(), "0".into(), "2".into(), "3".into())
    );
    let again = brought(&om, REGISTER).await;
    let preview = om.get(&again).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there")), ("0".into(), "5".into()));
    let page = run(&om, &again).await;
    assert_eq!((page.text("#imported"), page.text("#there")), ("0".into(), "5".into()));
    assert!(om.get("/admin/audit?action=imported").await.text("#log").contains("old.csv"));
}

/// The same people with the columns in another order, one more of them, and in another encoding.
const RESHAPED: &str = "Fees;Remarks;Mobile;Name of patient;Sex;Age;Date of Birth;Date;Reg No;Address
200;sulfa allergy!!;98200 44444;SUNITA VERMA;F;34;;2025-05-31;1;1/A, Bandra
200;HTN;9820044444;Sunita Varma;F;30;;2020-10-02;2;1/A, Bandra
200;;+91 98200 44444;Ravi Verma;M;8m;;2020-07-13;3;
200;;720754538;Short Phone;M;24;;2023-05-31;4;
200;;98200 11111;lakshmi iyar;F;34;1991-12-01;2024-06-01;6;
200;;98200 55555;Somebody New;F;20;;2024-06-01;8;
";

#[actix_web::test]
async fn a_register_brought_again_in_another_shape_adds_nobody_twice() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let first = brought(&om, REGISTER).await;
    run(&om, &first).await;
    let again = brought(&om, RESHAPED).await;
    let preview = om.get(&again).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there")), ("1".into(), "5".into()), "{}", preview.html);
    let page = run(&om, &again).await;
    assert_eq!((page.text("#imported"), page.text("#there")), ("1".into(), "5".into()));
}

#[actix_web::test]
async fn what_a_row_adds_to_somebody_who_is_there_is_said_and_added() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let first = brought(&om, "Name,Age/Sex,Mobile\nTanhaji Ek,34/M,9111100009\n").await;
    assert_eq!(run(&om, &first).await.text("#imported"), "1");
    let more = "Name,Age/Sex,Mobile,Allergies,Remarks\nTanhaji Ek,34/M,9111100009,Penicillin,HTN\n";
    let again = brought(&om, more).await;
    let preview = om.get(&again).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there"), preview.count(".added")), ("0".into(), "1".into(), 2), "{}", preview.html);
    assert!(preview.texts(".added")[0].contains("Penicillin"), "{}", preview.html);
    let read_in = (preview.count(".read-in"), preview.count(".left"));
    assert_eq!(read_in, (1, 0), "what the remark says is added, and nothing says otherwise: {}", preview.html);
    let page = run(&om, &again).await;
    assert_eq!((page.text("#imported"), page.text("#there")), ("0".into(), "1".into()));
    assert!(om.get("/admin/audit?action=imported").await.html.contains("Penicillin"));
    let third = om.get(&brought(&om, &more.replace("Tanhaji Ek", "TANHAJI EK")).await).await;
    assert_eq!((third.text("#there"), third.count(".added")), ("1".into(), 0), "{}", third.html);
}

#[actix_web::test]
async fn somebody_else_of_the_same_name_is_registered_and_marked() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let first = brought(&om, "Sr,Name,Age/Sex,Address,Date\n1,Zulekha Devi,34/F,Kurla,01/06/2025\n").await;
    run(&om, &first).await;
    let other = "Sr,Name,Age/Sex,Address,Date,Remarks\n1,Zulekha Devi,36/F,Thane Station Road,01/07/2025,penicillin allergy\n";
    let again = brought(&om, other).await;
    let preview = om.get(&again).await;
    assert_eq!((preview.text("#fresh"), preview.text("#there"), preview.text("#alike")), ("1".into(), "0".into(), "1".into()));
    let page = run(&om, &again).await;
    assert_eq!((page.text("#imported"), page.text("#marked")), ("1".into(), "1".into()), "{}", page.html);
}

#[actix_web::test]
async fn of_two_imports_at_once_the_second_sees_whom_the_first_brought() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    let name = |at: usize| format!("P{0}{1}ra Q{1}{0}la", letter(at), letter(at / 26));
    let row = |at: usize, more: &str| format!("{},34/F,91111{at:05}{more}\n", name(at));
    let one: String = (0..300).map(|at| row(at, "")).collect();
    let other: String = (0..300).map(|at| row(at, ",pays late")).collect();
    let first = brought(&om, &format!("Name,Age/Sex,Mobile\n{one}")).await;
    let second = brought(&om, &format!("Name,Age/Sex,Mobile,Remarks\n{other}")).await;
    om.submit(&format!("{first}/run"), &[]).await;
    om.submit(&format!("{second}/run"), &[]).await;
    join(worked(&om), worked(&om)).await;
    let (first, second) = (om.get(&first).await, om.get(&second).await);
    let count = |page: &crate::support::Page, at: &str| page.text(at).parse::<usize>().expect(at);
    assert_eq!(count(&first, "#imported") + count(&second, "#imported"), 300);
    assert_eq!(count(&first, "#there") + count(&second, "#there"), 300);
}

#[actix_web::test]
async fn a_column_that_is_not_read_is_said_with_examples() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = brought(&om, "Name,Age/Sex,Ward\nAsha Rao,34/F,Left\nMina Das,20/F,Right\n").await;
    let said = om.get(&path).await.text("#not-read");
    assert!(said.contains("Ward") && said.contains("Left") && said.contains("Right"), "{said}");
}

#[actix_web::test]
async fn a_pdf_is_refused_in_words() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let page = bring(&om, "andheri", "%PDF-1.4\n1 0 obj\n").await;
    assert_eq!(page.status, 422);
    assert!(page.text("#file-error").contains("PDF"), "{}", page.html);
}

#[actix_web::test]
async fn names_of_every_script_and_titles_that_are_names_are_found_and_a_long_family_is_said_to_be_cut() {
    let world = World::committed().await;
    let om = world.sign_in("om").await;
    let family: String =
        (0..24).map(|at| format!("{} Bose,{},F,9820077777\n", ["Asha", "Mina", "Ruby", "Tara"][at % 4], 20 + at)).collect();
    let others = "محمد علی,40,M,9820066666\nBaby Devi,45,F,9820066667\nᱥᱟᱱᱛᱟᱲ ᱢᱩᱨᱢᱩ,30,M,9820066668\n";
    let path = brought(&om, &format!("Name,Age,Sex,Mobile\n{family}{others}")).await;
    assert_eq!(run(&om, &path).await.text("#imported"), "27");
    let ria = world.sign_in("ria").await;
    let searched = async |q: &str| {
        let query: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        ria.htmx("found", &format!("/reception/andheri/searches?q={query}")).await
    };
    for (q, name) in [
        ("محمد علی", "محمد علی"),
        ("محمد", "محمد علی"),
        ("ᱥᱟᱱᱛᱟᱲ", "ᱥᱟᱱᱛᱟᱲ ᱢᱩᱨᱢᱩ"),
        ("Baby", "Baby Devi"),
        ("Devi", "Baby Devi"),
        ("baby devi", "Baby Devi"),
    ] {
        let page = searched(q).await;
        assert!(page.texts("[role=option]:not(#p-new) b").contains(&name.to_owned()), "{q}: {}", page.html);
    }
    let page = searched("9820077777").await;
    assert_eq!((page.count("[role=option]:not(#p-new, [data-beside])"), page.count("#more")), (20, 1), "a limit says that it cut");
    assert_eq!(searched("9820066666").await.count("#more"), 0);
    let page = ria.get("/reception/andheri/patients/duplicates?name=Asha+Bose&phone=9820077777").await;
    assert_eq!((page.count(".duplicate"), page.count("#more-duplicates"), page.count("#more-family")), (5, 1, 1), "{}", page.html);
    let query = "full_name=%D9%85%D8%AD%D9%85%D8%AF+%D8%B9%D9%84%DB%8C&name=%D9%85%D8%AD%D9%85%D8%AF+%D8%B9%D9%84%DB%8C&phone=9820066666";
    let page = ria.get(&format!("/reception/andheri/patients/duplicates?{query}")).await;
    assert!(page.html.contains("محمد علی"), "{}", page.html);
}
