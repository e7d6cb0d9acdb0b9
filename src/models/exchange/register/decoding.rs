//! The lines of a file of any size: decoded piece by piece, so that no more than a piece of it is held.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

/// How much is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// No line of a register is longer, in bytes. What has a longer one is no text.
const LONGEST_LINE: usize = 1024 * 1024;

/// How many letters of the beginning are kept.
const START: usize = 400;

/// Lines, whichever way they end. They stop at the end of the file, or where it could not be read: [`DecodedLines::failed`].
pub struct DecodedLines {
    from: Box<dyn Read>,
    decoder: Decoder,
    piece: Vec<u8>,
    /// What was decoded and not given yet begins at `at`.
    text: String,
    at: usize,
    ended: bool,
    /// What ends a line, once it is known.
    ends: Option<char>,
    failed: Option<io::Error>,
    /// The first letters of the file.
    pub start: String,
    /// How many signs were read that no text has, and how many bytes of text in all.
    pub strange: usize,
    pub length: usize,
}

impl DecodedLines {
    pub fn of(from: Box<dyn Read>, encoding: &'static Encoding) -> DecodedLines {
        DecodedLines {
            from,
            decoder: encoding.new_decoder(),
            piece: vec![0; PIECE],
            text: String::new(),
            at: 0,
            ended: false,
            ends: None,
            failed: None,
            start: String::new(),
            strange: 0,
            length: 0,
        }
    }

    /// Why the lines ended before the file did. Asked once they have ended.
    pub fn failed(&mut self) -> io::Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    fn read_on(&mut self) {
        let read = loop {
            match self.from.read(&mut self.piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = read.unwrap_or_else(|error| {
            self.failed = Some(error);
            0
        });
        self.ended = read == 0;
        let bytes = &self.piece[..read];
        let before = self.text.len();
        self.text.reserve(self.decoder.max_utf8_buffer_length(read).unwrap_or(PIECE));
        let _ = self.decoder.decode_to_string(bytes, &mut self.text, self.ended);
        if self.text[before..].contains('\0') {
            self.text.retain(|c| c != '\0');
        }
        let fresh = self.text.get(before..).unwrap_or_default();
        self.length += fresh.len();
        self.strange += fresh.chars().filter(|c| is_strange(*c)).count();
        if self.start.len() < START {
            self.start.extend(fresh.chars().take(START));
        }
    }
}

impl Iterator for DecodedLines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        loop {
            let rest = &self.text[self.at..];
            // Where no line feed comes within the longest line, returns end the lines, as on an old Macintosh.
            let is_full = self.ended || rest.len() > LONGEST_LINE;
            let sign = self.ends.or_else(|| rest.contains('\n').then_some('\n')).or_else(|| is_full.then_some('\r'));
            if let Some(sign) = sign {
                self.ends = Some(sign);
                if let Some(end) = rest.find(sign) {
                    let line = &rest[..end];
                    let line = line.strip_suffix('\r').unwrap_or(line).to_owned();
                    self.at += end + sign.len_utf8();
                    return Some(line);
                }
                if self.ended {
                    let line = rest.strip_suffix('\r').unwrap_or(rest).to_owned();
                    self.at = self.text.len();
                    return (!line.is_empty()).then_some(line);
                }
                if is_full {
                    self.failed = Some(io::Error::new(io::ErrorKind::InvalidData, "a line is longer than a register's"));
                    (self.at, self.ended) = (self.text.len(), true);
                    return None;
                }
            }
            self.text.drain(..self.at);
            self.at = 0;
            self.read_on();
        }
    }
}

/// Whether a sign stands in no text. 0x1A ends one in DOS.
pub fn is_strange(c: char) -> bool {
    c.is_control() && !c.is_whitespace() && !matches!(c, '\0' | '\u{1A}') || c == '\u{FFFD}'
}

#[cfg(test)]
mod tests {
    use super::DecodedLines;
    use crate::models::exchange::register::{encoding::decode, table};
    use std::io::{self, Read};

    /// A file that gives a few bytes at a time.
    struct Drops(Vec<u8>, usize);

    impl Read for Drops {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn lines(bytes: &[u8], at_once: usize) -> Vec<String> {
        let encoding = encoding_rs::Encoding::for_label(decode(bytes).encoding.as_bytes()).expect("an encoding");
        DecodedLines::of(Box::new(Drops(bytes.to_vec(), at_once)), encoding).collect()
    }

    #[test]
    fn lines_are_the_same_in_pieces_as_in_the_whole() {
        let text = "No\tName\r\n1\tसुनीता\r\n\r\n2\tRené\nlast";
        let little: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = text.replace("\r\n", "\r").replace('\n', "\r");
        for bytes in [text.as_bytes().to_vec(), little, old.into_bytes(), b"Ren\xE9\n\n1".to_vec(), b"a\0b\n".to_vec()] {
            let decoded = decode(&bytes).text;
            let mut whole: Vec<&str> = table::lines(&decoded).collect();
            if whole.last().is_some_and(|it| it.is_empty()) {
                whole.pop();
            }
            for at_once in [1, 3, 7, 1_000] {
                assert_eq!(lines(&bytes, at_once), whole, "{at_once} bytes at once");
            }
        }
    }

    #[test]
    fn a_line_without_end_is_no_line() {
        let mut all = DecodedLines::of(Box::new(Drops(vec![b'x'; 3 << 20], 1 << 20)), encoding_rs::UTF_8);
        assert_eq!(all.next(), None);
        assert!(all.failed().is_err());
    }
}
