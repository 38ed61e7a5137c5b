//! A notice on its way, as the log shows it: a lane for each party, from left to right in time.
//!
//! Each mark has a shape and words, never a colour alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};

use crate::answer::audit::{Audit, Finding};
use crate::gather::InOrder as _;
use crate::id::PartyId;
use crate::registry::data::Registry;
use crate::say::picture::ink::{begin, end, text};
use crate::say::picture::measure::{LINE, MARGIN, SIZE, column_width};
use crate::say::width::{columns, wrap};
use crate::time::{instant_for, japan};
use crate::word::audit::Severity;
use crate::word::sets::{Lang, Status};

/// The width of the lanes.
const LANES: usize = 520;
/// Columns of text beside a lane, and of its name.
const WORDS: usize = 46;
const NAME: usize = 34;

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It came: a full circle, and a thick line from there on.
    Came,
    /// It was due: an upright stroke.
    Due,
    /// It is still to come: an empty circle.
    Pending,
    /// A breach: a full triangle.
    Breach,
    /// A fault: a cross.
    Fault,
    /// Anything else that was found: an empty square.
    Other,
}

impl Shape {
    const ALL: [Self; 6] = [Self::Came, Self::Due, Self::Pending, Self::Breach, Self::Fault, Self::Other];

    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Breach => Self::Breach,
            Severity::Fault => Self::Fault,
            Severity::Open | Severity::Scheme | Severity::Data | Severity::Note => Self::Other,
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Came => lang.pick("届いた", "it came"),
            Self::Due => lang.pick("期限", "due"),
            Self::Pending => lang.pick("これから渡す", "still to come"),
            Self::Breach => lang.pick("漏れなど (breach)", "breach"),
            Self::Fault => lang.pick("誤り (fault)", "fault"),
            Self::Other => lang.pick("そのほかの指摘", "other finding"),
        }
    }

    fn draw(self, out: &mut String, x: usize, y: usize) {
        let _ = match self {
            Self::Came => writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"),
            Self::Due => writeln!(out, "<path d=\"M{x} {}v16\" stroke=\"#111111\" stroke-width=\"2\"/>", y - 8),
            Self::Pending => writeln!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"#ffffff\" stroke=\"#111111\" stroke-width=\"2\"/>"
            ),
            Self::Breach => writeln!(out, "<path d=\"M{x} {}l7 12h-14z\"/>", y - 7),
            Self::Fault => writeln!(
                out,
                "<path d=\"M{} {}l10 10m0 -10l-10 10\" stroke=\"#111111\" stroke-width=\"2.5\" fill=\"none\"/>",
                x - 5,
                y - 5
            ),
            Self::Other => writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"#ffffff\" stroke=\"#111111\" stroke-width=\"2\"/>",
                x - 5,
                y - 5
            ),
        };
    }
}

/// A party's lane.
#[derive(Default)]
struct Lane {
    marks: Vec<(DateTime<Utc>, Shape)>,
    words: Vec<String>,
}

