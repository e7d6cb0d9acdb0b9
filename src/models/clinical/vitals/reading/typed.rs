//! Measures as they are typed, in one way of writing.

use super::Measure;
use crate::locale::digits;
use crate::locale::typed::clean;
use crate::models::values::Amount;

/// Small letters, plain digits, nothing invisible; a decimal comma as a point, no room around a stroke, no full stop at the end.
pub(super) fn plain(told: &str) -> String {
    let text = digits::plain(&clean(told)).replace('℃', "°c").replace('℉', "°f").to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(" / ", "/").replace(" /", "/").replace("/ ", "/").replace("per minute", "/min").replace("per min", "/min");
    let text = text.replace("/minute", "/min").replace(" /min", "/min");
    with_point(text.trim_end_matches('.'))
}

/// `BP 120/80`, `PR 72`: without the letters before the number that only say what is measured.
pub(super) fn without_its_name(measure: Measure, text: String) -> String {
    let names: &[&str] = match measure {
        Measure::Pressure => &["bp"],
        Measure::Pulse => &["pr", "hr", "pulse", "p"],
        Measure::Temperature => &["temp", "t"],
        Measure::Spo2 => &["spo2", "sao2", "sat"],
        Measure::Weight => &["weight", "wt"],
        Measure::Height => &["height", "ht"],
        Measure::Respiratory => &["rr"],
        Measure::Glucose => &[],
    };
    let rest = names.iter().find_map(|it| text.strip_prefix(it)).map(|it| it.trim_start_matches([':', '-', ' ', '=']));
    rest.filter(|it| it.starts_with(|it: char| it.is_ascii_digit())).map(str::to_owned).unwrap_or(text)
}

/// `38,5` is 38.5; `1,200` is left as it is.
fn with_point(text: &str) -> String {
    match text.split_once(',') {
        Some((whole, rest)) if !rest.contains(',') && !whole.is_empty() && whole.bytes().all(|it| it.is_ascii_digit()) => {
            let places = rest.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=2).contains(&places) { format!("{whole}.{rest}") } else { text.to_owned() }
        }
        _ => text.to_owned(),
    }
}

/// Feet and inches, `5'6"` or `5 ft 6 in`, to the millimetre; `1 m 65 cm`.
pub(super) fn in_centimetres(text: &str) -> Option<String> {
    if let Some((metres, rest)) = text.split_once('m').filter(|(it, _)| it.trim().len() == 1) {
        let rest = rest.trim().strip_suffix("cm").map(str::trim).filter(|it| it.len() == 2 && it.bytes().all(|it| it.is_ascii_digit()));
        let metres = metres.trim().parse::<u8>().ok();
        return metres.zip(rest).map(|(metres, rest)| format!("{metres}{rest}"));
    }
    let text = text.replace("फुट", "'").replace("फ़ुट", "'").replace("इंच", "\"");
    let text = text.replace("feet", "'").replace("foot", "'").replace("ft", "'").replace(['’', '′', '‘'], "'").replace("''", "\"");
    let text = text
        .replace("inches", "\"")
        .replace("inch", "\"")
        .replace("in", "\"")
        .replace(['”', '″', '“'], "\"")
        .replace(['.', ' '], "")
        .replace("'-", "'");
    let (feet, inches) = text.split_once('\'')?;
    let inches = inches.strip_suffix('"').unwrap_or(inches);
    let inches: i64 = if inches.is_empty() { 0 } else { inches.parse().ok().filter(|it| (0..12).contains(it))? };
    let hundredths = (feet.parse::<i64>().ok().filter(|it| (1..9).contains(it))? * 12 + inches) * 254;
    Some(Amount::tenths((hundredths + 5) / 10).plain())
}
