//! Pictures of the letterhead: a clinic's logo, a doctor's signature. What was brought is drawn anew; nothing of the file is kept.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use diesel::dsl::exists;
use diesel::prelude::*;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use serde_json::json;

use crate::db::ids::{ClinicId, PictureId, ProfileId};
use crate::db::{Db, Tx};
use crate::locale::Message;
use crate::message;
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::Clinic;
use crate::schema::organisation::{clinics, doctors, pictures, prescriptions, profiles};

/// Whose picture.
#[derive(Clone, Copy, Debug)]
pub enum PictureOf {
    Logo(ClinicId),
    Signature(ProfileId),
}

/// A PNG that we drew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(Vec<u8>);

impl Picture {
    /// What a file may have, in bytes.
    pub const LARGEST: usize = 1024 * 1024;
    /// What a picture may have on each side, and unpacked.
    const WIDEST: u32 = 4_000;
    const UNPACKED: u64 = 80 * 1024 * 1024;
    /// What is kept of it, in width and height.
    const KEPT: (u32, u32) = (600, 240);

    /// The picture of a file, known by its content and turned as its camera says; or why it cannot be used.
    pub fn draw(file: &[u8]) -> Result<Picture, Message> {
        let Ok(mut reader) = ImageReader::new(Cursor::new(file)).with_guessed_format() else {
            return Err(message!("picture-kind"));
        };
        if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
            return Err(message!("picture-kind"));
        }
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(Picture::WIDEST), Some(Picture::WIDEST));
        limits.max_alloc = Some(Picture::UNPACKED);
        reader.limits(limits);
        Picture::drawn(reader).map_err(|error| match error {
            ImageError::Limits(_) => message!("picture-wide", pixels = Picture::WIDEST),
            _ => message!("picture-broken"),
        })
    }

    fn drawn(reader: ImageReader<Cursor<&[u8]>>) -> Result<Picture, ImageError> {
        let mut decoder = reader.into_decoder()?;
        if decoder.total_bytes() > Picture::UNPACKED {
            return Err(ImageError::Limits(image::error::LimitError::from_kind(image::error::LimitErrorKind::InsufficientMemory)));
        }
        let turned = decoder.orientation()?;
        let mut picture = DynamicImage::from_decoder(decoder)?;
        picture.apply_orientation(turned);
        let (width, height) = Picture::KEPT;
        if picture.width() > width || picture.height() > height {
            picture = picture.resize(width, height, FilterType::Triangle);
        }
        let mut png = Cursor::new(Vec::new());
        DynamicImage::from(picture.into_rgba8()).write_to(&mut png, ImageFormat::Png)?;
        Ok(Picture(png.into_inner()))
    }

    /// As the database has it.
    pub fn stored(png: Option<Vec<u8>>) -> Option<Picture> {
        png.map(Picture)
    }

    /// An address that holds the whole picture: it is shown within a page, and nowhere by itself.
    pub fn address(&self) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(&self.0))
    }

    /// The name of whom it belongs to, with their picture.
    pub fn find(db: &mut Db, of: PictureOf) -> QueryResult<(String, Option<Picture>)> {
        let (name, png): (String, Option<Vec<u8>>) = match of {
            PictureOf::Logo(id) => clinics::table
                .left_join(pictures::table)
                .filter(clinics::id.eq(id))
                .filter(clinics::deleted_at.is_null())
                .select((clinics::name, pictures::png.nullable()))
                .first(db)?,
            PictureOf::Signature(id) => doctors::table
                .inner_join(profiles::table)
                .left_join(pictures::table)
                .filter(doctors::profile_id.eq(id))
                .select((profiles::full_name, pictures::png.nullable()))
                .first(db)?,
        };
        Ok((name, Picture::stored(png)))
    }

    /// A clinic with its logo, as its papers show both. One query.
    pub fn letterhead(db: &mut Db, id: ClinicId) -> QueryResult<(Clinic, Option<Picture>)> {
        let with_logo = clinics::table.left_join(pictures::table).filter(clinics::id.eq(id));
        let (clinic, png): (Clinic, Option<Vec<u8>>) = with_logo.select((Clinic::as_select(), pictures::png.nullable())).first(db)?;
        Ok((clinic, Picture::stored(png)))
    }

    /// Puts it in the place of what was there, or nothing. What was signed with the picture before keeps it.
    pub fn put(tx: &mut Tx, of: PictureOf, picture: Option<&Picture>) -> QueryResult<()> {
        let before: Option<PictureId> = match of {
            PictureOf::Logo(id) => clinics::table.find(id).for_update().select(clinics::logo_id).first(tx.db)?,
            PictureOf::Signature(id) => doctors::table.find(id).for_update().select(doctors::signature_id).first(tx.db)?,
        };
        let id = picture.map(|_| PictureId::new());
        if let (Some(id), Some(Picture(png))) = (id, picture) {
            diesel::insert_into(pictures::table).values((pictures::id.eq(id), pictures::png.eq(png))).execute(tx.db)?;
        }
        let said = |it: bool| if it { "PNG" } else { "" };
        let change = json!({ "old": said(before.is_some()), "new": said(id.is_some()) });
        match of {
            PictureOf::Logo(clinic) => {
                diesel::update(clinics::table.find(clinic)).set(clinics::logo_id.eq(id)).execute(tx.db)?;
                journal::record(tx, Action::ClinicEdited, Subject::clinic(clinic).at(clinic), &json!({ "logo": change }))?;
            }
            PictureOf::Signature(doctor) => {
                diesel::update(doctors::table.find(doctor)).set(doctors::signature_id.eq(id)).execute(tx.db)?;
                journal::record(tx, Action::MemberEdited, Subject::person(doctor), &json!({ "signature": change }))?;
            }
        }
        if let Some(before) = before {
            let signed_with = prescriptions::table.filter(prescriptions::signed_signature_id.eq(before));
            diesel::delete(pictures::table.find(before).filter(diesel::dsl::not(exists(signed_with)))).execute(tx.db)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::Picture;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    fn refused(file: &[u8]) -> String {
        Picture::draw(file).expect_err("it is refused").key
    }

    #[test]
    fn a_large_picture_is_drawn_small_and_nothing_of_its_file_is_kept() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let mut brought = file(1200, 900, format);
            brought.extend_from_slice(b"<script>alert(1)</script>");
            let Picture(png) = Picture::draw(&brought).expect("a picture");
            assert!(png.starts_with(b"\x89PNG") && !png.windows(7).any(|it| it == b"<script"));
            let drawn = image::load_from_memory(&png).expect("a picture");
            assert_eq!((drawn.width(), drawn.height()), (320, 240));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_by_its_content_with_its_reason() {
        assert_eq!(refused(b""), "picture-kind");
        assert_eq!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "picture-kind");
        assert_eq!(refused(b"GIF89a\x01\x00\x01\x00"), "picture-kind");
        assert_eq!(refused(&file(300, 100, ImageFormat::Png)[..60]), "picture-broken");
        assert_eq!(refused(&file(4001, 2, ImageFormat::Png)), "picture-wide");
    }
}
