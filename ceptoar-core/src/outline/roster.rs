//! A roster from a table: `members` rows of kind `organization` alone (R23, R47 to R50).

use std::collections::BTreeMap;

use crate::document::edition::Membership;
use crate::document::outline::OutlineMember;
use crate::document::roster::{Organization, Roster as RosterDoc};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::outline::agreed::{agreed, both, overlapping};
use crate::outline::cell::{Given, Reader};
use crate::outline::cite::Cite;
use crate::outline::days::Days;
use crate::outline::derive::memberships::{Key, sorted, written};
use crate::outline::faults::{Faults, Spot};
use crate::outline::model::by_key;
use crate::outline::read::rows_of;
use crate::outline::rows::Line;
use crate::outline::table::Table;
use crate::registry::roster::{Roster, RosterCells};
use crate::text::said::Said;
use crate::word::sets::{PartyKind, Role};

/// Columns of `members` that a roster has no place for.
const NOT_OF_ROSTERS: [&str; 4] = ["count", "unit_ja", "means", "relay_for"];

/// The roles that an organisation of a roster can have.
const ROLES: [Role; 4] = [Role::Member, Role::Observer, Role::Secretariat, Role::Analyst];

/// A row of a roster's table, read.
struct Row {
    line: Line,
    id: String,
    ja: Option<String>,
    en: Option<String>,
    ceptoars: Vec<String>,
    role: Option<Role>,
}

/// The roster that a table says, under an id of its own. Its columns are those of the table `members` of an outline: `party` and
/// `ceptoar` are required, the role is `member` and the kind `organization` unless given; the name in one row of a party
/// suffices (R47). The order of rows and columns does not matter.
///
/// ```
/// use ceptoar_core::author::{Table, roster};
/// use ceptoar_core::{Edition, Registry, Roster};
///
/// let table = Table::new("companies", [
///     ["組織", "名称", "セプター", "開始日"],
///     ["1234567890123", "北ガス", "gas;electric-power", "令和6年4月1日"], // a corporate number, in two CEPTOARs
/// ]);
/// let document = roster(&table, "own")?;
/// assert_eq!(document.organizations[0].name.ja, "北ガス");
/// let roster = Roster::from_document(&document)?;
/// let registry = Registry::builtin(Edition::V2009_03_31).with_roster(&roster)?;
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
///
/// # Errors
/// Every fault at once, each with its cell. What a roster says of a registry is checked by
/// [`Registry::with_roster`](crate::Registry::with_roster).
pub fn roster(table: &Table, id: &str) -> Result<RosterDoc, Refusal> {
    with_cells(table, id).map(|(document, _)| document)
}

impl Roster {
    /// The roster that a table says, as [`author::roster`](crate::author::roster) reads it. Where a registry refuses it, its faults
    /// are told at the cells of the table.
    ///
    /// ```
    /// use ceptoar_core::author::Table;
    /// use ceptoar_core::{Edition, Registry, Roster};
    ///
    /// let table = Table::new("companies", [["party", "name_ja", "ceptoar"], ["north-gas", "北ガス", "gass"]]);
    /// let roster = Roster::from_table(&table, "own")?;
    /// let refusal = Registry::builtin(Edition::V2009_03_31).with_roster(&roster).unwrap_err();
    /// let cell = refusal.problems()[0].cell().map(ToString::to_string);
    /// assert_eq!(cell.as_deref(), Some("companies row 2, ceptoar"));
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    ///
    /// # Errors
    /// Every fault at once, each with its cell.
    pub fn from_table(table: &Table, id: &str) -> Result<Self, Refusal> {
        let (document, cells) = with_cells(table, id)?;
        Self::of_table(document, cells)
    }
}

/// The document, and where the table shows what it lists.
fn with_cells(table: &Table, id: &str) -> Result<(RosterDoc, RosterCells), Refusal> {
    let mut faults = Faults::of_table(&table.name);
    let mut cells: Vec<OutlineMember> = rows_of(table, &mut faults);
    let rows = cells.iter_mut().enumerate();
    let rows: Vec<Row> = rows.filter_map(|(n, row)| read(&mut Reader::new(row, n, &mut faults))).collect();
    let mut organizations = Vec::new();
    for (party, rows) in by_key(rows.iter().map(|row| (row.id.as_str(), row))) {
        organizations.extend(organization(party, &rows, &mut faults));
    }
    let mut roles: BTreeMap<Key, Vec<(&Line, Cite)>> = BTreeMap::new();
    for row in &rows {
        let Some(role) = row.role else { continue };
        for ceptoar in &row.ceptoars {
            let key = (row.id.clone(), ceptoar.clone(), role);
            roles.entry(key).or_default().push((&row.line, row.line.cite.without_note()));
        }
    }
    let mut memberships = Vec::with_capacity(roles.len());
    for (key, states) in roles {
        apart(&key, &states, &mut faults);
        let states = states.into_iter().map(|(line, cite)| (Days::of([line.period()]), cite));
        memberships.extend(written((key, states.collect())));
    }
    if !faults.is_empty() {
        return Err(faults.into_refusal());
    }
    let memberships = sorted(memberships);
    let shown = shown(&rows, (&organizations, &memberships), &faults);
    Ok((RosterDoc { organizations, memberships: Some(memberships), ..RosterDoc::new(id) }, shown))
}

