//! In which letters a file is written: by the mark at its start, else by the evidence of all its bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What the bytes of a file say of its letters. They may come in pieces.
#[derive(Clone, Debug, Default)]
pub struct LetterEvidence {
    start: Vec<u8>,
    bytes: u64,
    /// Zero bytes at even and at odd places: text has none, but in UTF-16 every second byte of plain letters is one.
    zeros: [u64; 2],
    /// Letters of several bytes that are right UTF-8, and bytes that are not.
    right: u64,
    wrong: u64,
    /// The beginning of a letter whose end is in the next piece.
    begun: Vec<u8>,
}

impl LetterEvidence {
    pub fn see(&mut self, piece: &[u8]) {
        self.start.extend(piece.iter().take(4 - self.start.len().min(4)));
        for (at, _) in piece.iter().enumerate().filter(|(_, byte)| **byte == 0) {
            let odd = (self.bytes + u64::try_from(at).unwrap_or(0)) % 2 == 1;
            self.zeros[usize::from(odd)] += 1;
        }
        self.bytes += u64::try_from(piece.len()).unwrap_or(0);
        let joined;
        let mut rest = if self.begun.is_empty() {
            piece
        } else {
            joined = [std::mem::take(&mut self.begun).as_slice(), piece].concat();
            &joined
        };
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => break self.count(text),
                Err(error) => {
                    let (text, after) = rest.split_at(error.valid_up_to());
                    self.count(std::str::from_utf8(text).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        self.begun = after.to_vec();
                        break;
                    };
                    self.wrong += 1;
                    rest = &after[length..];
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        self.right += u64::try_from(text.chars().filter(|c| !c.is_ascii()).count()).unwrap_or(0);
    }

    /// The encoding, and whether it is sure. Windows-1252, in which old spreadsheets save, is what is left: every byte is a letter in
    /// it, so that nothing can be seen to be wrong.
    pub fn verdict(&self) -> (&'static Encoding, bool) {
        if let Some((marked, _)) = Encoding::for_bom(&self.start) {
            return (marked, true);
        }
        let [even, odd] = self.zeros;
        if even + odd > 3 && (even + odd) * 50 > self.bytes {
            return (if odd > even { UTF_16LE } else { UTF_16BE }, even.min(odd) * 20 < even.max(odd));
        }
        match (self.wrong + u64::from(!self.begun.is_empty()), self.right) {
            (0, _) => (UTF_8, true),
            (wrong, right) if right > wrong * 10 => (UTF_8, false),
            _ => (WINDOWS_1252, false),
        }
    }
}

/// The text of a file, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// Whether that is sure. If not, the clinic is asked to look at the names.
    pub sure: bool,
}

/// Reads the bytes of a whole file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut evidence = LetterEvidence::default();
    evidence.see(bytes);
    let (encoding, sure) = evidence.verdict();
    let (text, _, _) = encoding.decode(bytes);
    Decoded { text: text.replace('\0', ""), encoding: encoding.name(), sure }
}

#[cfg(test)]
mod tests {
    use super::{LetterEvidence, decode};

    fn little(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_mark_says_how_a_file_is_written() {
        let text = "No\tName\n1\tसुनीता\n";
        let big: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [little(&format!("\u{FEFF}{text}")), big, format!("\u{FEFF}{text}").into_bytes()] {
            assert_eq!((decode(&bytes).text.as_str(), decode(&bytes).sure), (text, true));
        }
    }

    #[test]
    fn a_spreadsheets_unicode_text_is_known_without_its_mark() {
        let text = "क्रमांक\tनाम\tमोबाइल\r\n1\tसुनीता वर्मा\t98200 44444\r\n2\tरवि\t98200 44445\r\n";
        let read = decode(&little(text));
        assert_eq!((read.text.as_str(), read.encoding, read.sure), (text, "UTF-16LE", true));
    }

    #[test]
    fn an_old_spreadsheets_letters_are_a_guess_and_said_to_be_one() {
        let read = decode(b"Ren\xE9 \x80 5 \x96 6");
        assert_eq!((read.text.as_str(), read.encoding, read.sure), ("René € 5 – 6", "windows-1252", false));
        assert!(decode("सुनीता".as_bytes()).sure);
    }

    #[test]
    fn one_broken_letter_does_not_spoil_all_others() {
        let mut bytes = "सुनीता वर्मा, रवि वर्मा, आशा मेहता".as_bytes().to_vec();
        bytes.remove(4);
        let read = decode(&bytes);
        assert_eq!((read.encoding, read.sure), ("UTF-8", false));
        assert!(read.text.contains("रवि वर्मा"));
    }

    #[test]
    fn the_evidence_is_the_same_in_pieces() {
        let bytes = "1,सुनीता,é\n".repeat(9).into_bytes();
        let mut evidence = LetterEvidence::default();
        bytes.chunks(5).for_each(|piece| evidence.see(piece));
        assert_eq!(evidence.verdict().0.name(), "UTF-8");
        assert!(evidence.verdict().1);
    }
}
