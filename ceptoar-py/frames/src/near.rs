//! Which column is which field; and columns that are none, but nearly one.
//!
//! A column that nobody reads says nothing: `Embargo_Until` beside a notice would let go what its owner holds back. So a
//! name that is nearly a field's is refused, until the caller says what it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use arrow_schema::{DataType, Schema};
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

use super::fault::Fault;
use super::found::Said;
use super::shape::{FIELDS, SITUATION, Shape};

/// What every notice needs, so that a frame must have a column for it.
const NEEDED: [&str; 5] = ["direction", "origin", "level", "kind", "issued_at"];
/// Words of their own that stand in many tables and are only a letter or two from a field's name.
const OTHER_WORDS: [&str; 6] = ["case", "code", "content", "contents", "model", "node"];
/// Parts of a field's name that nobody would write but for that field.
const HEADS: [(&str, &str); 5] = [
    ("affected", "affected_sectors"),
    ("sectors", "affected_sectors"),
    ("ceptoars", "affected_ceptoars"),
    ("persons", "named_persons"),
    ("attribution", "no_attribution"),
];

/// Words that tell of a field wherever they stand in a name: `end of embargo`, `only for`.
const TELLING: [(&str, &str); 10] = [
    ("embargo", "embargo_until"),
    ("ceptoar", "affected_ceptoars"),
    ("ceptoars", "affected_ceptoars"),
    ("only", "only"),
    ("addressee", "addressees"),
    ("addressees", "addressees"),
    ("consent", "consents"),
    ("consents", "consents"),
    ("attribution", "no_attribution"),
    ("exercise", "status"),
];
/// Words that say nothing of which field is meant.
const FILLERS: [&str; 20] = [
    "the", "a", "new", "old", "pre", "my", "our", "notice", "notices", "field", "column", "col", "value", "list", "of",
    "is", "end", "target", "date", "time",
];
/// Fields by which a notice reaches fewer, or is no real one: an empty column of theirs, as templates have, does not answer
/// what a column of nearly that name says.
pub(super) const NARROWING: [&str; 5] = ["embargo_until", "only", "affected_ceptoars", "status", "no_attribution"];

/// Fields of which a slip is near even beside their own column.
const MARKING: [&str; 9] = [
    "embargo_until",
    "only",
    "affected_ceptoars",
    "affected_sectors",
    "named_persons",
    "status",
    "mode",
    "no_attribution",
    "purposes",
];

/// A field, and the column that is read for it.
pub(super) struct Placed {
    pub(super) field: &'static str,
    pub(super) shape: Shape,
    pub(super) place: usize,
    pub(super) name: String,
}

/// Finds the columns: of the field's name, or as `named` says; a field named `None` is not read.
pub(super) fn places(schema: &Schema, named: &BTreeMap<String, Option<String>>) -> Result<Vec<Placed>, Fault> {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let mut wrong = Vec::new();
    for stranger in named.keys().filter(|name| FIELDS.iter().chain(&SITUATION).all(|(field, _)| field != name)) {
        wrong.push(no_field(stranger));
    }
    let mut found = Vec::new();
    for (field, shape) in FIELDS.into_iter().chain(SITUATION) {
        let of_situation = SITUATION.iter().any(|(known, _)| *known == field);
        let name = match named.get(field) {
            None if of_situation => continue,
            None => field,
            Some(None) => continue,
            Some(Some(name)) => name,
        };
        match names.iter().position(|column| *column == name) {
            Some(place) => found.push(Placed { field, shape, place, name: name.to_owned() }),
            None if named.contains_key(field) => wrong.push(no_column(name, field, &names)),
            None => {}
        }
    }
    let mut nearly = Vec::new();
    for (place, column) in names.iter().enumerate() {
        if found.iter().any(|placed| placed.place == place) {
            continue;
        }
        let open = |field: &&str| !named.contains_key(*field);
        let absent = |field: &&str| found.iter().all(|placed| placed.field != *field);
        if let Some(field) = near(column, open, absent) {
            nearly.push(field);
            wrong.push(nearly_a_field(column, field, !absent(&field)));
        } else if let Some((field, _)) = SITUATION.iter().find(|(field, _)| open(field) && plain(column) == bare(field))
        {
            wrong.push(of_the_situation(column, field));
        }
    }
    for field in NEEDED {
        let told = named.get(field).is_some_and(Option::is_some) || nearly.contains(&field);
        if !told && found.iter().all(|placed| placed.field != field) {
            wrong.push(Said::new(
                format!(
                    "the frame has no column for the field `{field}`, which every notice needs; name it with `columns`"
                ),
                format!("どの通知にも要る項目 `{field}` のための列が表にない。`columns` で列を示す"),
            ));
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Fault::Frame(all(&wrong))) }
}

/// Several sentences as one.
fn all(said: &[Said]) -> Said {
    let joined = |of: fn(&Said) -> &str, between| said.iter().map(of).collect::<Vec<_>>().join(between);
    Said::new(joined(|said| &said.en, "; "), joined(|said| &said.ja, "。"))
}

