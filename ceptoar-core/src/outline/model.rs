//! What the tables say together: states of one key in order, parties, sectors (R7 to R9, R15).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::edition::{CitedDocument, LaterName, Vocabularies};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::SLUG_MAX;
use crate::outline::agreed::{agreed, agreed_text, counts, successive};
use crate::outline::cell::Given;
use crate::outline::cite::{CellCites, Cite, Rests};
use crate::outline::days::Days;
use crate::outline::faults::{Faults, Spot, other_id};
use crate::outline::names::{named, texts};
use crate::outline::rows::{Ceptoar, Count, Group, Line, Link, Member, Ministry, rests};
use crate::outline::scheme::Scheme;
use crate::text::said::Said;
use crate::word::sets::{PartyKind, Role};

/// A party that the outline names or leads to.
#[derive(Debug, Clone)]
pub(super) struct Party {
    pub(super) spot: Spot,
    pub(super) kind: PartyKind,
    pub(super) name: Text,
    /// Its later names.
    pub(super) names: Vec<LaterName>,
    pub(super) days: Days,
    pub(super) counts: Vec<Count>,
    pub(super) count_cite: Cite,
    pub(super) cite: Cite,
}

/// A sector, with the row that names it.
#[derive(Debug, Clone)]
pub(super) struct Sector {
    pub(super) name: Text,
    pub(super) cite: Cite,
}

/// The tables, read.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) scheme: Scheme,
    pub(super) ministries: Vec<Ministry>,
    pub(super) ceptoars: Vec<Ceptoar>,
    pub(super) groups: Vec<Group>,
    pub(super) members: Vec<Member>,
    pub(super) links: Vec<Link>,
    pub(super) documents: Vec<CitedDocument>,
    pub(super) vocabularies: Option<Vocabularies>,
    pub(super) cells: CellCites,
}

/// The tables, put together.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) rows: Rows,
    pub(super) parties: BTreeMap<String, Party>,
    /// The kind of every party that a row speaks of, those without a name too.
    pub(super) kinds: BTreeMap<String, PartyKind>,
    pub(super) sectors: BTreeMap<String, Sector>,
    /// The scope of each CEPTOAR that has one.
    pub(super) scopes: BTreeMap<String, Text>,
    /// The one group of kind `council`.
    pub(super) council: Option<String>,
    /// The states of each CEPTOAR, in order.
    pub(super) states: BTreeMap<String, Vec<Ceptoar>>,
    /// The CEPTOARs that have a class of members that no row names.
    pub(super) classes: BTreeSet<String>,
}

/// The id of the class that a CEPTOAR has if no row names one.
pub(super) fn class_of(ceptoar: &str) -> String {
    format!("{ceptoar}-members")
}

impl Model {
    pub(super) fn new(rows: Rows, faults: &mut Faults) -> Self {
        let mut model = Self { rows: Rows::default(), ..Self::default() };
        model.head(&rows, faults);
        model.ministries(&rows, faults);
        model.groups(&rows, faults);
        model.ceptoars(&rows, faults);
        model.members(&rows, faults);
        model.classes(&rows, faults);
        model.rows = rows;
        model
    }

    /// All parties share one namespace (R9).
    fn claim(&mut self, id: &str, party: Party, column: &'static str, faults: &mut Faults) {
        self.kinds.entry(id.to_owned()).or_insert(party.kind);
        match self.parties.get(id) {
            Some(before) => {
                let (first, told) = faults.in_order(before.spot, party.spot.at(column));
                let more = faults.first(first).and(&other_id());
                faults.of_value(ErrorCode::DuplicateId, told, id, Some(more));
            }
            None => drop(self.parties.insert(id.to_owned(), party)),
        }
    }

    fn head(&mut self, rows: &Rows, faults: &mut Faults) {
        let spot = Spot { table: "scheme", row: 0, column: "" };
        let scheme = &rows.scheme;
        let rests = Rests { table: "scheme", key: &scheme.id, from: scheme.covers.from, cite: &Cite::derived() };
        let mut claim = |id: &Option<String>, name: &Option<Text>, kind, column: &'static str, ja: &'static str| {
            let (Some(id), Some(name)) = (id, name) else { return };
            let cite = rows.cells.of(&rests, &[column, ja]);
            let party = Party {
                spot: spot.at(column),
                kind,
                name: name.clone(),
                names: Vec::new(),
                days: Days::always(),
                counts: Vec::new(),
                count_cite: Cite::default(),
                cite,
            };
            self.claim(id, party, column, faults);
        };
        claim(&scheme.cabinet, &scheme.cabinet_name, PartyKind::Cabinet, "cabinet", "cabinet_ja");
        claim(&scheme.council, &scheme.council_name, PartyKind::Council, "council", "council_ja");
        self.council.clone_from(&scheme.council);
    }