impl Audit {
    /// The way of one notice as SVG: a lane for each party that had it, must have it or stands in a finding, with what came when, what was
    /// due, and what was found. `None`: the audit has no such notice.
    ///
    /// It shows everybody, and is for whoever audits; the registry gives the names.
    #[must_use]
    pub fn timeline_svg(&self, registry: &Registry, notice: &str, lang: Lang) -> Option<String> {
        let row = self.notices.iter().find(|row| row.notice == *notice)?;
        let lanes = self.lanes(notice, lang);
        let label = |party: &PartyId| {
            let known = registry.party(party).map(|known| known.name.label(party, lang));
            known.unwrap_or_else(|| party.to_string())
        };
        let is_exercise = row.status == Status::Exercise;
        let title = match lang {
            Lang::Ja if is_exercise => format!("訓練: 通知 {} の経過", row.notice),
            Lang::Ja => format!("通知 {} の経過", row.notice),
            Lang::En if is_exercise => format!("EXERCISE: the way of notice {}", row.notice),
            Lang::En => format!("The way of notice {}", row.notice),
        };
        let as_of = instant_for(self.policy.as_of, japan());
        let subtitle = match lang {
            Lang::Ja => format!(
                "{as_of} 時点。要伝達 {}、送付 {}、期限内 {}、指摘 {}",
                row.expected,
                row.sent,
                row.in_time,
                self.of_notice(notice).count()
            ),
            Lang::En => format!(
                "As of {as_of}. To be told {}, sent {}, in time {}, findings {}",
                row.expected,
                row.sent,
                row.in_time,
                self.of_notice(notice).count()
            ),
        };
        let mut rows: Vec<(Vec<String>, Vec<String>, &Lane)> = Vec::new();
        for (party, lane) in &lanes {
            let words = lane.words.iter().flat_map(|line| wrap(line, WORDS)).collect();
            rows.push((wrap(&label(party), NAME), words, lane));
        }
        let instants = lanes.iter().flat_map(|(_, lane)| lane.marks.iter().map(|(at, _)| *at));
        let first = instants.clone().min().unwrap_or(self.policy.as_of);
        let scale = Scale::new(first, instants.max().unwrap_or(first).max(self.policy.as_of));
        let left = MARGIN + column_width(NAME);
        let top = MARGIN + 5 * LINE;
        let mut heights = Vec::with_capacity(rows.len());
        for (names, words, _) in &rows {
            heights.push((names.len().max(words.len()).max(1) + 1) * LINE);
        }
        let bottom = top + heights.iter().sum::<usize>();
        let width = left + LANES + 2 * MARGIN + column_width(WORDS) + MARGIN;
        let mut out = String::new();
        let said: Vec<String> =
            lanes.iter().map(|(party, lane)| format!("{}: {}", label(party), lane.words.join("; "))).collect();
        begin(&mut out, (width, bottom + 3 * LINE + MARGIN), &format!("{title}. {subtitle}"), &title, &said.join(". "));
        text(&mut out, MARGIN, MARGIN + SIZE, &title, true);
        text(&mut out, MARGIN, MARGIN + SIZE + LINE, &subtitle, false);
        for (at, label) in scale.ticks() {
            let x = left + scale.place(at);
            let _ = writeln!(out, "<path d=\"M{x} {}V{bottom}\" stroke=\"#cccccc\"/>", top - LINE / 2);
            text(&mut out, x, top - LINE, &label, false);
        }
        let mut y = top;
        for ((names, words, lane), height) in rows.iter().zip(&heights) {
            let middle = y + LINE;
            for (n, line) in names.iter().enumerate() {
                text(&mut out, MARGIN, y + LINE + SIZE / 2 - 2 + n * LINE, line, n == 0);
            }
            for (n, line) in words.iter().enumerate() {
                text(&mut out, left + LANES + 2 * MARGIN, y + LINE + SIZE / 2 - 2 + n * LINE, line, false);
            }
            let _ = writeln!(out, "<path d=\"M{left} {middle}h{LANES}\" stroke=\"#999999\"/>");
            if let Some((at, _)) = lane.marks.iter().find(|(_, shape)| *shape == Shape::Came) {
                let x = left + scale.place(*at);
                let _ =
                    writeln!(out, "<path d=\"M{x} {middle}H{}\" stroke=\"#111111\" stroke-width=\"3\"/>", left + LANES);
            }
            for (at, shape) in &lane.marks {
                shape.draw(&mut out, left + scale.place(*at), middle);
            }
            y += height;
        }
        let mut x = MARGIN;
        for shape in Shape::ALL {
            shape.draw(&mut out, x + 8, bottom + LINE + LINE / 2);
            let word = shape.word(lang);
            text(&mut out, x + 20, bottom + LINE + LINE / 2 + SIZE / 2 - 1, word, false);
            x += 20 + column_width(columns(word) + 3);
        }
        end(&mut out);
        Some(out)
    }

