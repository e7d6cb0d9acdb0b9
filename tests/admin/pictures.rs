//! The logo and the signature of a letterhead: brought, printed, taken away.

use std::io::Cursor;

use actix_web::test::TestRequest;
use image::{DynamicImage, ImageFormat};
use swasthya::models::billing::PaymentReceipted;
use swasthya::models::practice::Picture;

use crate::support::bills::{bill, cash, receive};
use crate::support::past::begin;
use crate::support::world::id;
use crate::support::{Browser, Page, World};

fn drawn(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(300, 100).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// Brings a file as the form does.
async fn bring(browser: &Browser, path: &str, file: &[u8]) -> Page {
    let head = b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n";
    let body = [head.as_slice(), file, b"\r\n--edge--\r\n"].concat();
    let request = TestRequest::post().insert_header(("Content-Type", "multipart/form-data; boundary=edge")).set_payload(body);
    browser.send(request, path, &[("Sec-Fetch-Site", "same-origin")]).await
}

/// What a visit of Asha's with Dr Sen prints; the address of its sheet.
async fn signed(world: &World, patient: &str) -> String {
    let visit = begin(world, "andheri", "dr_sen", patient).await;
    let form = [("complaint", "Cough"), ("advice", "Rest")];
    let page = world.sign_in("dr_sen").await.post(&format!("/doctor/andheri/appointments/{visit}/signature"), &form).await;
    page.header("location").to_owned()
}

#[actix_web::test]
async fn a_logo_is_printed_on_receipts_and_prescriptions_until_it_is_taken_away() {
    let world = World::open().await;
    let (om, ria, sen) = (world.sign_in("om").await, world.sign_in("ria").await, world.sign_in("dr_sen").await);
    let logo = format!("/admin/clinics/{}/logo", id("andheri"));
    let invoice = bill(&world, "mohan_rao");
    let PaymentReceipted::Received { payment, .. } = receive(&world, &cash(invoice, 100)) else { panic!("it is not paid") };
    let receipt = format!("/reception/andheri/payments/{payment}/receipt");
    let sheet = signed(&world, "asha").await;
    assert_eq!(ria.get(&receipt).await.count(".logo"), 0);
    assert_eq!(bring(&om, &logo, &drawn(ImageFormat::Jpeg)).await.status, 303);
    for page in [ria.get(&receipt).await, sen.get(&sheet).await] {
        assert_eq!(page.count(".letterhead img.logo[src^='data:image/png;base64,iVBOR']"), 1, "{}", page.html);
        assert!(page.queries <= 6, "{} statements", page.queries);
    }
    let log = om.get("/admin/audit?action=clinic_edited").await.text("#log");
    assert!(log.contains("Logo") && log.contains("PNG"), "{log}");
    assert_eq!(om.submit(&format!("{logo}/removal"), &[]).await.count(".kept-picture"), 0);
    assert_eq!(ria.get(&receipt).await.count(".logo"), 0);
}

#[actix_web::test]
async fn a_prescription_keeps_the_signature_that_it_was_signed_with() {
    let world = World::open().await;
    let (om, sen) = (world.sign_in("om").await, world.sign_in("dr_sen").await);
    let signature = format!("/admin/people/{}/signature", id("dr_sen"));
    let before = signed(&world, "asha").await;
    assert_eq!(bring(&om, &signature, &drawn(ImageFormat::Png)).await.status, 303);
    let after = signed(&world, "mohan_rao").await;
    assert_eq!((sen.get(&before).await.count(".sign img"), sen.get(&after).await.count(".sign img")), (0, 1));
    assert_eq!(om.submit(&format!("{signature}/removal"), &[]).await.count(".kept-picture"), 0);
    assert_eq!(sen.get(&after).await.count(".sign img"), 1, "what was signed stays as it was signed");
    assert_eq!(sen.get(&signed(&world, "kabir").await).await.count(".sign img"), 0);
}

#[actix_web::test]
async fn what_is_no_picture_is_refused_in_words_and_changes_nothing() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let logo = format!("/admin/clinics/{}/logo", id("andheri"));
    let large = vec![0; Picture::LARGEST + 1];
    for (file, said) in [
        (b"<html><script>alert(1)</script>".as_slice(), "no PNG or JPEG"),
        (b"".as_slice(), "Choose a file"),
        (large.as_slice(), "larger than 1 MB"),
        (&drawn(ImageFormat::Png)[..60], "damaged"),
    ] {
        let page = bring(&om, &logo, file).await;
        assert_eq!(page.status, 422, "{said}");
        assert!(page.text("#file-error").contains(said), "{}", page.html);
    }
    assert_eq!(om.get(&logo).await.count(".kept-picture"), 0);
}

#[actix_web::test]
async fn only_the_office_brings_a_picture_and_only_for_its_own() {
    let world = World::open().await;
    let file = drawn(ImageFormat::Png);
    for path in [format!("/admin/clinics/{}/logo", id("andheri")), format!("/admin/people/{}/signature", id("dr_sen"))] {
        for somebody in ["ria", "dr_sen"] {
            assert_eq!(bring(&world.sign_in(somebody).await, &path, &file).await.status, 403, "{somebody}");
        }
        assert_eq!(bring(&world.sign_in("zara").await, &path, &file).await.status, 404, "another organisation's");
    }
}
