//! Cuts the source text into numbered statements and compares their digests with the edition's index.

use std::fmt::Write as _;

use regex::Regex;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::{Outcome, read, read_json, root};

const COLUMNS: [&str; 14] = [
    "telecom",
    "broadcasting",
    "banking",
    "securities",
    "life-insurance",
    "non-life-insurance",
    "aviation",
    "railway",
    "electric-power",
    "gas",
    "local-government",
    "medical",
    "water",
    "logistics",
];
const ROWS: [(&str, &str); 10] = [
    ("重要インフラ分野", "sector"),
    ("事業の範囲", "scope"),
    ("名称", "name"),
    ("事務局", "secretariat"),
    ("整備状況等", "maturity"),
    ("構成員 (主な事業者等)", "members"),
    ("緊急窓口(POC)", "poc"),
    ("情報の取扱いルール", "handling-rules"),
    ("情報と連絡手段", "means"),
    ("特徴", "features"),
];
const SECTIONS: [(&str, &str); 4] = [("1", "overview"), ("2", "structure"), ("3", "features"), ("4", "activities")];

/// Compares a copy of the source with the index of the built-in edition.
pub(crate) fn verify(file: &str) -> Outcome {
    let text = read(std::path::Path::new(file))?;
    let found: Vec<(String, String)> =
        Cutter::new()?.cut(&text).into_iter().map(|(id, text)| (id, digest(&text))).collect();
    let index = read_json(&root().join("ceptoar-core/data/editions/2009-03-31/source-index.json"))?;
    let wanted: Vec<(String, String)> = index["statements"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            (text("id"), text("sha256"))
        })
        .collect();
    let mut faults = String::new();
    for (id, sha) in &wanted {
        match found.iter().find(|(known, _)| known == id) {
            None => drop(writeln!(faults, "{id}: not in the text")),
            Some((_, other)) if other != sha => drop(writeln!(faults, "{id}: the text differs")),
            Some(_) => {}
        }
    }
    for (id, _) in found.iter().filter(|(id, _)| !wanted.iter().any(|(known, _)| known == id)) {
        let _ = writeln!(faults, "{id}: not in the index");
    }
    if faults.is_empty() { Ok(format!("{} statements agree with the source", wanted.len())) } else { Err(faults) }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The rules by which the text is cut.
struct Cutter {
    tag: Regex,
    item: Regex,
    bracket: Regex,
    bullet: Regex,
    number: Regex,
    section: Regex,
}

impl Cutter {
    fn new() -> Result<Self, String> {
        let new = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        Ok(Self {
            tag: new(r"<[^>]+>")?,
            item: new(r"<(?:li|p)>|<br/?>")?,
            bracket: new(r"【[^】]*】")?,
            bullet: new(r"(?m)(^|[\s\u{3000}])・")?,
            number: new(r"([\s\u{3000}])(\((?:\d+|[アイウエオ])\))")?,
            section: new(r"<b>\s*(\d)\.[^<]*</b>")?,
        })
    }

    /// NFKC, without marks and white space: what the digest is of.
    fn normal(&self, text: &str) -> String {
        let plain = self.tag.replace_all(text, "");
        let dense: String = plain.nfkc().filter(|c| !c.is_whitespace()).collect();
        dense.trim_matches(|c| "・。-◆#".contains(c)).to_owned()
    }

    fn sentences(&self, text: &str) -> Vec<String> {
        let text = self.item.replace_all(text, "\n");
        let text = self.tag.replace_all(&text, " ");
        let text = self.bracket.replace_all(&text, "\n");
        let text = self.bullet.replace_all(&text, "$1\n");
        let text = self.number.replace_all(&text, "$1\n$2");
        text.split(['\n', '。']).map(|piece| self.normal(piece)).filter(|piece| piece.chars().count() >= 2).collect()
    }

    /// Every statement with its normalised text.
    fn cut(&self, text: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut sheet: Option<usize> = None;
        let mut intro = 0;
        // The liaison council has a sheet of its own between broadcasting and banking, and no column.
        let sheets: Vec<&str> =
            COLUMNS[..2].iter().chain(&["financial-liaison-council"]).chain(&COLUMNS[2..]).copied().collect();
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            if let (15, Some((label, cells))) = (cells.len(), cells.split_first()) {
                let row = ROWS.iter().find(|(name, _)| name == label).map_or("unknown", |(_, row)| row);
                for (column, cell) in COLUMNS.iter().zip(cells) {
                    let parts = if row == "features" { self.sentences(cell) } else { vec![self.normal(cell)] };
                    for (n, part) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
                        all.push((format!("map.{row}.{column}.{}", n + 1), part));
                    }
                }
            } else if let [label, body] = cells.as_slice() {
                if *label == "名称" {
                    sheet = Some(sheet.map_or(0, |sheet| sheet + 1));
                }
                let name = sheet.and_then(|sheet| sheets.get(sheet)).copied().unwrap_or("unknown");
                if *label == "概要" {
                    self.sections(name, body, &mut all);
                } else {
                    let part = if *label == "名称" { "name" } else { "secretariat" };
                    all.push((format!("sheet.{name}.{part}.1"), self.normal(body)));
                }
            } else if sheet.is_none() && !self.normal(line).is_empty() {
                intro += 1;
                all.push((format!("intro.{intro}"), self.normal(line.trim_matches(|c| "-# ".contains(c)))));
            }
        }
        all
    }

    fn sections(&self, sheet: &str, body: &str, all: &mut Vec<(String, String)>) {
        let heads: Vec<_> = self.section.captures_iter(body).collect();
        for (n, head) in heads.iter().enumerate() {
            let Some(whole) = head.get(0) else { continue };
            let end = heads.get(n + 1).and_then(|next| next.get(0)).map_or(body.len(), |next| next.start());
            let section = SECTIONS.iter().find(|(number, _)| *number == &head[1]).map_or("unknown", |(_, name)| name);
            for (n, sentence) in self.sentences(&body[whole.end()..end]).into_iter().enumerate() {
                all.push((format!("sheet.{sheet}.{section}.{}", n + 1), sentence));
            }
        }
    }
}
