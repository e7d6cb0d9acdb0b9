//! Values that nobody means: of far days, of no number, of other scripts, too long, not to be seen.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::support::registers::Chance;

/// One of them.
#[derive(Clone, Debug)]
pub struct Nasty {
    pub text: String,
}

impl Nasty {
    /// As it is told when it did harm.
    pub fn name(&self) -> String {
        let short: String = self.text.chars().take(40).collect();
        if short == self.text { format!("{short:?}") } else { format!("{short:?}… of {} bytes", self.text.len()) }
    }

    pub fn encoded(&self) -> String {
        encoded(&self.text)
    }

    /// As a part of a path, which is no longer than an address may be.
    pub fn in_path(&self) -> String {
        encoded(&self.text.chars().take(3_000).collect::<String>())
    }
}

pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

const SHORT: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "-0",
    "+1",
    "1e400",
    "1e3",
    "NaN",
    "Infinity",
    "0x10",
    "1,00,000",
    "1.5",
    "0.005",
    "1/0",
    "0/0",
    "1/99999999999",
    "127",
    "128",
    "255",
    "256",
    "32768",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "99999999999999999999999999999999999999999",
    "0.00000000000000000000001",
    "9999999999.99",
    "99999999999.99",
    "12345678901234.5",
    "-262143-01-01",
    "+262142-12-31",
    "-0001-01-01",
    "0000-00-00",
    "0001-01-01",
    "1000-01-01",
    "1899-12-31",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-13-01",
    "31/12/9999",
    "01/01/0001",
    "29/02/1900",
    "1/1/1",
    "99/99/99",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "not-a-uuid",
    "{00000000-0000-0000-0000-000000000000}",
    "a\0b",
    "\0",
    "\u{b}\u{c}\u{1b}[31m",
    "\u{202e}\u{200f}x\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{200d}\u{200d}",
    "٣٤٥",
    "९८२०० १२३४५",
    "१२५",
    "۱۲۳",
    "１２３",
    "²³¹",
    "Ⅻ",
    "½",
    "三",
    "😀",
    "👨‍👩‍👧‍👦",
    "आ",
    "é",
    "İı",
    "ß",
    "'",
    "\"><script>",
    "'; DROP TABLE patients; --",
    "%",
    "_",
    "\\",
    "%s%n",
    "../../etc/passwd",
    "..\\..",
    "//evil.example",
    "[]",
    "{\"a\":1}",
    "null",
    "undefined",
    "true",
    "yes",
    "on",
    "self",
    "cash",
    "normal",
    "called",
    "1-0-1",
    "5mg-0-0",
    "9e9-0-0",
    "1/3-1/7-9/0",
    "120/80/90",
    "99999999999/1",
    "-5/-6",
    "37,5",
    "SW-99999999999999999999",
    "SW-",
    "+91 00000 00000",
    "+999999999999999999999",
    "98200",
    "a@b",
    "@",
    "a@b.c d",
    "\r\nSet-Cookie: x=1",
    "allergy:",
    "allergy:00000000-0000-0000-0000-000000000000",
    "x:y",
    ":",
    "0:",
    "999999999:1",
    "-1:1-0-1",
    "18446744073709551615:x",
    "2026-11-20T00:00",
    "12:60",
    "730",
    "731",
    "104 weeks",
    "4294967295 years",
    "99999999999 d",
];

/// One of the values.
pub fn nasty(chance: &mut Chance) -> Nasty {
    let long = [40, 60, 61, 80, 81, 120, 121, 160, 255, 256, 500, 501, 1_000, 2_001, 5_001, 70_000];
    let text = match chance.below(SHORT.len() + 30) {
        place if place < SHORT.len() => SHORT[place].to_owned(),
        draw => {
            let length = long[chance.below(long.len())];
            match draw % 6 {
                0 => "x".repeat(length),
                1 => "9".repeat(length),
                2 => "अ".repeat(length.min(20_000)),
                3 => "😀".repeat(length.min(15_000)),
                4 => "a,b;c\n".repeat(length / 6 + 1),
                _ => "x y".repeat(length / 3 + 1),
            }
        }
    };
    Nasty { text }
}
