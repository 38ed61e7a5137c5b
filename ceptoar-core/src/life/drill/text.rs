//! What chance leaves, as text: a line for each stage, time and cause.

use std::fmt::Write as _;

use crate::answer::drill::{Drill, DrillTime, Shares};
use crate::text::shown::shown;
use crate::word::sets::Lang;

impl Drill {
    /// Who is reached and confirms, how fast, and what loses the others.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (notice, runs, seed) = (&self.head.notice, self.runs, self.seed);
        let mut out = match lang {
            Lang::Ja => {
                format!("{notice}: 試行 {runs} 回、乱数の種 {seed}。障害、所要時間、確認は互いに独立とみなす\n")
            }
            Lang::En => {
                format!("{notice}: {runs} runs of seed {seed}; failures, delays and confirmations are independent\n")
            }
        };
        for lint in &self.lints {
            let _ = writeln!(out, "! {} {}: {}", lint.code, shown(&lint.at), lint.message(lang));
        }
        for row in &self.stages {
            let (stage, expected) = (row.stage.title(lang), row.expected);
            let _ = match lang {
                Lang::Ja => write!(out, "{stage}: 必須 {expected} ({}者)", row.units.expected),
                Lang::En => write!(out, "{stage}: {expected} to be told (organisations: {})", row.units.expected),
            };
            if row.units.unknown > 0 {
                let _ =
                    write!(out, "{} {}", lang.pick("、数の分からないもの", ", of unknown count"), row.units.unknown);
            }
            if row.unmet > 0 {
                let _ = write!(
                    out,
                    "{} {}",
                    lang.pick("、障害がなくても届かない", ", not told even without a failure"),
                    row.unmet
                );
            }
            let _ = write!(out, "{} {}", lang.pick("、届く割合", "; reached"), shares(row.reached, lang));
            if let Some(confirmed) = row.confirmed {
                let _ = write!(out, "{} {}", lang.pick("、確認する割合", "; confirmed"), shares(confirmed, lang));
            }
            out.push('\n');
        }
        for (of, list) in [
            (lang.pick("届くまで", "have it"), &self.times),
            (lang.pick("確認されるまで", "have confirmed it"), &self.confirmed_times),
        ] {
            for time in list {
                let _ = writeln!(out, "{}", line(time, of, lang));
            }
        }
        for cause in &self.causes {
            let (failure, failed, lost) = (shown_failure(&cause.failure), cause.runs_failed, cause.runs_lost);
            let _ = match lang {
                Lang::Ja => writeln!(out, "{failure}: 障害 {failed} 回、うち相手を失う {lost} 回"),
                Lang::En => writeln!(out, "{failure}: fails in {failed} runs, loses somebody in {lost} of them"),
            };
        }
        out
    }
}

fn shown_failure(failure: &impl ToString) -> String {
    shown(&failure.to_string()).into_owned()
}

fn shares(of: Shares, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("平均 {} (下位5 % {}、中央 {}、上位5 % {})", of.mean, of.p5, of.p50, of.p95),
        Lang::En => format!("{} on average (5th percentile {}, median {}, 95th {})", of.mean, of.p5, of.p50, of.p95),
    }
}

/// `of`: what those of the part have done by then.
fn line(time: &DrillTime, of: &str, lang: Lang) -> String {
    let (share, runs) = (time.share, time.runs_reached);
    match (time.median.zip(time.p90), lang) {
        (Some((median, p90)), Lang::Ja) => {
            format!("{share} % に{of}: 中央 {median}、90パーセンタイル {p90} ({runs} 回)")
        }
        (Some((median, p90)), Lang::En) => {
            format!("{share} % {of}: median {median}, 90th percentile {p90} (in {runs} runs)")
        }
        (None, Lang::Ja) => format!("{share} % に{of}: どの試行でも達しない"),
        (None, Lang::En) => format!("{share} % {of}: in no run"),
    }
}