    fn ministries(&mut self, rows: &Rows, faults: &mut Faults) {
        for (id, states) in by_key(rows.ministries.iter().map(|row| (row.id.as_str(), row))) {
            successive(id, states.iter().map(|row| &row.line), faults);
            let names = texts(states.iter().map(|row| (&row.line, &row.name)));
            let of =
                OfParty { kind: PartyKind::Ministry, key: "ministry", counts: Vec::new(), count_cite: Cite::default() };
            self.stated(id, of, names, rows, faults);
        }
    }

    fn groups(&mut self, rows: &Rows, faults: &mut Faults) {
        let mut place = Spot { table: "scheme", row: 0, column: "council" };
        for (id, states) in by_key(rows.groups.iter().map(|row| (row.id.as_str(), row))) {
            successive(id, states.iter().map(|row| &row.line), faults);
            let kinds = states.iter().map(|row| (row.line.spot, row.kind.clone()));
            let Some(kind) = kind_of(id, kinds, faults) else { continue };
            let first = states.first().map_or(place, |row| row.line.spot);
            if kind == PartyKind::Council {
                if let Some(council) = self.council.as_deref().filter(|council| *council != id) {
                    let more = Said::new("カウンシルは一つだけである", "there is one council");
                    let more = more.and(&faults.first(place));
                    let args = vec![format!("{council}, {id}")];
                    faults.push(ErrorCode::ConflictingRows, first.at("kind"), kind.as_str(), args, Some(more));
                } else {
                    place = first;
                }
                self.council = Some(id.to_owned());
            }
            let names = texts(states.iter().map(|row| (&row.line, &row.name)));
            let of = OfParty { kind, key: "group", counts: Vec::new(), count_cite: Cite::default() };
            self.stated(id, of, names, rows, faults);
        }
    }

    fn ceptoars(&mut self, rows: &Rows, faults: &mut Faults) {
        let mut of_sectors: Vec<(String, &Ceptoar)> = Vec::new();
        for (id, states) in by_key(rows.ceptoars.iter().map(|row| (row.id.as_str(), row))) {
            successive(id, states.iter().map(|row| &row.line), faults);
            let scopes = states.iter().map(|row| (row.line.spot, &row.scope));
            let scope = agreed_text(id, ["scope_ja", "scope_en"], scopes, faults).value();
            let sectors = states.iter().map(|row| (row.line.spot, row.sector.clone()));
            let sector = agreed(id, "sector", sectors, String::clone, faults);
            if let (Given::Empty, Some(first)) = (&sector, states.first()) {
                faults.missing(first.line.spot.at("sector"), None);
            }
            // What another row of the CEPTOAR says of its sector, this one need not.
            let of_row = |row: &Ceptoar| row.sector.clone().value().or_else(|| sector.clone().value());
            of_sectors.extend(states.iter().filter_map(|row| Some((of_row(row)?, *row))));
            let pocs = states.iter().map(|row| (row.line.spot, row.poc.clone()));
            agreed(id, "poc_from", pocs, ToString::to_string, faults);
            let rules = states.iter().map(|row| (row.line.spot, row.rules.clone()));
            agreed(id, "rules_month", rules, String::clone, faults);
            let members = states.iter().map(|row| (row.line.spot, row.members.clone()));
            agreed(id, "members", members, |all| counts(all), faults);
            let units = states.iter().map(|row| (row.line.spot, row.unit.clone().into()));
            agreed(id, "members_unit_ja", units, String::clone, faults);
            let mut names = texts(states.iter().map(|row| (&row.line, &row.name)));
            // Called by its scope, where no state has a name; each of the two stands for the other (the table of columns).
            if names.iter().all(|(_, name)| name.is_none()) {
                names.iter_mut().for_each(|(_, name)| name.clone_from(&scope));
            }
            let of =
                OfParty { kind: PartyKind::Ceptoar, key: "ceptoar", counts: Vec::new(), count_cite: Cite::default() };
            self.stated(id, of, names, rows, faults);
            let mut states: Vec<Ceptoar> = states.into_iter().cloned().collect();
            states.in_order_of(|row| (row.line.days, row.line.spot));
            self.states.insert(id.to_owned(), states);
            self.scopes.extend(scope.map(|scope| (id.to_owned(), scope)));
        }
        of_sectors.in_order_of(|(_, row)| row.line.spot);
        for (sector, of_sector) in by_key(of_sectors.into_iter()) {
            let names = of_sector.iter().map(|row| (row.line.spot, &row.sector_name));
            let name = match agreed_text(&sector, ["sector_ja", "sector_en"], names, faults) {
                Given::Is(name) => name,
                Given::Empty | Given::Minus => {
                    if let Some(first) = of_sector.first() {
                        faults.missing(first.line.spot.at("sector_ja"), None);
                    }
                    continue;
                }
                Given::Bad => continue,
            };
            // The least key that names it says what it rests on, whatever the order of rows.
            let naming = of_sector.iter().filter(|row| row.sector_name.is_said());
            let naming =
                naming.min_by_key(|row| (!matches!(row.sector_name.ja, Given::Is(_)), row.id.as_str(), row.line.days));
            let cite = naming.map(|row| rows.cells.of(&rests(&row.line, &row.id), &["sector_ja"])).unwrap_or_default();
            self.sectors.insert(sector, Sector { name, cite });
        }
    }