fn no_field(stranger: &str) -> Said {
    let fields = FIELDS.map(|(field, _)| field);
    let nearest = near(stranger, |_| true, |_| true);
    let (en, ja) =
        nearest.map(|name| (format!("; nearest: `{name}`"), format!("。近い項目: `{name}`"))).unwrap_or_default();
    let (stranger, fields) = (shown(stranger), fields.join(", "));
    Said::new(
        format!("a notice has no field `{stranger}`{en}; its fields are {fields}"),
        format!("通知に項目 `{stranger}` はない{ja}。項目: {fields}"),
    )
}

fn no_column(name: &str, field: &str, names: &[&str]) -> Said {
    let wanted = plain(name);
    let distance = |column: &&&str| osa_distance(&plain(column), &wanted);
    let near = |column: &&&str| distance(column) <= 2.min(wanted.chars().count() / 2) || column.trim() == name.trim();
    let nearest = names.iter().filter(near).min_by_key(distance).map(|column| shown(column));
    let (en, ja) = match nearest {
        Some(column) => (format!("; nearest: `{column}`"), format!("。近い列: `{column}`")),
        None => {
            let listed = names.iter().take(30).map(|name| shown(name)).collect::<Vec<_>>().join(", ");
            (format!("; its columns are {listed}"), format!("。表の列: {listed}"))
        }
    };
    let name = shown(name);
    Said::new(
        format!("the frame has no column `{name}` for the field `{field}`{en}"),
        format!("項目 `{field}` のための列 `{name}` が表にない{ja}"),
    )
}

fn nearly_a_field(column: &str, field: &str, beside: bool) -> Said {
    let column = shown(column);
    let (en, ja) = if beside { (" beside it", "別にある") } else { ("", "") };
    Said::new(
        format!(
            "the column `{column}` is nearly the field `{field}`{en}, and what it says would not be read: rename it, or say \
             which column the field is, columns={{\"{field}\": \"{column}\"}} (--column {field}={column}), or that it is none, \
             columns={{\"{field}\": None}} (--column {field}=)"
        ),
        format!(
            "列 `{column}` は{ja}項目 `{field}` に近い名前で、このままでは読まれない。名前を直すか、\
             columns={{\"{field}\": \"{column}\"}} (--column {field}={column}) でどの列かを示すか、\
             columns={{\"{field}\": None}} (--column {field}=) で読まないと示す"
        ),
    )
}

/// A column of the situation is read where the caller names it alone: what it says would be passed over.
fn of_the_situation(column: &str, field: &str) -> Said {
    let column = shown(column);
    Said::new(
        format!(
            "the column `{column}` speaks of the situation of each row, which is read only where it is named: say \
             columns={{\"{field}\": \"{column}\"}} (--column {field}={column}), or that it is none, \
             columns={{\"{field}\": None}} (--column {field}=)"
        ),
        format!(
            "列 `{column}` は行ごとの状況を示す名前で、示されなければ読まれない。\
             columns={{\"{field}\": \"{column}\"}} (--column {field}={column}) で読むと示すか、\
             columns={{\"{field}\": None}} (--column {field}=) で読まないと示す"
        ),
    )
}

/// The field that a name nearly is. A name that is the same but for its writing is near even beside the field's own column;
/// one that is a slip away, or holds a telling word, where the field has none. Beside a column of a field that narrows, slips
/// alone are near: `embargo_note` is another column there.
fn near(name: &str, open: impl Fn(&&str) -> bool, absent: impl Fn(&&str) -> bool) -> Option<&'static str> {
    let forms = [plain(name), plain(&without_notes(name))];
    let words = words(name);
    let same = |field: &&str| {
        forms.iter().any(|form| *form == bare(field)) || is_turned(&words, field) || is_disguised(name, &bare(field))
    };
    let fields = FIELDS.map(|(field, _)| field);
    if let Some(field) = fields.into_iter().find(|field| open(field) && same(field)) {
        return Some(field);
    }
    if forms.iter().any(|form| OTHER_WORDS.contains(&form.as_str())) {
        return None;
    }
    let slip = |field: &&str| forms.iter().map(|form| slips(form, &bare(field))).min().unwrap_or(usize::MAX);
    let is_part = |form: &String, field: &str| TELLING.iter().any(|(part, of)| of == &field && form == part);
    let beside = |field: &&str| {
        let again = || forms.iter().any(|form| form.contains(&bare(field)) || is_part(form, field));
        (MARKING.contains(field) && slip(field) < FAR) || (NARROWING.contains(field) && field.len() > 6 && again())
    };
    let candidates = || fields.into_iter().filter(&open);
    let near = |field: &&str| if absent(field) { slip(field) < usize::MAX } else { beside(field) };
    let slipped = candidates().filter(near).min_by_key(|field| slip(field));
    slipped.or_else(|| candidates().find(|field| absent(field) && tells(&words, field)))
}

/// The words of a name: what stands between signs, and between a small letter and a capital.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.nfkc() {
        let begins = c.is_uppercase() && before.is_lowercase();
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether words are those of a field in another order: `sectors_affected`.
fn is_turned(words: &[String], field: &str) -> bool {
    let mut said: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut own: Vec<&str> = field.split('_').collect();
    said.sort_unstable();
    own.sort_unstable();
    own.len() > 1 && said == own
}

