//! Ages as files and cards write them, put into words.

/// The text with what is written in signs in words: `3/12` is three months, `18/12` eighteen, `10/7` ten days, `1 1/2` one and a half,
/// `डेढ़` too; `y/o` is one word. A tilde before it says that it is about so much.
pub(super) fn in_words(text: &str) -> String {
    let text = text.trim().trim_start_matches('~');
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" /", "/").replace("/ ", "/");
    let mut words: Vec<String> = Vec::new();
    for word in text.replace("y/o", "yo").replace("new-born", "newborn").replace("new born", "newborn").split(' ') {
        let after_a_number = words.last().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        match word {
            "1/2" if after_a_number => words.last_mut().into_iter().for_each(|it| it.push('½')),
            "डेढ\u{93c}" | "डे\u{95d}" | "दीड" => words.push("1.5".into()),
            "ढाई" | "अडीच" => words.push("2.5".into()),
            _ => words.push(of_a_part(word).unwrap_or_else(|| word.to_owned())),
        }
    }
    words.join(" ")
}

/// A word that counts in twelfths of a year, fifty-seconds of it or sevenths of a week; what stands behind it stays.
fn of_a_part(word: &str) -> Option<String> {
    let (count, rest) = word.split_once('/')?;
    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let (unit, most) = match &rest[..end] {
        "12" => ("months", 36),
        "52" => ("weeks", 52),
        "7" => ("days", 31),
        _ => return None,
    };
    let counted = count.bytes().all(|it| it.is_ascii_digit()) && count.parse::<u64>().is_ok_and(|it| (1..=most).contains(&it));
    counted.then(|| format!("{count} {unit} {}", rest[end..].trim_start_matches('/')))
}
