//! The figures as a table and as JSON.

use serde_json::{Value, json};

use crate::measure::Figure;

/// What each crate's version is, from the lock file that it was built with.
pub fn version(package: &str) -> String {
    let lock = include_str!("../Cargo.lock");
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = ")).unwrap_or("-");
    version.trim_matches('"').to_owned()
}

/// The first of ours that was measured: what the others are compared with.
fn ours(figures: &[Figure]) -> f64 {
    figures.iter().find(|figure| figure.ours && figure.ok).map_or(f64::NAN, |figure| figure.median)
}

fn whole(figures: &[Figure]) -> f64 {
    figures.iter().rfind(|figure| figure.ours && figure.ok).map_or(f64::NAN, |figure| figure.median)
}

/// A line a figure: nanoseconds a notice, and how many times ceptoar's first and last form.
pub fn table(figures: &[Figure]) -> String {
    let (first, last) = (ours(figures), whole(figures));
    let mut text = format!(
        "{:13} {:8} {:58} {:>7} {:>11} {:>17} {:>10} {:>10}\n",
        "who", "version", "form", "rows", "ns a notice", "fastest-slowest", "/audience", "/explain"
    );
    for figure in figures {
        let version = version(figure.package);
        text.push_str(&format!("{:13} {version:8} {:58} {:>7} ", figure.package, figure.form, figure.rows));
        if figure.ok {
            let spread = format!("{:.0}-{:.0}", figure.fastest, figure.slowest);
            let (audience, explain) = (figure.median / first, figure.median / last);
            text.push_str(&format!("{:>11.0} {spread:>17} {audience:>9.1}x {explain:>9.2}x\n", figure.median));
        } else {
            text.push_str("    differs\n");
        }
    }
    text
}

pub fn json(figures: &[Figure]) -> Value {
    let (first, last) = (ours(figures), whole(figures));
    let one = |figure: &Figure| {
        let number = |value: f64| figure.ok.then_some(value);
        json!({
            "who": figure.package, "version": version(figure.package), "form": figure.form, "rows": figure.rows,
            "differs": !figure.ok, "allowed": figure.sums.allowed.to_string(),
            "must": figure.sums.must.map(|sum| sum.to_string()), "ns": number(figure.median),
            "fastest_ns": number(figure.fastest), "slowest_ns": number(figure.slowest),
            "times_audience": number(figure.median / first), "times_explain": number(figure.median / last),
        })
    };
    figures.iter().map(one).collect()
}
