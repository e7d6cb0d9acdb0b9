//! The growth of each page as a picture: how its time changes from the smallest to the largest organisation.

use std::fmt::Write;

/// A line of the chart: a name, and the time at each size as a multiple of that at the smallest.
pub struct Line {
    pub name: String,
    pub times: Vec<f64>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 210.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 44.0;
const COLOURS: [&str; 8] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#6b5b95", "#555555"];

/// An SVG. `most` is drawn as the limit.
pub fn draw(sizes: &[String], lines: &[Line], most: f64) -> String {
    let highest = lines.iter().flat_map(|it| it.times.iter().copied()).fold(most, f64::max) * 1.05;
    let lowest = lines.iter().flat_map(|it| it.times.iter().copied()).fold(1.0, f64::min) * 0.95;
    let steps = f64::from(u32::try_from(sizes.len().max(2) - 1).unwrap_or(1));
    let x = |at: usize| LEFT + (WIDTH - LEFT - RIGHT) * f64::from(u32::try_from(at).unwrap_or_default()) / steps;
    let y = |time: f64| TOP + (HEIGHT - TOP - BOTTOM) * (highest - time) / (highest - lowest);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>Time of a page by the number of patients, as a multiple of the smallest organisation's</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let end = WIDTH - RIGHT;
    for (time, dash, label) in [(1.0, "none", "1.0".to_owned()), (most, "5 4", format!("{most:.1}"))] {
        let at = y(time);
        let _ = writeln!(svg, "<path d=\"M{LEFT} {at:.1}H{end}\" stroke=\"#999\" stroke-dasharray=\"{dash}\"/>");
        let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", LEFT - 8.0, at + 4.0);
    }
    for (at, size) in sizes.iter().enumerate() {
        let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>", x(at), HEIGHT - 18.0);
    }
    // Names stand below each other, in the order in which the lines end.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let last = |it: usize| lines[it].times.last().copied().unwrap_or(1.0);
    order.sort_by(|a, b| last(*b).total_cmp(&last(*a)));
    let mut free = TOP;
    for it in order {
        let (line, colour) = (&lines[it], COLOURS[it % COLOURS.len()]);
        let points: Vec<String> = line.times.iter().enumerate().map(|(at, time)| format!("{:.1},{:.1}", x(at), y(*time))).collect();
        let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", points.join(" "));
        let wanted = y(last(it)).max(free);
        free = wanted + 15.0;
        let _ = writeln!(svg, "<path d=\"M{end} {:.1}L{} {wanted:.1}\" stroke=\"{colour}\" opacity=\"0.5\"/>", y(last(it)), end + 18.0);
        let (name, time) = (line.name.replace('&', "&amp;").replace('<', "&lt;"), last(it));
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" fill=\"{colour}\">{name} {time:.2}</text>", end + 22.0, wanted + 4.0);
    }
    svg + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_name_and_no_two_names_stand_on_each_other() {
        let line = |name: &str, last| Line { name: name.to_owned(), times: vec![1.0, 1.1, last] };
        let svg = draw(&["10k".into(), "100k".into(), "1m".into()], &[line("Board & queue", 1.3), line("Record", 1.3)], 1.2);
        assert!(svg.contains("Board &amp; queue 1.30") && svg.contains("Record 1.30"));
        let heights: Vec<f64> = svg
            .lines()
            .filter(|it| it.contains(" 1.30</text>"))
            .filter_map(|it| it.split("y=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert!((heights[0] - heights[1]).abs() > 12.0, "{heights:?}");
    }
}
