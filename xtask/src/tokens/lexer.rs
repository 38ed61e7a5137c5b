//! Cuts a statement into tokens.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::dates::{Dates, GAP};

/// No token is longer, in characters: a longer run is a sentence, and sentences are not copied.
pub(crate) const LONGEST: usize = 48;

/// A separator of thousands, which the source now and then follows with a space.
pub(crate) const THOUSANDS: &str = r"([0-9]), ?([0-9]{3})(?-u:\b)";

/// A word of Latin letters and digits, or a number.
pub(crate) const WORD: &str = r"[0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*";

/// How the names of offices and bodies end.
const ENDS: [&str; 14] =
    ["省", "局", "室", "部", "課", "部会", "協会", "連合会", "連盟", "委員会", "協議会", "センター", "機構", "会議"];

/// Words in which such an end names no office, each with its reason.
const ORDINARY: [(&str, &str); 7] = [
    ("省庁", "ministries at large, not one of them"),
    ("事務局", "what an office does for others, not its name"),
    ("支部", "branches at large"),
    ("課題", "a task"),
    ("細部", "details"),
    ("会議体", "meetings at large"),
    ("内部", "inside"),
];

/// Names of the edition that are also words of any text, each with its reason.
const PLAIN: [(&str, &str); 1] = [("その他", "closes any list; the kind of that name is one of them")];

/// Cuts by the names of one edition.
pub(crate) struct Lexer {
    dates: Dates,
    lead: Regex,
    title: Regex,
    thousands: Regex,
    ordinal: Regex,
    word: Regex,
    names: Vec<Vec<char>>,
}

impl Lexer {
    pub(crate) fn new(names: &BTreeSet<String>) -> Result<Self, String> {
        let new = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        let names = names.iter().map(|name| normal(name)).filter(|name| PLAIN.iter().all(|(plain, _)| plain != name));
        Ok(Self {
            dates: Dates::new()?,
            lead: new(r"^\((?:[0-9]+|[ア-オ])\)")?,
            title: new(&format!("「([^「」、。]{{2,{LONGEST}}})」"))?,
            thousands: new(THOUSANDS)?,
            ordinal: new(r"第[0-9]+次?")?,
            word: new(WORD)?,
            names: names.map(|name| name.chars().collect()).filter(|name: &Vec<char>| name.len() >= 2).collect(),
        })
    }

    /// The tokens of a statement whose white space is kept as single spaces.
    pub(crate) fn tokens(&self, statement: &str) -> Vec<String> {
        let mut found = BTreeSet::new();
        let text = self.thousands.replace_all(statement, "$1$2");
        let text = self.lead.replace(&text, GAP);
        let text = self.title.replace_all(&text, |title: &Captures<'_>| {
            found.insert(title[1].to_owned());
            GAP
        });
        let (dates, text) = self.dates.take(&text);
        found.extend(dates);
        let text = self.take_names(&text, &mut found);
        let text = self.ordinal.replace_all(&text, |ordinal: &Captures<'_>| {
            found.insert(ordinal[0].to_owned());
            GAP
        });
        for word in self.word.find_iter(&text).map(|word| word.as_str()) {
            if is_number(word) {
                found.insert(word.to_owned());
            } else if word.len() > 2 || (word.len() == 2 && word == word.to_ascii_uppercase()) {
                // Two small letters are a particle of another language.
                found.insert(word.to_owned());
            }
        }
        // SG beside SG1 says nothing more.
        let bases = found.iter().map(|token| (token, token.trim_end_matches(|c: char| c.is_ascii_digit())));
        let numbered: BTreeSet<String> =
            bases.filter(|(token, base)| token != base).map(|(_, base)| base.to_owned()).collect();
        found.retain(|token| !numbered.contains(token));
        found.into_iter().collect()
    }

    /// Takes names and offices out of a text, the longest first, since the name of an office may hold another name.
    fn take_names(&self, text: &str, found: &mut BTreeSet<String>) -> String {
        let mut text: Vec<char> = text.chars().collect();
        let mut spans = offices(&text);
        for name in &self.names {
            let starts = (0..text.len()).filter(|start| text[*start..].starts_with(name));
            spans.extend(starts.map(|start| start..start + name.len()).filter(|span| stands_alone(&text, span)));
        }
        spans.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
        for span in spans {
            if span.len() <= LONGEST && !text[span.clone()].contains(&'\n') {
                found.insert(text[span.clone()].iter().collect());
                text[span].fill('\n');
            }
        }
        text.into_iter().collect()
    }
}

/// A text in the one form in which texts are compared: NFKC, single spaces.
pub(crate) fn normal(text: &str) -> String {
    let text: String = text.nfkc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// What a run is made of: no mark, no space, no hiragana.
fn is_run(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric() || "・-".contains(c)
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// The runs that end as the name of an office does: 国土交通省航空局 is two of them.
fn offices(text: &[char]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for end in 1..=text.len() {
        if !is_run(text[end - 1]) {
            start = end;
            continue;
        }
        let Some(suffix) = suffix(&text[start..end]) else { continue };
        // 会議室 ends as a room, not as a meeting.
        let goes_on = text.get(end).is_some_and(|next| is_run(*next)) && self::suffix(&text[start..=end]).is_some();
        if goes_on || is_ordinary(text, end) {
            continue;
        }
        // 同局 is an office named before; ・ joins two names.
        while text[start..end].first().is_some_and(|c| "同・-".contains(*c)) {
            start += 1;
        }
        if end - start > suffix {
            all.push(start..end);
            start = end;
        }
    }
    all
}

/// How many characters of the end of a run are the end of an office's name.
fn suffix(run: &[char]) -> Option<usize> {
    let ends = ENDS.iter().map(|end| end.chars().collect::<Vec<_>>()).filter(|end| run.ends_with(end));
    ends.map(|end| end.len()).max()
}

fn is_ordinary(text: &[char], end: usize) -> bool {
    ORDINARY.iter().any(|(word, _)| {
        let word: Vec<char> = word.chars().collect();
        // The last character of the suffix lies in the word.
        (0..word.len()).any(|n| (end - 1).checked_sub(n).is_some_and(|start| text[start..].starts_with(&word)))
    })
}

/// A name of two characters is one only as a whole run; a longer one does not begin or end inside a word of katakana or
/// of Latin letters.
fn stands_alone(text: &[char], span: &Range<usize>) -> bool {
    let before = span.start.checked_sub(1).and_then(|n| text.get(n)).copied();
    let after = text.get(span.end).copied();
    if span.len() == 2 {
        return [before, after].into_iter().flatten().all(|c| !is_run(c) || c == '・');
    }
    let same = |a: Option<char>, b: char| {
        a.is_some_and(|a| {
            (is_katakana(a) && is_katakana(b)) || (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
        })
    };
    !same(before, text[span.start]) && !same(after, text[span.end - 1])
}
