//! What comes out of the printer: Chromium's own sheets, counted and read back.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use fantoccini::wd::PrintConfigurationBuilder;
use image::{DynamicImage, ImageFormat};
use serde_json::json;
use swasthya::db::Author;
use swasthya::db::ids::ClinicId;
use swasthya::models::practice::{Picture, PictureOf};

use super::World;
use super::chrome::Window;
use super::world::id;

/// What most machines write with, each beside a script of Hindi: a narrow one and a wide one.
pub const FONTS: [(&str, &str); 2] = [("noto", "Noto Sans, Noto Sans Devanagari"), ("dejavu", "DejaVu Sans, Noto Sans Devanagari")];

/// A page, printed.
pub struct Printed {
    /// What is written on each sheet, in lines.
    pub sheets: Vec<String>,
    /// Width and height of the first, in millimetres.
    pub size: (u32, u32),
}

impl Printed {
    /// All that is written, without line breaks.
    pub fn text(&self) -> String {
        self.sheets.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Gives Andheri a logo, as large as one is kept.
pub fn put_logo(world: &World) {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(600, 240).write_to(&mut file, ImageFormat::Png).expect("a picture");
    let picture = Picture::draw(file.get_ref()).expect("a logo");
    let put = |tx: &mut swasthya::db::Tx| Picture::put(tx, PictureOf::Logo(ClinicId(id("andheri"))), Some(&picture));
    world.databases().write_now("acme", &Author::system(), put).expect("it is kept");
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("poppler-utils is installed: run bin/setup --test");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

impl Window {
    /// Has the page written in these fonts.
    pub async fn write_in(&self, fonts: &str) {
        self.run("document.documentElement.style.setProperty('--font-sans', arguments[0])", vec![json!(fonts)]).await;
    }

    /// Prints the page on the paper that it asks for. The sheets and their pictures are kept under var/prints.
    pub async fn print(&self, name: &str) -> Printed {
        let asked = PrintConfigurationBuilder::default().shrink_to_fit(false).build().expect("a paper");
        let pdf = self.client().print(asked).await.expect("sheets");
        let file = kept(name);
        std::fs::write(&file, pdf).expect("a file");
        output(Command::new("pdftoppm").args(["-png", "-r", "90"]).arg(&file).arg(file.with_extension("")));
        let text = output(Command::new("pdftotext").arg("-layout").arg(&file).arg("-"));
        let about = output(Command::new("pdfinfo").arg(&file));
        let mut points =
            about.lines().find_map(|it| it.strip_prefix("Page size:")).expect("a size").split_whitespace().flat_map(str::parse);
        let mut millimetres = || points.next().and_then(|it: f64| format!("{:.0}", it * 25.4 / 72.0).parse().ok()).unwrap_or_default();
        let size = (millimetres(), millimetres());
        let sheets = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
        Printed { sheets, size }
    }
}

fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("var/prints");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join(format!("{name}.pdf"))
}
