//! The rules by which a source text is cut into numbered statements.

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

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

/// A numbered piece of the source.
pub(crate) struct Statement {
    pub(crate) id: String,
    /// NFKC, without marks and white space: what the digest is of.
    pub(crate) dense: String,
    /// NFKC, with one space where there was white space: what tokens are cut from, since a space ends a name.
    pub(crate) spaced: String,
}

pub(crate) struct Cutter {
    tag: Regex,
    item: Regex,
    bracket: Regex,
    bullet: Regex,
    number: Regex,
    section: Regex,
}

impl Cutter {
    /// The cutter of a document. Another paper has another layout, and gets a cutter of its own here.
    pub(crate) fn of(document: &str) -> Result<Self, String> {
        if document != "nisc-2009-05-08" {
            return Err(format!("no one has written how `{document}` is cut: xtask/src/source/cut.rs"));
        }
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

    fn statement(&self, id: String, text: &str) -> Statement {
        let plain = self.tag.replace_all(text, "");
        let normal: String = plain.nfkc().collect();
        let dense: String = normal.chars().filter(|c| !c.is_whitespace()).collect();
        let spaced = normal.split_whitespace().collect::<Vec<_>>().join(" ");
        let mark = |c: char| "・。-◆#".contains(c);
        Statement {
            id,
            dense: dense.trim_matches(mark).to_owned(),
            spaced: spaced.trim_matches(|c| mark(c) || c == ' ').to_owned(),
        }
    }

    /// The sentences of a text, numbered from 1 under a name.
    fn sentences(&self, name: &str, text: &str) -> Vec<Statement> {
        let text = self.item.replace_all(text, "\n");
        let text = self.tag.replace_all(&text, " ");
        let text = self.bracket.replace_all(&text, "\n");
        let text = self.bullet.replace_all(&text, "$1\n");
        let text = self.number.replace_all(&text, "$1\n$2");
        let pieces = text.split(['\n', '。']).map(|piece| self.statement(String::new(), piece));
        pieces
            .filter(|piece| piece.dense.chars().count() >= 2)
            .enumerate()
            .map(|(n, piece)| Statement { id: format!("{name}.{}", n + 1), ..piece })
            .collect()
    }

    /// Every statement, in the order of the source.
    pub(crate) fn cut(&self, text: &str) -> Vec<Statement> {
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
                    let name = format!("map.{row}.{column}");
                    if row == "features" {
                        all.extend(self.sentences(&name, cell));
                    } else {
                        all.push(self.statement(format!("{name}.1"), cell));
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
                    all.push(self.statement(format!("sheet.{name}.{part}.1"), body));
                }
            } else if sheet.is_none() {
                let statement =
                    self.statement(format!("intro.{}", intro + 1), line.trim_matches(|c| "-# ".contains(c)));
                if !statement.dense.is_empty() {
                    intro += 1;
                    all.push(statement);
                }
            }
        }
        all.retain(|statement| !statement.dense.is_empty());
        all
    }

    fn sections(&self, sheet: &str, body: &str, all: &mut Vec<Statement>) {
        let heads: Vec<_> = self.section.captures_iter(body).collect();
        for (n, head) in heads.iter().enumerate() {
            let Some(whole) = head.get(0) else { continue };
            let end = heads.get(n + 1).and_then(|next| next.get(0)).map_or(body.len(), |next| next.start());
            let section = SECTIONS.iter().find(|(number, _)| *number == &head[1]).map_or("unknown", |(_, name)| name);
            all.extend(self.sentences(&format!("sheet.{sheet}.{section}"), &body[whole.end()..end]));
        }
    }
}
