//! A register's file as it comes: a text or a workbook, known by its content. What is neither is refused in words.

use super::column::RegisterColumn;
use super::columns::recognise;
use super::decoding::is_strange;
use super::encoding::decode;
use super::table::RegisterTable;
use super::workbook;
use crate::locale::Message;
use crate::message;

/// A file that can be read, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFile {
    pub content: String,
    /// What its columns seem to mean, and how many rows it has.
    pub columns: Vec<RegisterColumn>,
    pub count: usize,
    /// What the clinic is told of how it was read.
    pub notes: Vec<Message>,
}

/// The most text that is kept of a file, in bytes: what one column of the database holds, and one statement brings there.
const MOST_TEXT: usize = 15 * 1024 * 1024;

/// Of so many letters one may be a sign that no text has.
const STRANGE: usize = 200;

impl RegisterFile {
    /// Opens a file, or says why it is none.
    pub fn open(bytes: &[u8]) -> Result<RegisterFile, Message> {
        let mut file = match bytes {
            [] => return Err(message!("import-no-file")),
            _ if bytes.len() > RegisterTable::LARGEST => return Err(message!("import-too-large")),
            [b'P', b'K', 3 | 5, ..] => {
                let workbook::Unpacked { content, notes } = workbook::read(bytes)?;
                RegisterFile { content, notes, ..RegisterFile::default() }
            }
            _ => RegisterFile::of_text(bytes)?,
        };
        if file.content.len() > MOST_TEXT {
            return Err(message!("import-too-large"));
        }
        let table = RegisterTable::read(&file.content);
        if table.rows.is_empty() {
            return Err(message!("import-no-rows"));
        }
        (file.columns, file.count) = (recognise(&table), table.rows.len());
        Ok(file)
    }

    fn of_text(bytes: &[u8]) -> Result<RegisterFile, Message> {
        if let Some(refusal) = refused_at_sight(bytes) {
            return Err(refusal);
        }
        let read = decode(bytes);
        let strange = read.text.chars().filter(|c| is_strange(*c)).count();
        if let Some(refusal) = no_register(&read.text, strange, read.text.len()) {
            return Err(refusal);
        }
        let guessed = (!read.sure).then(|| message!("import-note-letters", encoding = read.encoding));
        Ok(RegisterFile { content: read.text, notes: guessed.into_iter().collect(), ..RegisterFile::default() })
    }
}

/// What the first bytes of a file say it is, where it is no register.
pub fn refused_at_sight(bytes: &[u8]) -> Option<Message> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some(message!("import-pdf")),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(message!("import-old-workbook")),
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', ..] | [b'{', b'\\', b'r', b't', b'f', ..] => Some(message!("import-no-text")),
        _ => None,
    }
}

/// Why what was decoded is a page, a workbook written as XML or no text at all: how it begins, how many of its signs no text has, and
/// its length in bytes.
pub fn no_register(text: &str, strange: usize, length: usize) -> Option<Message> {
    let start: String = text.trim_start().chars().take(400).flat_map(char::to_lowercase).collect();
    let is_page = start.starts_with('<') && ["html", "<table", "<head", "<body", "<meta"].iter().any(|it| start.contains(it));
    match start.as_str() {
        _ if is_page => Some(message!("import-page")),
        xml if xml.starts_with("<?xml") || xml.starts_with("<workbook") => Some(message!("import-xml-workbook")),
        _ => (strange * STRANGE > length).then(|| message!("import-no-text")),
    }
}

#[cfg(test)]
mod tests {
    use super::RegisterFile;

    fn refused(bytes: &[u8]) -> String {
        RegisterFile::open(bytes).expect_err("refused").key
    }

    #[test]
    fn what_is_no_register_is_refused_in_words() {
        assert_eq!(refused(b"%PDF-1.4\n1 0 obj\n"), "import-pdf");
        assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old"), "import-old-workbook");
        assert_eq!(refused(b"\xFF\xD8\xFF\xE0 a photo"), "import-no-text");
        assert_eq!(refused(b"<html><table><tr><td>Name</td></tr></table>"), "import-page");
        assert_eq!(
            refused(b"<table border=1>\n<tr><td>Name</td><td>Age</td></tr>\n<tr><td>Asha</td><td>34</td></tr></table>"),
            "import-page"
        );
        let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\n<Row><Cell>Asha</Cell></Row>\n</Workbook>";
        assert_eq!(refused(xml.as_bytes()), "import-xml-workbook");
        assert_eq!(refused(&xml.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), "import-xml-workbook");
        assert_eq!(refused(&[1, 2, 3, 4, 5, 6, 7, 8]), "import-no-text");
        assert_eq!(refused(b"PK\x03\x04 no workbook"), "import-bad-workbook");
        assert_eq!(refused(b"Name,Age\n"), "import-no-rows");
        assert_eq!(refused(b""), "import-no-file");
    }

    #[test]
    fn signs_that_old_programs_leave_do_not_refuse_a_file() {
        let file = RegisterFile::open(b"Name,Age/Sex\r\nAsha Rao,34/F\r\n\x1A").expect("a file");
        assert_eq!(crate::models::exchange::register::table::RegisterTable::read(&file.content).rows.len(), 1);
        assert!(RegisterFile::open(b"Name,Age/Sex\nAsha\0Rao,34/F\n").expect("a file").content.contains("34/F"));
    }

    #[test]
    fn a_guess_at_the_letters_is_said() {
        let file = RegisterFile::open(b"Name,Age/Sex\nRen\xE9 Lobo,34/M\n").expect("a file");
        assert_eq!(file.notes[0].key, "import-note-letters");
        assert!(RegisterFile::open("Name,Age/Sex\nसुनीता,34/F\n".as_bytes()).expect("a file").notes.is_empty());
    }
}
