//! QR codes as SVG: black on white whatever the theme, with the quiet zone that readers need (ISO/IEC 18004: four modules).

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

const QUIET: usize = 4;

/// The code of a text. Nothing when the text is longer than a code can hold.
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        let _ = write!(path, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
    }
    let side = width + 2 * QUIET;
    Some(format!(
        r##"<svg class="qr" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_is_square_quiet_at_the_edge_and_dark_at_the_corner() {
        let code = svg("SW-000123").expect("a code");
        assert!(code.contains(r#"viewBox="0 0 29 29""#), "{code}");
        assert!(code.contains("M4 4h1v1h-1z") && !code.contains("M3 "), "{code}");
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert_eq!(svg(&"x".repeat(4000)), None);
    }
}
