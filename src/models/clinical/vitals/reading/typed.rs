//! Measures as they are typed, in one way of writing.

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

/// Feet and inches, `5'6"` or `5 ft 6 in`, to the millimetre.
pub(super) fn in_centimetres(text: &str) -> Option<String> {
    let text = text.replace("feet", "'").replace("foot", "'").replace("ft", "'").replace(['’', '′', '‘'], "'").replace("''", "\"");
    let text =
        text.replace("inches", "\"").replace("inch", "\"").replace("in", "\"").replace(['”', '″', '“'], "\"").replace(['.', ' '], "");
    let (feet, inches) = text.split_once('\'')?;
    let inches = inches.strip_suffix('"').unwrap_or(inches);
    let inches: i64 = if inches.is_empty() { 0 } else { inches.parse().ok().filter(|it| (0..12).contains(it))? };
    let hundredths = (feet.parse::<i64>().ok().filter(|it| (1..9).contains(it))? * 12 + inches) * 254;
    Some(Amount::tenths((hundredths + 5) / 10).plain())
}