    fn of_notice<'a>(&'a self, notice: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.notice.as_ref().is_some_and(|id| *id == *notice))
    }

    /// The lanes, those where something happened first before the others.
    fn lanes(&self, notice: &str, lang: Lang) -> Vec<(PartyId, Lane)> {
        let mut lanes: BTreeMap<&PartyId, Lane> = BTreeMap::new();
        let hour = |at: DateTime<Utc>| at.with_timezone(&japan()).format("%H:%M").to_string();
        for held in self.holders.iter().filter(|held| held.notice == *notice) {
            let lane = lanes.entry(&held.party).or_default();
            lane.marks.push((held.since, Shape::Came));
            lane.words.push(match (&held.from, lang) {
                (Some(from), Lang::Ja) => format!("{} {from} から届いた", hour(held.since)),
                (Some(from), Lang::En) => format!("{} it came from {from}", hour(held.since)),
                (None, Lang::Ja) => format!("{} から持っている", hour(held.since)),
                (None, Lang::En) => format!("{} it has it", hour(held.since)),
            });
        }
        for finding in self.of_notice(notice) {
            let Some(party) = &finding.party else { continue };
            let lane = lanes.entry(party).or_default();
            lane.marks.extend(finding.due_at.map(|due_at| (due_at, Shape::Due)));
            let at = finding.due_at.or(finding.at);
            lane.marks.extend(at.map(|at| (at, Shape::of(finding.severity))));
            let when = at.map(|at| hour(at) + " ").unwrap_or_default();
            lane.words.push(format!("{when}{}: {}", finding.code, finding.code.template(lang)));
        }
        for pending in self.pending.iter().filter(|pending| pending.notice == *notice) {
            let lane = lanes.entry(&pending.party).or_default();
            let due = pending.due_at.unwrap_or(self.policy.as_of);
            lane.marks.push((due, Shape::Pending));
            lane.words.push(match (pending.due_at, lang) {
                (Some(due), Lang::Ja) => format!("これから渡す (期限 {})", hour(due)),
                (Some(due), Lang::En) => format!("still to come (due {})", hour(due)),
                (None, lang) => lang.pick("これから渡す", "still to come").to_owned(),
            });
        }
        let mut lanes: Vec<(PartyId, Lane)> = lanes.into_iter().map(|(party, lane)| (party.clone(), lane)).collect();
        lanes.in_order_of(|(party, lane)| (lane.marks.iter().map(|(at, _)| *at).min(), party.clone()));
        lanes
    }
}

/// Where an instant stands.
struct Scale {
    from: DateTime<Utc>,
    /// In seconds, at least one.
    length: i64,
}

impl Scale {
    fn new(from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        Self { from, length: (until - from).num_seconds().max(1) }
    }

    fn place(&self, at: DateTime<Utc>) -> usize {
        let seconds = (at - self.from).num_seconds().clamp(0, self.length);
        // At most the width of the lanes, whatever the instants are.
        let place = i128::from(seconds) * LANES as i128 / i128::from(self.length);
        usize::try_from(place).unwrap_or(LANES)
    }

    /// At most eight instants of round hours in Japan, the days named where they change.
    fn ticks(&self) -> Vec<(DateTime<Utc>, String)> {
        const STEPS: [i64; 12] = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 10_080, 43_200];
        let minutes = self.length / 60;
        let step = STEPS.into_iter().find(|step| minutes / step < 8).unwrap_or(minutes / 8 + 1) * 60;
        // Japan is nine hours ahead: round there.
        let offset = 9 * 3600;
        let first = (self.from.timestamp() + offset).div_euclid(step) * step - offset;
        let mut ticks = Vec::new();
        let mut day = None;
        for n in 0..10 {
            let Some(at) = DateTime::from_timestamp(first + n * step, 0) else { continue };
            if at < self.from || at > self.from + TimeDelta::seconds(self.length) {
                continue;
            }
            let there = at.with_timezone(&japan());
            let is_new = day.replace(there.date_naive()) != Some(there.date_naive());
            ticks.push((at, there.format(if is_new { "%m-%d %H:%M" } else { "%H:%M" }).to_string()));
        }
        ticks
    }
}
