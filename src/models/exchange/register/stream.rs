//! A register that is too large to be held: its file is gone through for its letters, then for what only the whole tells, then row by
//! row. What is read is what [`Register::read`](super::Register::read) reads of the same file.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use chrono::NaiveDate;
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};

use super::column::RegisterColumn;
use super::columns::{not_read, recognise};
use super::decoding::DecodedLines;
use super::encoding::LetterEvidence;
use super::file::{self, RegisterFile};
use super::habits::{Habits, HabitsEvidence};
use super::lines::{Parting, TableLine, TableRows};
use super::rows::{RegisterRow, RowReader};
use super::table::{Heads, RegisterTable};
use crate::db::ids::ClinicId;
use crate::locale::Message;
use crate::message;

/// Where a register lies.
#[derive(Clone, Debug)]
pub enum RegisterSource {
    File(PathBuf),
    /// The rows of a workbook, as text.
    Text(String),
}

/// What the whole file tells of itself.
#[derive(Clone, Debug)]
pub struct RegisterStream {
    source: RegisterSource,
    letters: &'static Encoding,
    parting: Parting,
    heads: Heads,
    habits: Habits,
    pub header: Vec<String>,
    pub columns: Vec<RegisterColumn>,
    /// What the clinic is told of how it was read.
    pub notes: Vec<Message>,
    /// The columns that are not read, as far as its first rows show.
    pub not_read: Vec<Message>,
    /// How many rows it has, and how many cells the longest.
    pub count: usize,
    pub width: usize,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
}

/// So many rows tell where the heads stand and what the columns mean.
const FIRST: usize = 300;

/// So many lines tell what parts the cells.
const FIRST_LINES: usize = 1_000;

/// How much is read at once, in bytes.
const PIECE: usize = 64 * 1024;

impl RegisterSource {
    /// The largest file, in bytes.
    pub const LARGEST: u64 = 200 * 1024 * 1024;

    fn read(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            RegisterSource::File(path) => Box::new(File::open(path)?),
            RegisterSource::Text(text) => Box::new(Cursor::new(text.clone().into_bytes())),
        })
    }

    /// The file, or the text of the workbook that it is; else why it is neither.
    pub fn at(path: PathBuf) -> io::Result<Result<RegisterSource, Message>> {
        let size = path.metadata()?.len();
        let mut start = Vec::new();
        File::open(&path)?.take(8).read_to_end(&mut start)?;
        if start.starts_with(b"PK") {
            if size > u64::try_from(RegisterTable::LARGEST).unwrap_or(u64::MAX) {
                return Ok(Err(message!("import-workbook-large")));
            }
            return Ok(RegisterFile::open(&std::fs::read(&path)?).map(|it| RegisterSource::Text(it.content)));
        }
        Ok(match file::refused_at_sight(&start) {
            Some(refusal) => Err(refusal),
            None if size > RegisterSource::LARGEST => Err(message!("import-too-large-at-all")),
            None => Ok(RegisterSource::File(path)),
        })
    }
}

impl RegisterStream {
    /// Goes through the file twice for what the whole of it tells, or says why it is no register.
    pub fn open(source: RegisterSource) -> io::Result<Result<RegisterStream, Message>> {
        let (letters, sure, digest) = letters(&source)?;
        let guessed = (!sure).then(|| message!("import-note-letters", encoding = letters.name()));
        let mut lines = DecodedLines::of(source.read()?, letters);
        let head: Vec<String> = lines.by_ref().take(FIRST_LINES).collect();
        let parting = Parting::of(head.iter().map(String::as_str));
        let mut all = TableRows::of(head.into_iter().chain(&mut lines), parting);
        let first: Vec<TableLine> = all.by_ref().take(FIRST).collect();
        let heads = Heads::find(&first);
        let table = RegisterTable::of(first);
        let columns = recognise(&table);
        let cells: Vec<&[String]> = table.rows.iter().map(|it| it.cells.as_slice()).collect();
        let not_read = not_read(&table.header, &columns, &cells);
        let (mut habits, mut count, mut width) = (HabitsEvidence::default(), 0, table.header.len());
        let RegisterTable { header, rows, .. } = table;
        for row in rows.into_iter().chain(&mut all) {
            habits.see(&row.cells, &columns);
            count += 1;
            width = width.max(row.cells.len());
        }
        drop(all);
        lines.failed()?;
        if let Some(refusal) = file::no_register(&lines.start, lines.strange, lines.length) {
            return Ok(Err(refusal));
        }
        if count == 0 {
            return Ok(Err(message!("import-no-rows")));
        }
        let (notes, habits) = (guessed.into_iter().collect(), habits.habits());
        Ok(Ok(RegisterStream { source, letters, parting, heads, habits, header, columns, notes, not_read, count, width, digest }))
    }

    /// The rows, each with what it becomes. `today` is the day on which the file is brought.
    pub fn rows(&self, clinic: ClinicId, today: NaiveDate) -> io::Result<StreamedRows> {
        let lines = DecodedLines::of(self.source.read()?, self.letters);
        Ok(StreamedRows {
            lines: TableRows::of(lines, self.parting),
            none_of_it: self.heads.at.into_iter().chain(self.heads.above.iter().copied()).collect(),
            place: 0,
            reader: RowReader::of(self.header.clone(), self.columns.clone(), self.habits, clinic, today, self.count),
        })
    }
}

/// The letters of a file, whether they are sure, and its digest.
fn letters(source: &RegisterSource) -> io::Result<(&'static Encoding, bool, [u8; 32])> {
    let (mut evidence, mut digest) = (LetterEvidence::default(), Sha256::new());
    let (mut from, mut piece) = (source.read()?, vec![0; PIECE]);
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => {
                evidence.see(&piece[..count]);
                digest.update(&piece[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let (letters, sure) = match source {
        RegisterSource::File(_) => evidence.verdict(),
        RegisterSource::Text(_) => (UTF_8, true),
    };
    Ok((letters, sure, digest.finalize().into()))
}

/// The rows of a file, one after another.
pub struct StreamedRows {
    lines: TableRows<DecodedLines>,
    /// The places of the heads and of what stands above them.
    none_of_it: BTreeSet<usize>,
    place: usize,
    reader: RowReader,
}

impl StreamedRows {
    /// Why the rows ended before the file did. Asked once they have ended.
    pub fn failed(&mut self) -> io::Result<()> {
        self.lines.source().failed()
    }
}

impl Iterator for StreamedRows {
    type Item = RegisterRow;

    fn next(&mut self) -> Option<RegisterRow> {
        loop {
            let line = self.lines.next()?;
            self.place += 1;
            if !self.none_of_it.contains(&(self.place - 1)) {
                return Some(self.reader.read(line));
            }
        }
    }
}
