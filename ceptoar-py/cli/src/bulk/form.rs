//! What the arguments of `bulk` mean.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use ceptoar_core::Lang;
use ceptoar_frames::{Layout, Options, Said, Zone};

use super::super::args::{Bulk, OnError, RowsOf};
use super::super::failure::Failure;
use super::super::parquet::Parquet;
use super::super::{file, screen};

/// How a file is written, by the end of its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    Lines,
    Parquet,
}

fn extension(path: &Path) -> String {
    path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

impl Kind {
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::Lines);
        }
        match extension(path).as_str() {
            "csv" | "tsv" => Ok(Self::Csv),
            "jsonl" | "ndjson" => Ok(Self::Lines),
            "parquet" => Ok(Self::Parquet),
            "xlsx" | "xls" | "xlsm" => {
                let name = file::place(path);
                Err(Failure::usage(
                    format!("{name}: workbooks are neither read nor written; save the sheet as `CSV UTF-8`"),
                    format!("{name}: ブックは読み書きしない。シートを「CSV UTF-8」で保存する"),
                ))
            }
            "json" => {
                let name = file::place(path);
                Err(Failure::usage(
                    format!(
                        "{name}: many notices stand one a line in a .jsonl file; one notice is asked about with `ceptoar route`"
                    ),
                    format!("{name}: 多くの通知は .jsonl に1行1件で書く。1件なら `ceptoar route` を使う"),
                ))
            }
            _ => {
                let name = file::place(path);
                Err(Failure::usage(
                    format!("{name}: the name must end in .csv, .tsv, .jsonl, .ndjson or .parquet"),
                    format!("{name}: 名前の終わりは .csv、.tsv、.jsonl、.ndjson、.parquet のいずれか"),
                ))
            }
        }
    }
}

/// What stands between the cells of a file.
pub(super) fn delimiter(asked: Option<&str>, path: &Path) -> Result<u8, Failure> {
    match asked {
        None if extension(path) == "tsv" => Ok(b'\t'),
        None => Ok(b','),
        Some("tab" | "\\t" | "\t") => Ok(b'\t'),
        Some("comma") => Ok(b','),
        Some("semicolon") => Ok(b';'),
        Some(other) => match other.as_bytes() {
            [one] if one.is_ascii_punctuation() && *one != b'"' => Ok(*one),
            _ => {
                let other = screen::shown(other);
                Err(Failure::usage(
                    format!("--delimiter: `{other}` is no delimiter; give one mark as `;`, or `tab`"),
                    format!("--delimiter: `{other}` は区切りにできない。`;` のような記号一つか `tab` を書く"),
                ))
            }
        },
    }
}

/// What a row of the answer is.
pub(super) fn layout(of: &Bulk, to: Kind) -> RowsOf {
    let usual = if to == Kind::Csv { RowsOf::Deliveries } else { RowsOf::Notices };
    of.rows.unwrap_or(usual)
}

pub(super) fn options(of: &Bulk, to: Kind, lang: Lang) -> Result<Options, Failure> {
    let mut named = BTreeMap::new();
    for pair in &of.column {
        let Some((field, column)) = pair.split_once('=') else {
            let pair = screen::shown(pair);
            return Err(Failure::usage(
                format!("--column is FIELD=COLUMN (or FIELD= for a field that is not read), not `{pair}`"),
                format!("--column は 項目=列 (読まない項目は 項目=) と書く。`{pair}` ではない"),
            ));
        };
        let column = (!column.is_empty()).then(|| column.to_owned());
        if named.insert(field.to_owned(), column).is_some() {
            let field = screen::shown(field);
            return Err(Failure::usage(
                format!("--column names the field `{field}` twice"),
                format!("--column が項目 `{field}` を二度示している"),
            ));
        }
    }
    if of.separator.is_empty() {
        return Err(Failure::usage("--separator may not be empty", "--separator は空にできない"));
    }
    let tz = of.tz.as_deref().map(str::parse::<Zone>).transpose().map_err(|said| {
        let Said { en, ja } = said;
        Failure::usage(format!("--tz: {en}"), format!("--tz: {ja}"))
    })?;
    Ok(Options {
        named,
        layout: match layout(of, to) {
            RowsOf::Notices => Layout::Notices,
            RowsOf::Deliveries => Layout::Deliveries,
            RowsOf::Verdicts => Layout::Verdicts,
        },
        answer: ceptoar_frames::Wanted::Whole,
        on_error: match of.errors {
            OnError::Raise => ceptoar_frames::OnError::Raise,
            OnError::Column => ceptoar_frames::OnError::Column,
        },
        prefix: of.prefix.clone(),
        separator: Some(of.separator.clone()),
        situation: file::situation(&of.when)?,
        lang,
        tz,
        dictionaries: None,
    })
}

/// About how many notices a file holds, where that is known before it is read.
pub(super) fn count(path: &Path, kind: Kind, with: &dyn Parquet) -> Option<u64> {
    if kind == Kind::Parquet {
        return with.rows(path);
    }
    let mut file = std::fs::File::open(path).ok().filter(|file| file.metadata().is_ok_and(|known| known.is_file()))?;
    let (mut lines, mut buffer) = (0, vec![0; 1 << 18]);
    loop {
        match file.read(&mut buffer).ok()? {
            0 => break,
            count => lines += buffer.iter().take(count).filter(|byte| **byte == b'\n').count() as u64,
        }
    }
    Some(lines.saturating_sub(u64::from(kind == Kind::Csv)))
}

/// How large an answer with a row for each notice and party will be.
pub(super) fn size(notices: Option<u64>, parties: usize, lang: Lang) -> String {
    let rows = notices.map(|notices| notices.saturating_mul(parties as u64));
    match (notices, rows, lang) {
        (Some(notices), Some(rows), Lang::En) => {
            format!("verdicts: about {notices} notices with up to {parties} parties each: up to {rows} rows\n")
        }
        (Some(notices), Some(rows), Lang::Ja) => {
            format!("verdicts: 約{notices}件の通知に、それぞれ最大{parties}の関係主体: 最大{rows}行\n")
        }
        (.., Lang::En) => format!("verdicts: up to {parties} rows for each notice\n"),
        (.., Lang::Ja) => format!("verdicts: 通知1件につき最大{parties}行\n"),
    }
}