/// Whether words tell of a field: one of them belongs to it alone, or they are its own in another order.
pub(super) fn tells(words: &[String], field: &str) -> bool {
    let telling = TELLING.iter().filter(|(_, of)| *of == field).any(|(telling, _)| words.iter().any(|w| w == telling));
    let mut said: Vec<&str> = words.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    let mut own: Vec<&str> = field.split('_').collect();
    said.sort_unstable();
    own.sort_unstable();
    // `id` alone is in too many names.
    telling || (field.len() > 3 && said.len() <= words.len() && words.len() > 1 && said == own)
}

/// Whether a name looks like a field's because letters of another script stand in it: `еmbаrgо_until` with Cyrillic ones.
fn is_disguised(name: &str, field: &str) -> bool {
    let letters = |text: &str| text.nfkc().filter(|c| c.is_alphanumeric()).collect::<String>();
    let written = letters(name);
    let foreign = written.chars().filter(|c| !c.is_ascii()).count();
    if foreign == 0 {
        return false;
    }
    // A letter that looks like none of Latin stands for any, where most are Latin.
    let any = |wanted: &str| {
        let lower = written.to_lowercase();
        foreign * 2 <= written.chars().count() + 1
            && lower.chars().count() == wanted.len()
            && lower.chars().zip(wanted.chars()).all(|(c, wanted)| c == wanted || !c.is_ascii())
    };
    let shape = |text: &str| skeleton(text).flat_map(char::to_lowercase).collect::<String>();
    let shapes = [shape(&written), shape(&written.to_lowercase()), shape(&written.to_uppercase())];
    let looks = |wanted: &str| {
        let of = [shape(wanted), shape(&wanted.to_uppercase())];
        any(wanted) || shapes.iter().any(|shape| of.contains(shape))
    };
    let parts = TELLING.iter().filter(|(_, of)| bare(of) == field).map(|(telling, _)| *telling);
    parts.chain([field]).any(looks)
}

/// How far a name is from a field's that only shares its telling part.
const FAR: usize = 3;

/// How far a name is from a field's; `usize::MAX` if it is none of it.
fn slips(name: &str, field: &str) -> usize {
    let letters = field.len();
    let most = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let distance = osa_distance(name, field);
    let plural = |one: &str, many: &str| many.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"));
    let head = || HEADS.iter().any(|(head, of)| *head == name && bare(of) == field);
    if distance <= most {
        distance
    } else if letters > 3 && (plural(name, field) || plural(field, name)) {
        1
    } else if (letters >= 8 && name.contains(field))
        || head()
        || (name.starts_with("embargo") && field == "embargountil")
    {
        FAR
    } else {
        usize::MAX
    }
}

fn bare(field: &str) -> String {
    field.replace('_', "")
}

/// A name without what the eye passes over: width, case, blanks, marks, signs, and whatever is no Latin letter or digit.
fn plain(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).filter(char::is_ascii_alphanumeric).collect()
}

/// A name without what stands in brackets: `level (TLP)`.
fn without_notes(name: &str) -> String {
    let mut deep = 0_usize;
    let outside = |c: &char| match c {
        '(' | '[' | '{' | '<' | '【' | '〔' | '「' => {
            deep += 1;
            false
        }
        ')' | ']' | '}' | '>' | '】' | '〕' | '」' => {
            deep = deep.saturating_sub(1);
            false
        }
        _ => deep == 0,
    };
    name.nfkc().filter(outside).collect()
}

/// Refuses named persons that hold what no named person has, or lack what each has.
pub(super) fn known_keys(column: &str, data_type: &DataType) -> Result<(), Fault> {
    let (DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _)) = data_type else {
        return Ok(());
    };
    let DataType::Struct(fields) = item.data_type() else { return Ok(()) };
    let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
    let wanted = ["party", "ref"];
    let mut wrong: Vec<String> = names.iter().filter(|name| !wanted.contains(name)).map(|name| shown(name)).collect();
    wrong
        .extend(wanted.iter().filter(|name| !names.contains(name) && !names.is_empty()).map(|name| (*name).to_owned()));
    if wrong.is_empty() {
        return Ok(());
    }
    let (column, wrong, names) =
        (shown(column), wrong.join("`, `"), names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", "));
    Err(Fault::frame(
        format!(
            "the named persons of column `{column}` are structs {{{names}}}, but must be {{party, ref}}: mind `{wrong}`"
        ),
        format!("列 `{column}` の組は {{{names}}} であるが、{{party, ref}} でなければならない。違うもの: `{wrong}`"),
    ))
}

/// Whether a letter is not seen: controls, marks of direction, joiners, variation selectors.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A name as it can be shown: what is not seen stands as `\ufeff`, which Python reads as the same name.
pub fn shown(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if is_hidden(c) || (c.is_whitespace() && c != ' ') {
            let _ = match u32::from(c) {
                code @ 0..=0xffff => write!(out, "\\u{code:04x}"),
                code => write!(out, "\\U{code:08x}"),
            };
        } else {
            out.push(c);
        }
    }
    out
}
