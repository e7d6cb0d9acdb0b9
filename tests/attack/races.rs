//! Many at once: what may happen once happens once, whatever comes together.

use futures_util::future::{join, join_all};
use swasthya::db::ids::{AttemptId, InvoiceId};

use super::report::Report;
use super::target::Target;
use super::things::Ids;
use crate::access::before_the_second_step;
use crate::support::bills::bills;
use crate::support::past::begin;
use crate::support::register::{REGISTER, brought};
use crate::support::world::{PASSWORD, id, next_code};
use crate::support::{Browser, Page};

const DESK: &str = "/reception/andheri";

type Fields = Vec<(&'static str, String)>;

/// A form as often as that, all at once.
async fn at_once(browser: &Browser, path: &str, forms: Vec<Fields>) -> Vec<Page> {
    join_all(forms.iter().map(|form| async {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(path, &form).await
    }))
    .await
}

/// How many of them were answered so.
fn answered(pages: &[Page], status: u16) -> usize {
    pages.iter().filter(|it| it.status == status).count()
}

fn text(fields: &[(&'static str, &str)]) -> Fields {
    fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Names that nobody takes for one another.
const CHILDREN: [&str; 30] = [
    "Aarav", "Bhavna", "Chetan", "Divya", "Esha", "Farhan", "Gauri", "Harsh", "Ishita", "Jatin", "Kavya", "Lalit", "Meher", "Nikhil",
    "Ojas", "Pooja", "Qadir", "Rohini", "Sahil", "Tanvi", "Umesh", "Vanya", "Waseem", "Yamini", "Zubeda", "Omkar", "Balaji", "Swati",
    "Dhruv", "Gopal",
];

/// The first two alone, or all of them.
pub async fn run(target: &Target, report: &Report, links: &Ids, all: bool) {
    let ria = target.world.sign_in("ria").await;
    check_ins(target, report, &ria).await;
    payments(target, report, &ria).await;
    if !all {
        return;
    }
    registrations(target, report, &ria).await;
    voids(target, report, &ria).await;
    signatures(target, report).await;
    codes(target, report).await;
    passwords(target, report).await;
    links_once(target, report, links).await;
    families(target, report).await;
    imports(target, report).await;
}

fn walk_in(patient: &str) -> Fields {
    text(&[("patient", patient), ("doctor", &id("dr_joshi").to_string()), ("priority", "normal"), ("complaint", "Fever")])
}

async fn check_ins(target: &Target, report: &Report, ria: &Browser) {
    let open = format!("FROM appointments WHERE token IS NOT NULL AND patient_id = X'{}'", id("mohan_das").simple());
    let pages = at_once(ria, &format!("{DESK}/walk-ins"), vec![walk_in(&id("mohan_das").to_string()); 64]).await;
    let visits = target.count_in("acme", &format!("SELECT COUNT(*) n {open}"));
    let invoices = target.count_in("acme", &format!("SELECT COUNT(*) n FROM invoices WHERE appointment_id IN (SELECT id {open})"));
    report.line(
        "one patient is checked in at once",
        64,
        "one visit, one invoice",
        format!("{visits} visits, {invoices} invoices; {} answered 303, {} 503", answered(&pages, 303), answered(&pages, 503)),
        (visits, invoices) == (1, 1),
    );
}

fn payment(amount: &str, attempt: &str) -> Fields {
    text(&[("amount", amount), ("method", "cash"), ("reference", ""), ("attempt", attempt)])
}

async fn payments(target: &Target, report: &Report, ria: &Browser) {
    let invoices = bills(&target.world, 3);
    let of = |invoice: InvoiceId, what: &str| {
        target.count_in("acme", &format!("SELECT CAST({what} AS SIGNED) n FROM payments WHERE invoice_id = X'{}'", invoice.0.simple()))
    };
    let fresh = |amount: &str, times: usize| (0..times).map(|_| payment(amount, &AttemptId::new().to_string())).collect::<Vec<_>>();
    let again = AttemptId::new().to_string();
    for (case, forms, expected, invoice) in [
        ("the whole of an invoice is paid at once", fresh("500", 64), (1, 500), invoices[0]),
        ("₹9 of ₹500 are paid at once", fresh("9", 64), (55, 495), invoices[1]),
        ("one attempt is sent at once", vec![payment("200", &again); 64], (1, 200), invoices[2]),
    ] {
        let pages = at_once(ria, &format!("{DESK}/invoices/{invoice}/payments"), forms).await;
        let (count, sum) = (of(invoice, "COUNT(*)"), of(invoice, "COALESCE(SUM(amount), 0)"));
        let busy = answered(&pages, 503);
        let held = (count, sum) == expected || busy > 0 && count <= expected.0 && sum <= expected.1;
        report.line(case, 64, "never more than is due", format!("{count} payments, ₹{sum}; {busy} answered 503"), held);
    }
    let gaps = "SELECT CAST(MAX(receipt) - MIN(receipt) + 1 - COUNT(*) AS SIGNED) n FROM payments WHERE clinic_id =
        (SELECT id FROM clinics WHERE slug = 'andheri')";
    let gaps = target.count_in("acme", gaps);
    report.line("the receipts of all these", 0, "no number is missing or there twice", format!("{gaps} gaps"), gaps == 0);
}

/// A number in letters: names have no digits.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

async fn registrations(target: &Target, report: &Report, ria: &Browser) {
    let counted = || {
        (
            target.count_in("acme", "SELECT COUNT(*) n FROM patients"),
            target.count_in("acme", "SELECT CAST(value AS SIGNED) n FROM counters WHERE name = 'records'"),
        )
    };
    let before = counted();
    let forms = (0..64).map(|number| {
        let name = format!("Person {}", letters(number));
        text(&[("name", &name), ("sex", "female"), ("age", "30"), ("relation", "self"), ("phone", "")])
    });
    let pages = at_once(ria, &format!("{DESK}/patients"), forms.collect()).await;
    let after = counted();
    let (people, numbers) = (after.0 - before.0, after.1 - before.1);
    let double = target.count_in("acme", "SELECT COUNT(*) - COUNT(DISTINCT record_number) n FROM patients");
    report.line(
        "as many are registered at once",
        64,
        "a number each, none left out",
        format!("{people} people, {numbers} numbers, {double} twice; {} answered 503", answered(&pages, 503)),
        people == numbers && double == 0 && people > 0,
    );
    let forms = (0..32).map(|number| {
        let name = format!("Cousin {}", letters(number));
        text(&[("name", &name), ("sex", "male"), ("age", "30"), ("relation", "other"), ("phone", "98111 22222"), ("confirmed", "yes")])
    });
    at_once(ria, &format!("{DESK}/patients"), forms.collect()).await;
    let accounts = target.count_in_directory("SELECT COUNT(*) n FROM users WHERE phone = '+919811122222'");
    let there = target.count_in("acme", "SELECT COUNT(*) n FROM profiles WHERE phone = '+919811122222'");
    let of_one = format!("{accounts} accounts, {there} people");
    report.line("people of one new phone are registered at once", 32, "one account at most", of_one, accounts <= 1);
}

async fn voids(target: &Target, report: &Report, ria: &Browser) {
    let invoices = bills(&target.world, 6);
    let reason = || text(&[("reason", "Typed wrong, so it is void")]);
    let paid = |invoice: InvoiceId| format!("{DESK}/invoices/{invoice}/payments");
    ria.post(&paid(invoices[0]), &[("amount", "100"), ("method", "cash"), ("reference", "")]).await;
    let payments = ria.get(&format!("{DESK}/invoices/{}", invoices[0])).await.attributes(".payments > li", "data-payment");
    let before = target.count_in("acme", "SELECT COUNT(*) n FROM audit_logs WHERE action = 'payment_voided'");
    at_once(ria, &format!("{DESK}/payments/{}/void", payments[0]), vec![reason(); 32]).await;
    let voided = target.count_in("acme", "SELECT COUNT(*) n FROM audit_logs WHERE action = 'payment_voided'") - before;
    report.line("one payment is voided at once", 32, "once", format!("{voided} times"), voided == 1);
    for invoice in &invoices[1..] {
        let (path, void) = (paid(*invoice), format!("{DESK}/invoices/{invoice}/void"));
        let pay = ria.post(&path, &[("amount", "500"), ("method", "cash"), ("reference", "")]);
        join(pay, at_once(ria, &void, vec![reason()])).await;
    }
    let both = "SELECT COUNT(*) n FROM invoices WHERE voided_at IS NOT NULL AND paid > 0";
    let wrong = "SELECT COUNT(*) n FROM invoices WHERE paid > total";
    let (both, wrong) = (target.count_in("acme", both), target.count_in("acme", wrong));
    let figure = format!("{both} void and paid, {wrong} paid beyond");
    report.line("invoices are paid and voided at once", 10, "one of the two", figure, both == 0 && wrong == 0);
}

async fn signatures(target: &Target, report: &Report) {
    let visit = begin(&target.world, "bandra", "dr_sen", "kabir").await;
    let sen = target.world.sign_in("dr_sen").await;
    let form = || {
        text(&[
            ("diagnosis", "Viral fever"),
            ("medicine", "Paracetamol 650 mg tablet"),
            ("dose", "1-0-1"),
            ("days", "3"),
            ("food", "after"),
        ])
    };
    at_once(&sen, &format!("/doctor/bandra/appointments/{visit}/signature"), vec![form(); 16]).await;
    let of = |what: &str| target.count_in("acme", &format!("SELECT COUNT(*) n FROM {what} appointment_id = X'{}'", visit.0.simple()));
    let signed = of("consultations WHERE");
    let prescriptions = of("prescriptions JOIN consultations ON consultations.id = consultation_id WHERE");
    let figure = format!("{signed} consultations, {prescriptions} prescriptions");
    report.line("one consultation is signed at once", 16, "one prescription", figure, (signed, prescriptions) == (1, 1));
}

async fn codes(target: &Target, report: &Report) {
    let world = &target.world;
    let half = world.half_signed_in("98111 33333").await;
    let right = world.code().await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    at_once(&half, "/sign-in/code", vec![text(&[("code", wrong)]); 50]).await;
    let of =
        |phone: &str, what: &str| target.count_in_directory(&format!("SELECT CAST({what} AS SIGNED) n FROM otps WHERE phone = '{phone}'"));
    let compared = of("+919811133333", "MAX(attempts)");
    let after = half.post("/sign-in/code", &[("code", &right)]).await;
    let refused = after.header("location") != "/doors";
    let figure = format!("{compared} compared, the right one afterwards {}", if refused { "refused" } else { "taken" });
    report.line("a code is guessed at once", 50, "five are compared", figure, compared <= 5 && refused);

    let sessions = || {
        let user = id("user lakshmi").simple();
        target.count_in_directory(&format!("SELECT COUNT(*) n FROM sessions WHERE user_id = X'{user}' AND revoked_at IS NULL"))
    };
    let before = sessions();
    let half = world.half_signed_in("98200 11111").await;
    let right = world.code().await;
    let pages = at_once(&half, "/sign-in/code", vec![text(&[("code", &right)]); 30]).await;
    let inside = pages.iter().filter(|it| it.header("location") == "/doors").count();
    let begun = sessions() - before;
    report.line("the right code is sent at once", 30, "one session", format!("{inside} led in, {begun} sessions"), begun == 1);

    let askers: Vec<Browser> = (0..30).map(|_| world.visitor()).collect();
    join_all(askers.iter().map(|it| it.post("/sign-in/codes", &[("phone", "98111 55555")]))).await;
    let sent = of("+919811155555", "COUNT(*)");
    report.line("a code is asked for at once", 30, "one is sent", format!("{sent} sent"), sent == 1);
}

async fn passwords(target: &Target, report: &Report) {
    let world = &target.world;
    let strangers: Vec<Browser> = (0..60).map(|_| world.visitor().at([203, 0, 113, 60])).collect();
    let guess = |password: &'static str| [("login", "sana@acme.test"), ("password", password)];
    join_all(strangers.iter().map(|it| async { it.post("/sign-in/password", &guess("wrong wrong wrong")).await.status })).await;
    let tried = world.failed_passwords("sana@acme.test").await;
    let after = world.visitor().at([203, 0, 113, 61]).post("/sign-in/password", &guess(PASSWORD)).await.status;
    report.line(
        "a password is guessed at once",
        60,
        "five are tried, and no more for now",
        format!("{tried} tried, then {after}"),
        tried <= 5 && after != 303,
    );

    let mut steps = Vec::new();
    for _ in 0..20 {
        steps.push(before_the_second_step(world, "mira").await);
    }
    let code = next_code(world.databases(), "mira").await;
    let pages = join_all(steps.iter().map(|it| async { it.post("/sign-in/second-step", &[("code", &code)]).await })).await;
    let inside = pages.iter().filter(|it| it.header("location") == "/doors").count();
    report.line("one code of an authenticator is used at once", 20, "once", format!("{inside} in"), inside == 1);
}

async fn links_once(target: &Target, report: &Report, links: &Ids) {
    for (kind, path, count) in [
        ("invitation link", "/invitations", "SELECT COUNT(*) n FROM users WHERE email = 'nita@acme.test' AND password_hash IS NOT NULL"),
        ("reset link", "/resets", "SELECT COUNT(*) n FROM password_resets WHERE used_at IS NOT NULL"),
    ] {
        let path = format!("{path}/{}", links[kind][0]);
        let visitors: Vec<Browser> = (0..20).map(|_| target.world.visitor()).collect();
        let passwords: Vec<String> = (0..20).map(|number| format!("grey pigeons dance {}", letters(number + 100))).collect();
        let tries = visitors.iter().zip(&passwords).map(|(it, password)| async { it.post(&path, &[("password", password)]).await });
        let pages = join_all(tries).await;
        let done = answered(&pages, 303);
        let used = target.count_in_directory(count);
        report.line(
            &format!("one {kind} is used at once"),
            20,
            "once",
            format!("{done} answered 303, {used} used"),
            used == 1 && done <= 1,
        );
    }
}

async fn families(target: &Target, report: &Report) {
    let world = &target.world;
    world.let_pass(2).await;
    let (asha, lakshmi) = (world.sign_in_by_phone("98450 12345").await, world.sign_in_by_phone("98200 11111").await);
    let offered = asha.post(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", "98200 11111")]).await;
    let code = offered.texts("#transfer-code").first().cloned().unwrap_or_default();
    let offers = lakshmi.get("/patient/family").await.attributes(".offer a.button", "href");
    let form = text(&[("code", &code), ("relation", "child")]);
    at_once(&lakshmi, &format!("{}/acceptance", offers[0]), vec![form; 16]).await;
    let taken = "SELECT COUNT(*) n FROM audit_logs WHERE action = 'transfer_accepted'";
    let kabir =
        format!("SELECT COUNT(*) n FROM profiles WHERE id = X'{}' AND user_id = X'{}'", id("kabir").simple(), id("user lakshmi").simple());
    let (taken, hers) = (target.count_in("acme", taken), target.count_in("acme", &kabir));
    report.line(
        "a record that is offered is taken at once",
        16,
        "once",
        format!("{taken} in the log, {hers} moved"),
        taken <= 1 && hers == 1,
    );

    let members = CHILDREN.map(|name| text(&[("name", &format!("{name} Rao")), ("sex", "female"), ("relation", "child"), ("age", "4")]));
    let pages = at_once(&asha, "/patient/family", members.to_vec()).await;
    let of = format!("SELECT COUNT(*) n FROM profiles WHERE user_id = X'{}'", id("user asha").simple());
    let family = target.count_in("acme", &of);
    let figure = format!("{family} in the family, {} taken", answered(&pages, 303));
    report.line("a family is added to at once", 30, "twenty at most", figure, family == 20);
}

async fn imports(target: &Target, report: &Report) {
    let om = target.world.sign_in("om").await;
    let path = brought(&om, REGISTER).await;
    at_once(&om, &format!("{path}/run"), vec![vec![]; 16]).await;
    for _ in 0..100 {
        if om.htmx("progress", &path).await.count("#imported") == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let double =
        "SELECT COUNT(*) n FROM (SELECT import_key FROM patients WHERE import_key IS NOT NULL GROUP BY import_key HAVING COUNT(*) > 1) t";
    let (double, there) =
        (target.count_in("acme", double), target.count_in("acme", "SELECT COUNT(*) n FROM patients WHERE import_key IS NOT NULL"));
    report.line(
        "one register is imported at once",
        16,
        "everybody once",
        format!("{there} people, {double} twice"),
        double == 0 && there > 0,
    );
}
