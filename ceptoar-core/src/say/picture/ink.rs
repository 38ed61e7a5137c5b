//! What every SVG is made of: its frame, and text that is escaped.

use std::fmt::Write as _;

use crate::say::picture::measure::SIZE;
use crate::text::shown::shown;

/// Fonts that know Japanese, by platform.
const FONTS: &str = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic','Meiryo','IPAexGothic',sans-serif";
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Begins a picture of some width and height: black on white, with its words for those who do not see it.
pub(crate) fn begin(out: &mut String, (width, height): (usize, usize), label: &str, title: &str, description: &str) {
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{}\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{SIZE}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n<g fill=\"#111111\" stroke=\"none\">\n",
        escape(label),
        escape(title),
        escape(description),
    );
}

/// Ends it.
pub(crate) fn end(out: &mut String) {
    out.push_str("</g>\n</svg>\n");
}

/// A line of text.
pub(crate) fn text(out: &mut String, x: usize, y: usize, line: &str, bold: bool) {
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\"{weight}>{}</text>", escape(line));
}