    fn members(&mut self, rows: &Rows, faults: &mut Faults) {
        let roles = rows.members.iter().flat_map(|row| {
            let all = row.ceptoars.iter().map(String::as_str);
            let none = row.ceptoars.is_empty().then_some("-");
            all.chain(none).map(move |ceptoar| ((row.id.as_str(), ceptoar, row.role), row))
        });
        for ((id, _, _), states) in by_key(roles) {
            successive(id, states.iter().map(|row| &row.line), faults);
        }
        for (id, states) in by_key(rows.members.iter().map(|row| (row.id.as_str(), row))) {
            let kinds = states.iter().map(|row| (row.line.spot, row.kind.clone()));
            let kind = kind_of(id, kinds, faults);
            let counted = |row: &&Member| (!row.counts.is_empty()).then(|| row.counts.clone()).into();
            let counted = states.iter().map(|row| (row.line.spot, counted(row)));
            let counts = agreed(id, "count", counted, |all| counts(all), faults).value();
            let units = states.iter().map(|row| (row.line.spot, row.unit.clone().into()));
            let unit = agreed(id, "unit_ja", units, String::clone, faults).value();
            let counting = states.iter().filter(|row| !row.counts.is_empty()).min_by_key(|row| row.line.days);
            let count_cite =
                counting.map(|row| rows.cells.of(&rests(&row.line, &row.id), &["count"])).unwrap_or_default();
            let names = texts(states.iter().map(|row| (&row.line, &row.name)));
            let Some(kind) = kind else { continue };
            let counts = with_unit(counts.unwrap_or_default(), unit.as_deref());
            self.stated(id, OfParty { kind, key: "party", counts, count_cite }, names, rows, faults);
        }
    }