/// Where the table shows each datum; of several rows the first is named.
fn shown(rows: &[Row], listed: (&[Organization], &[Membership]), faults: &Faults) -> RosterCells {
    let (mut parties, mut roles) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let number = faults.number(row.line.spot);
        parties.entry(row.id.as_str()).or_insert(number);
        for group in &row.ceptoars {
            roles.entry((row.id.as_str(), group.as_str())).or_insert(number);
        }
    }
    let organizations = listed.0.iter().map(|one| parties.get(one.id.as_str()).copied().unwrap_or_default());
    let memberships =
        listed.1.iter().map(|one| roles.get(&(one.party.as_str(), one.group.as_str())).copied().unwrap_or_default());
    RosterCells {
        table: faults.called().into(),
        columns: ["party", "ceptoar"].map(|column| faults.header("members", column).into()),
        organizations: organizations.collect(),
        memberships: memberships.collect(),
    }
}

fn read(reader: &mut Reader<'_>) -> Option<Row> {
    let id = reader.id("party");
    let id = reader.required("party", id);
    let kind = reader.one_of("kind", &[PartyKind::Organization]);
    let more = Said::new("空なら `organization` である", "empty, it is `organization`");
    reader.never_none("kind", kind, more);
    let ja = reader.text("name_ja");
    let (ja, en) = (reader.not_none("name_ja", ja).value(), reader.text("name_en").value());
    let ceptoars = reader.ids("ceptoar");
    let ceptoars = reader.required("ceptoar", ceptoars).unwrap_or_default();
    let role = reader.one_of("role", &ROLES);
    let more = Said::new("空なら `member` である", "empty, it is `member`");
    let role = match reader.never_none("role", role, more) {
        Given::Empty => Some(Role::Member),
        given => given.value(),
    };
    for column in NOT_OF_ROSTERS {
        if !reader.has(column) {
            continue;
        }
        let more = Said::new(
            "名簿では書けない (アウトラインの表 `members` に書く)",
            "a roster does not say it (write it in the table `members` of an outline)",
        );
        let (spot, value) = (reader.spot.at(column), reader.written(column).unwrap_or_default());
        reader.faults.push(ErrorCode::UnknownField, spot, &value, vec![column.to_owned()], Some(more));
    }
    let line = Line::read(reader, "from", "until");
    Some(Row { line, id: id?, ja, en, ceptoars, role })
}

/// One party of its rows: it exists on the days of them all (R7), and has one name.
fn organization(id: &str, rows: &[&Row], faults: &mut Faults) -> Option<Organization> {
    let ja = one(id, "name_ja", rows.iter().map(|row| (row.line.spot, row.ja.as_deref())), faults);
    let en = one(id, "name_en", rows.iter().map(|row| (row.line.spot, row.en.as_deref())), faults);
    let Some(name) = ja.or(en) else {
        faults.missing(rows.first()?.line.spot.at("name_ja"), None);
        return None;
    };
    let name = Text { ja: name.to_owned(), en: en.map(str::to_owned) };
    let days = Days::of(rows.iter().map(|row| row.line.period()));
    // The row that names it says what it rests on; of several the first, in an order that is not the table's.
    let naming = rows.iter().filter(|row| row.ja.is_some() || row.en.is_some());
    let cite = naming.min_by_key(|row| (row.line.days, row.line.cite.order())).map(|row| row.line.cite.clone());
    Some(cite.unwrap_or_default().on(Organization { periods: days.list(), ..Organization::new(id, name) }))
}

/// The one value that rows have in a column, where any has one (R47).
fn one<'a>(
    id: &str,
    column: &'static str,
    rows: impl Iterator<Item = (Spot, Option<&'a str>)>,
    faults: &mut Faults,
) -> Option<&'a str> {
    agreed(id, column, rows.map(|(spot, value)| (spot, value.into())), |value| (*value).to_owned(), faults).value()
}

/// Rows of one role are equal in their days, or overlap (R48).
fn apart((party, ceptoar, role): &Key, states: &[(&Line, Cite)], faults: &mut Faults) {
    for (first, later) in overlapping(states.iter().map(|(line, _)| *line)) {
        let place = faults.first(first.0.spot);
        let (code, more) = if first.1 == later.1 {
            (ErrorCode::DuplicateRow, place.and(&Said::new("一方を消す", "delete one of them")))
        } else {
            let hint = Said::new("どちらかの期間を直す", "correct the days of one of them");
            (ErrorCode::OverlappingPeriods, place.and(&both(first.1, later.1)).and(&hint))
        };
        faults.push(code, later.0.spot, "", vec![format!("{party} {ceptoar} {role}")], Some(more));
    }
}

#[cfg(test)]
mod tests;
