//! Rosters of any size from a table, as a spreadsheet gives it, on the built-in edition.

use ceptoar_core::author::{Table, roster};
use ceptoar_core::{Edition, Refusal, Registry, Roster, Router};

use crate::measured::{Stopwatch, megabytes, milliseconds};
use crate::organizations::joined;

pub(crate) const HEAD: [&str; 6] =
    ["rows of a table", "dates", "to a roster ms", "join ms", "compile ms", "in all s, MB"];

/// So many rows, each a company in one of the CEPTOARs, with days as people in Japan write them.
fn table(count: usize, dates: usize) -> Table {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let groups: Vec<&str> = registry.ceptoars().iter().map(|ceptoar| ceptoar.party.as_str()).collect();
    let row = |n: usize| {
        let day = joined(n % dates).unwrap_or_default().format("%Y/%m/%d");
        let group = groups[n % groups.len()];
        [format!("{}", 1_000_000_000_000 + n), format!("会社{n}"), group.to_owned(), day.to_string()]
    };
    let header = ["組織", "名称", "セプター", "開始日"].map(str::to_owned);
    Table::new("companies", std::iter::once(header).chain((0..count).map(row)))
}

/// Reads a table as a roster, joins it and compiles: what each took.
pub(crate) fn measured(count: &str, dates: &str) -> Result<Vec<String>, Refusal> {
    let table = table(count.parse().unwrap_or(0), dates.parse().unwrap_or(1));
    let watch = Stopwatch::start();
    let (read, document) = milliseconds(|| roster(&table, "own"));
    drop(table);
    let roster = Roster::from_document(&document?)?;
    let (join, registry) = milliseconds(|| Registry::builtin(Edition::V2009_03_31).with_roster(&roster));
    drop(roster);
    let registry = registry?;
    let (compile, router) = milliseconds(|| Router::builder(&registry).compile());
    drop(router?);
    let (took, so_far) = (watch.milliseconds() / 1e3, megabytes());
    let times = [read, join, compile].map(|time| format!("{time:.0}"));
    let mut line = vec![count.to_owned(), dates.to_owned()];
    line.extend(times);
    line.push(format!("{took:.2}, {so_far:.0}"));
    Ok(line)
}
