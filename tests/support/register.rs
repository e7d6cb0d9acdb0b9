//! An old register, as clinics keep it.

use std::fmt::Write;
use std::time::Duration;

use actix_web::test::TestRequest;
use swasthya::db::clock;
use swasthya::db::ids::AttemptId;
use swasthya::jobs::due::round;
use swasthya::models::journal::DueWork;

use super::world::id;
use super::{Browser, Page};

/// Seven rows: two of one person, one whose phone is too short, two that cannot be imported, and somebody known before.
pub const REGISTER: &str = "Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks
1,Smt. SUNITA VERMA,34/F,,98200 44444,\"1/A, Bandra\",31/05/25,sulfa allergy!!
2,Sunita Varma,30/F,,+919820044444,\"1/A, Bandra\",02.10.20,HTN
3,Ravi Verma,8m/M,,09820044444,,13-Jul-2020,
4,Mr.Short Phone,24/M,,720754538,,31/05/2023,
7,Nobody Knows,,,,,,
=5+5,@Evil Name,24/M,31/02/1990,no phone,-x,31/05/2023,
6,Lakshmi Iyar,34/F,01/12/1991,9820011111,,01/06/2024,
";

/// Three letters that tell a row.
pub fn letters(at: usize) -> String {
    [at / 676 % 26, at / 26 % 26, at % 26].iter().filter_map(|it| ('a'..='z').nth(*it)).collect()
}

/// So many rows, every tenth refused.
pub fn long(rows: usize) -> String {
    let mut text = String::from("Name,Age/Sex,Mobile,Remarks\n");
    for at in 0..rows {
        let (age, phone) = (if at % 10 == 9 { "old" } else { "34/F" }, 9_100_000_000 + at as u64);
        let letters = letters(at);
        writeln!(text, "K{letters}a V{letters}i,{age},{phone},fever").expect("a row");
    }
    text
}

/// Sends the file as the page's form does.
pub async fn bring(browser: &Browser, clinic: &str, text: &str) -> Page {
    bring_as(browser, &AttemptId::new().to_string(), clinic, text).await
}

/// The same, as this attempt.
pub async fn bring_as(browser: &Browser, attempt: &str, clinic: &str, text: &str) -> Page {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"attempt\"\r\n\r\n{attempt}\r\n--edge\r\nContent-Disposition: form-data; name=\"clinic\"\r\n\r\n{}\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"old.csv\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--edge--\r\n",
        id(clinic)
    );
    let request = TestRequest::post().insert_header(("Content-Type", "multipart/form-data; boundary=edge")).set_payload(body);
    browser.send(request, "/admin/imports", &[("Sec-Fetch-Site", "same-origin")]).await
}

/// Brings a file that can be read, and has it read; answers its page's path.
pub async fn brought(browser: &Browser, text: &str) -> String {
    let path = unread(browser, text).await;
    worked(browser).await;
    path
}

/// Brings a file that nobody has read yet.
pub async fn unread(browser: &Browser, text: &str) -> String {
    let page = bring(browser, "andheri", text).await;
    assert_eq!(page.status, 303, "{}", page.html);
    page.header("location").to_owned()
}

/// Runs an import to its end, once its file is read.
pub async fn run(browser: &Browser, path: &str) -> Page {
    worked(browser).await;
    browser.submit(&format!("{path}/run"), &[]).await;
    worked(browser).await;
    let page = browser.htmx("preview", path).await;
    assert_eq!(page.count("#imported"), 1, "the import does not end: {}", page.html);
    page
}

/// Works what is due, until nothing is for a while: beside a server that works it too. Reminders of later days stay.
pub async fn worked(browser: &Browser) {
    let databases = browser.databases();
    for _ in 0..400 {
        while round(databases).await.expect("what is due") {}
        let next = databases.read("acme", DueWork::next).await.expect("what is due");
        if next.is_none_or(|at| at > clock::now() + chrono::Duration::minutes(10)) {
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it is not worked");
}
