//! How wide text is, and where it breaks.

use unicode_width::UnicodeWidthChar as _;

/// What never begins a line of Japanese or English; it may stand out of the line before by its own width.
const NEVER_FIRST: &str = "、。，．・ー）」』】〕,.;:)";

/// The columns of a text. What some fonts draw wide counts as wide, so that no line is longer than it was to be.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width_cjk().unwrap_or(0)).sum()
}

/// Breaks text into lines of at most so many columns: after a blank or a comma where there is one in the line's second
/// half, else anywhere.
pub(crate) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for c in text.chars() {
        let more = c.width_cjk().unwrap_or(0);
        // A mark that may not begin a line needs room at the end of one.
        let room = if NEVER_FIRST.contains(c) { most } else { most.saturating_sub(2) };
        if width + more > room && !NEVER_FIRST.contains(c) {
            let end = line.char_indices().rev().find(|(_, c)| matches!(c, ' ' | '、')).map(|(n, c)| n + c.len_utf8());
            let rest = match end {
                Some(end) if end > line.len() / 2 && c != ' ' => line.split_off(end),
                _ => String::new(),
            };
            lines.push(std::mem::replace(&mut line, rest).trim_end().to_owned());
            width = columns(&line);
            if c == ' ' && line.is_empty() {
                continue;
            }
        }
        line.push(c);
        width += more;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// As many of the items as so many lines hold, in lines, and how many are left out.
pub(crate) fn packed(items: &[String], comma: &str, most: usize, lines: Option<usize>) -> (Vec<String>, usize) {
    let mut out: Vec<String> = Vec::new();
    let mut taken = 0;
    let gap = if comma.ends_with(' ') { " " } else { "" };
    for (n, item) in items.iter().enumerate() {
        let last = n + 1 == items.len();
        let text = if last { item.clone() } else { format!("{item}{comma}") };
        // The last line that may be filled keeps room for the words that say how many are left out.
        let full = |line: usize| if lines == Some(line) && !last { most.saturating_sub(20) } else { most };
        let place = out.len();
        match out.last_mut() {
            Some(line) if columns(line) + columns(text.trim_end()) <= full(place) => line.push_str(&text),
            _ if lines.is_some_and(|lines| place >= lines) => break,
            _ => out.extend(wrap(&text, most).into_iter().map(|line| if last { line } else { line + gap })),
        }
        taken += 1;
    }
    let lines = out.into_iter().map(|line| line.trim_end().to_owned()).collect();
    (lines, items.len() - taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let text = "電力CEPTOAR、経済産業省、a long name of an organisation, and one of 漢字ばかりの長い名前でできている組織。";
        for most in 12..60 {
            let lines = wrap(text, most);
            assert!(lines.iter().all(|line| columns(line) <= most), "{most}: {lines:?}");
            let whole: String = lines.concat().replace(' ', "");
            assert_eq!(whole, text.replace(' ', ""));
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let items: Vec<String> = (0..100).map(|n| format!("party-{n}")).collect();
        let (lines, left) = packed(&items, ", ", 80, Some(2));
        assert!(lines.len() == 2 && left > 60, "{lines:?} {left}");
        assert!(lines.iter().all(|line| columns(line) <= 80));
        let (lines, left) = packed(&items, ", ", 80, None);
        assert!(left == 0 && lines.concat().contains("party-99"));
    }
}
