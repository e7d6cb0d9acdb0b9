//! Text as people type and paste it, and programs write it into cells: cleaned here, once, for every form, address and import.

use std::borrow::Cow;

/// The text without what nobody sees. Line breaks of every kind are `\n` (a `\r\n` stays); control characters, marks of direction
/// (Unicode's Bidi_Control), blanks of no width and soft hyphens are gone. What joins letters (U+200C, U+200D) is part of how
/// Hindi and Persian are written, and stays where it stands between two of them.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{200c}' | '\u{200d}' => {
                let joins = |it: Option<char>| it.is_some_and(|it| !it.is_ascii() && !it.is_whitespace() && is_kept(it));
                if joins(cleaned.chars().next_back()) && joins(letters.peek().copied()) {
                    cleaned.push(letter);
                }
            }
            letter if is_kept(letter) => cleaned.push(letter),
            _ => {}
        }
    }
    Cow::Owned(cleaned)
}

fn is_kept(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' => true,
        '\u{200c}' | '\u{200d}' | '\u{2028}' | '\u{2029}' => false,
        letter => !letter.is_control() && !is_invisible(letter),
    }
}

/// What nobody sees: zero-width blanks, byte order mark, direction marks, soft hyphen, fillers that count as letters, tags and variation
/// selectors. Source: Unicode's `Default_Ignorable_Code_Point` (general knowledge, source not opened).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::clean;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_gone_and_what_is_written_stays() {
        for (typed, kept) in [
            ("a\u{0}b\u{7f}c\u{1b}", "abc"),
            ("pain\u{b}since\u{c}Monday\u{2028}x", "pain\nsince\nMonday\nx"),
            ("\u{202a}+91 98200 12349\u{202c}", "+91 98200 12349"),
            ("\u{feff}Asha\u{200b} Rao", "Asha Rao"),
            ("line\r\nline\tend", "line\r\nline\tend"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("a\u{200d}b \u{200d}", "ab "),
            ("\u{200d}\u{200d}", ""),
            ("गला लाल & 100% <sore> ½ 👩", "गला लाल & 100% <sore> ½ 👩"),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