    /// A class of members for each CEPTOAR of which no row names one (R15).
    fn classes(&mut self, rows: &Rows, faults: &mut Faults) {
        let is_class = |row: &&Member| self.kind(&row.id) == Some(PartyKind::Members) && row.role == Some(Role::Member);
        let named: BTreeSet<&str> =
            rows.members.iter().filter(is_class).flat_map(|row| &row.ceptoars).map(String::as_str).gather();
        for (id, states) in self.states.clone() {
            let counting = states.iter().find(|row| matches!(row.members, Given::Is(_) | Given::Minus));
            if named.contains(id.as_str()) {
                if let Some(row) = counting.filter(|row| matches!(row.members, Given::Is(_))) {
                    let more =
                        Said::new("構成員は表 `members` にもある", "the table `members` has a class of it as well");
                    faults.push(
                        ErrorCode::ConflictingRows,
                        row.line.spot.at("members"),
                        "",
                        vec![id.clone()],
                        Some(more),
                    );
                }
                continue;
            }
            if counting.is_some_and(|row| row.members == Given::Minus) {
                continue;
            }
            let (Some(first), Some(ceptoar)) = (states.first(), self.parties.get(&id)) else { continue };
            let class = class_of(&id);
            if class.len() > SLUG_MAX {
                let more = Said::new(
                    format!("構成員のID `{class}` が{SLUG_MAX}字を超える"),
                    format!("`{class}`, the id of its members, would have more than {SLUG_MAX} characters"),
                );
                faults.of_value(ErrorCode::BadId, first.line.spot.at("ceptoar"), &id, Some(more));
                continue;
            }
            let unit = states.iter().find_map(|row| row.unit.as_deref());
            let counts = counting.and_then(|row| row.members.clone().value()).unwrap_or_default();
            let cite = counting.map(|row| rows.cells.of(&rests(&row.line, &row.id), &["members"])).unwrap_or_default();
            let en = ceptoar.name.en.as_ref().map(|en| format!("{en} members"));
            let party = Party {
                spot: first.line.spot,
                kind: PartyKind::Members,
                name: Text { ja: format!("{}構成員", ceptoar.name.ja), en },
                names: Vec::new(),
                days: ceptoar.days.clone(),
                counts: with_unit(counts, unit),
                count_cite: cite,
                cite: Cite::derived(),
            };
            self.claim(&class, party, "ceptoar", faults);
            self.classes.insert(id);
        }
    }

    /// A party by its rows: it exists over their union.
    fn stated(&mut self, id: &str, of: OfParty, states: Vec<(&Line, Option<Text>)>, rows: &Rows, faults: &mut Faults) {
        let Some((first, _)) = states.iter().min_by_key(|(line, _)| (line.days, line.spot)) else { return };
        let earliest = states.iter().map(|(line, _)| line.spot).min().unwrap_or(first.spot);
        let Some((name, names)) = named(id, &states, &rows.cells, faults) else {
            faults.missing(earliest.at("name_ja"), None);
            self.kinds.entry(id.to_owned()).or_insert(of.kind);
            return;
        };
        let cite = rows.cells.of(&rests(first, id), &[of.key, "name_ja"]);
        let note = cite.note.clone().or_else(|| first.cite.note.clone());
        let party = Party {
            spot: earliest,
            kind: of.kind,
            name,
            names,
            days: Days::of(states.iter().map(|(line, _)| line.period())),
            counts: of.counts,
            count_cite: of.count_cite,
            cite: Cite { note, ..cite },
        };
        let key = of.key;
        self.claim(id, party, key, faults);
    }

    pub(super) fn kind(&self, id: &str) -> Option<PartyKind> {
        self.kinds.get(id).copied()
    }

    pub(super) fn days(&self, id: &str) -> Days {
        self.parties.get(id).map(|party| party.days.clone()).unwrap_or_default()
    }
}

/// The one kind of a party by its rows, of which one says it.
fn kind_of(
    id: &str,
    rows: impl Iterator<Item = (Spot, Given<PartyKind>)> + Clone,
    faults: &mut Faults,
) -> Option<PartyKind> {
    let first = rows.clone().next();
    match agreed(id, "kind", rows, ToString::to_string, faults) {
        Given::Is(kind) => Some(kind),
        Given::Empty => {
            first.into_iter().for_each(|(spot, _)| faults.missing(spot.at("kind"), None));
            None
        }
        Given::Minus | Given::Bad => None,
    }
}

/// What is particular to a party of a table.
struct OfParty {
    kind: PartyKind,
    key: &'static str,
    counts: Vec<Count>,
    count_cite: Cite,
}

/// Rows by their key, each key's in the order of the table.
pub(super) fn by_key<K: Ord, R>(rows: impl Iterator<Item = (K, R)>) -> BTreeMap<K, Vec<R>> {
    let mut by_key: BTreeMap<K, Vec<R>> = BTreeMap::new();
    for (key, row) in rows {
        by_key.entry(key).or_default().push(row);
    }
    by_key
}

/// A number without a unit takes that of the column beside it.
fn with_unit(counts: Vec<Count>, unit: Option<&str>) -> Vec<Count> {
    counts.into_iter().map(|(number, own)| (number, own.or_else(|| unit.map(str::to_owned)))).collect()
}
