//! How far notices came, stage by stage: a bar for each, as long as the share that it tells.

use std::fmt::Write as _;

use crate::answer::audit::{Audit, StageRow};
use crate::gather::InOrder as _;
use crate::say::picture::ink::{begin, end, text};
use crate::say::picture::measure::{LINE, MARGIN, SIZE, column_width};
use crate::time::{instant_for, japan};
use crate::word::sets::{Lang, Status};

/// The width of a bar that is full, and of its name.
const BAR: usize = 300;
const NAME: usize = 40;
const WORDS: usize = 66;

impl Audit {
    /// How far each notice came at each stage, as SVG: bars of what was sent (hatched) and confirmed (full) of those who must be told, with
    /// the numbers. Of an exercise that is the share of confirmed reach (疎通確認率).
    #[must_use]
    pub fn coverage_svg(&self, lang: Lang) -> String {
        let as_of = instant_for(self.policy.as_of, japan());
        let is_exercise = self.notices.iter().any(|row| row.status == Status::Exercise);
        let title = match is_exercise {
            true => lang.pick("訓練: 届いた範囲", "EXERCISE: how far it came"),
            false => lang.pick("届いた範囲", "How far it came"),
        };
        let subtitle = match lang {
            Lang::Ja => format!("{as_of} 時点。斜線: 送付、黒: 確認、枠: 要伝達"),
            Lang::En => format!("As of {as_of}. Hatched: sent; full: confirmed; frame: to be told"),
        };
        let top = MARGIN + 3 * LINE;
        let height = top + self.stages.len() * 2 * LINE + 2 * MARGIN;
        let width = 2 * MARGIN + column_width(NAME) + BAR + MARGIN + column_width(WORDS);
        let mut rows: Vec<&StageRow> = self.stages.iter().collect();
        rows.in_order(|a, b| (&a.notice, a.stage).cmp(&(&b.notice, b.stage)));
        let said: Vec<String> = rows.iter().map(|row| said(row, lang)).collect();
        let mut out = String::new();
        begin(&mut out, (width, height), &format!("{title}. {subtitle}"), title, &said.join(". "));
        out.push_str(
            "<defs><pattern id=\"sent\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"M0 6L6 0\" stroke=\"#111111\"/></pattern></defs>\n",
        );
        text(&mut out, MARGIN, MARGIN + SIZE, title, true);
        text(&mut out, MARGIN, MARGIN + SIZE + LINE, &subtitle, false);
        let left = MARGIN + column_width(NAME);
        for (n, (row, words)) in rows.iter().zip(&said).enumerate() {
            let y = top + n * 2 * LINE;
            let share = |part: u64| usize::try_from(part * BAR as u64 / row.expected.max(1)).unwrap_or(BAR).min(BAR);
            text(&mut out, MARGIN, y + SIZE, &format!("{} {}", row.notice, row.stage.title(lang)), true);
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{y}\" width=\"{}\" height=\"{LINE}\" fill=\"url(#sent)\"/>\
                 <rect x=\"{left}\" y=\"{y}\" width=\"{}\" height=\"{LINE}\"/>\
                 <rect x=\"{left}\" y=\"{y}\" width=\"{BAR}\" height=\"{LINE}\" fill=\"none\" stroke=\"#111111\"/>",
                share(row.sent),
                share(row.confirmed),
            );
            text(&mut out, left + BAR + MARGIN, y + SIZE, words, false);
        }
        end(&mut out);
        out
    }
}

fn said(row: &StageRow, lang: Lang) -> String {
    let StageRow { expected, sent, confirmed, in_time, unmet, units, .. } = row;
    let mut out = match lang {
        Lang::Ja => format!("送付 {sent}/{expected}、確認 {confirmed}、期限内 {in_time}、届かず {unmet}"),
        Lang::En => format!("sent {sent}/{expected}, confirmed {confirmed}, in time {in_time}, unmet {unmet}"),
    };
    let _ = match lang {
        Lang::Ja => write!(out, " (組織数 {}/{}、不明 {})", units.sent, units.expected, units.unknown),
        Lang::En => write!(out, " (organisations {}/{}, unknown {})", units.sent, units.expected, units.unknown),
    };
    out
}
