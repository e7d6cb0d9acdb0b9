//! Rows on their way into a table: as the text that LOAD DATA reads, or as INSERT statements where the server cannot read ours.

use std::fmt::Display;
use std::io::Write;

use chrono::{NaiveDate, NaiveDateTime};

/// How the server takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Lines, from a pipe beside the server.
    Load,
    /// Statements, over the connection.
    Insert,
}

/// Bytes or rows after which a batch is sent.
const BATCH_BYTES: usize = 1 << 19;

/// Where a full batch goes.
pub type Sink<'a> = Box<dyn FnMut(&[u8]) -> anyhow::Result<()> + 'a>;

/// Writes cells, one after another, in the order of the table's columns.
pub struct Rows<'a> {
    way: Way,
    batch: Vec<u8>,
    begun: bool,
    sink: Sink<'a>,
}

impl<'a> Rows<'a> {
    pub fn new(way: Way, sink: Sink<'a>) -> Rows<'a> {
        Rows { way, batch: Vec::with_capacity(BATCH_BYTES + 4096), begun: false, sink }
    }

    fn between(&mut self) {
        let (first, next): (&[u8], &[u8]) = match self.way {
            Way::Load => (b"", b"\t"),
            Way::Insert if self.batch.is_empty() => (b"(", b","),
            Way::Insert => (b",(", b","),
        };
        self.batch.extend_from_slice(if self.begun { next } else { first });
        self.begun = true;
    }

    pub fn id(&mut self, id: &[u8]) -> &mut Self {
        self.between();
        match self.way {
            Way::Load => self.escaped(id),
            Way::Insert => {
                self.batch.extend_from_slice(b"X'");
                for byte in id {
                    let _ = write!(self.batch, "{byte:02x}");
                }
                self.batch.push(b'\'');
            }
        }
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.between();
        if self.way == Way::Insert {
            self.batch.push(b'\'');
        }
        self.escaped(text.as_bytes());
        if self.way == Way::Insert {
            self.batch.push(b'\'');
        }
        self
    }

    /// A number, or a truth as 0 or 1.
    pub fn number(&mut self, number: impl Display) -> &mut Self {
        self.between();
        let _ = write!(self.batch, "{number}");
        self
    }

    pub fn null(&mut self) -> &mut Self {
        self.between();
        self.batch.extend_from_slice(if self.way == Way::Load { b"\\N" } else { b"NULL" });
        self
    }

    pub fn date(&mut self, day: NaiveDate) -> &mut Self {
        self.quoted(day)
    }

    pub fn instant(&mut self, at: NaiveDateTime) -> &mut Self {
        self.quoted(at)
    }

    pub fn instant_if(&mut self, known: bool, at: NaiveDateTime) -> &mut Self {
        if known { self.instant(at) } else { self.null() }
    }

    fn quoted(&mut self, it: impl Display) -> &mut Self {
        self.between();
        let mark: &[u8] = if self.way == Way::Load { b"" } else { b"'" };
        self.batch.extend_from_slice(mark);
        let _ = write!(self.batch, "{it}");
        self.batch.extend_from_slice(mark);
        self
    }

    fn escaped(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                0 => self.batch.extend_from_slice(b"\\0"),
                b'\n' => self.batch.extend_from_slice(b"\\n"),
                b'\t' => self.batch.extend_from_slice(b"\\t"),
                b'\\' | b'\'' => self.batch.extend_from_slice(&[b'\\', *byte]),
                _ => self.batch.push(*byte),
            }
        }
    }

    /// Ends a row.
    pub fn end(&mut self) -> anyhow::Result<()> {
        self.batch.push(if self.way == Way::Load { b'\n' } else { b')' });
        self.begun = false;
        if self.batch.len() >= BATCH_BYTES { self.finish() } else { Ok(()) }
    }

    /// Sends what is left.
    pub fn finish(&mut self) -> anyhow::Result<()> {
        if !self.batch.is_empty() {
            (self.sink)(&self.batch)?;
            self.batch.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(way: Way) -> String {
        let mut out = Vec::new();
        let mut rows = Rows::new(
            way,
            Box::new(|batch| {
                out.extend_from_slice(batch);
                Ok(())
            }),
        );
        for _ in 0..2 {
            rows.id(&[0, 39, 9]).text("Asha's").number(7).null().end().unwrap();
        }
        rows.finish().unwrap();
        drop(rows);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_written_as_the_server_reads_them() {
        assert_eq!(written(Way::Load), "\\0\\'\\t\tAsha\\'s\t7\t\\N\n".repeat(2));
        assert_eq!(written(Way::Insert), "(X'002709','Asha\\'s',7,NULL),(X'002709','Asha\\'s',7,NULL)");
    }
}
