//! The rows of the tables, each cell read.

use chrono::NaiveDate;

use crate::document::edition::CitedDocument;
use crate::document::outline::{
    Cells, OutlineCeptoar, OutlineDocument, OutlineGroup, OutlineLink, OutlineMember, OutlineMinistry,
};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::id::SourceId;
use crate::outline::cell::{Given, Reader};
use crate::outline::cite::{Cite, Rests, name};
use crate::outline::faults::{Faults, Spot};
use crate::outline::means::{Means, Names, means};
use crate::text::said::Said;
use crate::time::Period;
use crate::word::sets::{Direction, PartyKind, Role};

/// A number of something.
pub(super) type Count = (u32, Option<String>);

/// What every row has: its place, its days (`None`: they cannot be read), what it rests on.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) spot: Spot,
    pub(super) days: Option<Period>,
    pub(super) cite: Cite,
}

impl Line {
    pub(super) fn read(reader: &mut Reader<'_>, from: &'static str, until: &'static str) -> Self {
        let days = reader.days(from, until);
        Self { spot: reader.spot, days, cite: Cite::read(reader) }
    }

    pub(super) fn period(&self) -> Period {
        self.days.unwrap_or(Period::ALWAYS)
    }
}

/// A text in two languages, each as its own cell says it: rows of one key may share it (R7).
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) ja: Given<String>,
    pub(super) en: Given<String>,
}

impl Pair {
    fn read(reader: &mut Reader<'_>, ja: &'static str, en: &'static str) -> Self {
        let given = reader.text(ja);
        Self { ja: reader.not_none(ja, given), en: reader.text(en) }
    }

    /// Whether a cell of it is filled.
    pub(super) fn is_said(&self) -> bool {
        matches!(self.ja, Given::Is(_)) || matches!(self.en, Given::Is(_))
    }
}

#[derive(Debug, Clone)]
pub(super) struct Ministry {
    pub(super) line: Line,
    pub(super) id: String,
    pub(super) name: Pair,
}

pub(super) fn ministries(rows: &mut [OutlineMinistry], faults: &mut Faults) -> Vec<Ministry> {
    each(rows, faults, |reader| {
        let id = reader.id("ministry");
        let id = reader.required("ministry", id);
        let (name, line) = (Pair::read(reader, "name_ja", "name_en"), Line::read(reader, "from", "until"));
        Some(Ministry { line, id: id?, name })
    })
}

#[derive(Debug, Clone)]
pub(super) struct Ceptoar {
    pub(super) line: Line,
    pub(super) id: String,
    /// Not said: it is called by its scope.
    pub(super) name: Pair,
    pub(super) sector: Given<String>,
    pub(super) sector_name: Pair,
    pub(super) scope: Pair,
    pub(super) ministries: Vec<String>,
    pub(super) secretariat: Option<Text>,
    pub(super) secretariat_is: Option<String>,
    pub(super) members: Given<Vec<Count>>,
    pub(super) unit: Option<String>,
    pub(super) poc: Given<NaiveDate>,
    pub(super) rules: Given<String>,
    pub(super) means: Option<Means>,
    pub(super) council: Option<Role>,
    pub(super) groups: Vec<String>,
    /// The CEPTOARs with which it exchanges; `None`: all.
    pub(super) exchange: Option<Vec<String>>,
}

pub(super) fn ceptoars(rows: &mut [OutlineCeptoar], names: &Names, faults: &mut Faults) -> Vec<Ceptoar> {
    each(rows, faults, |reader| {
        let id = reader.id("ceptoar");
        let id = reader.required("ceptoar", id);
        let sector = reader.id("sector");
        let sector = reader.filled("sector", sector);
        let ministries = reader.ids("ministry");
        let ministries = reader.required("ministry", ministries).unwrap_or_default();
        let means = means(reader, "means", names);
        let means = reader.not_none("means", means).value();
        let exchange = match reader.ids("exchange") {
            Given::Empty | Given::Bad => None,
            Given::Minus => Some(Vec::new()),
            Given::Is(ids) => Some(ids),
        };
        let unit = reader.text("members_unit_ja");
        let unit = reader.not_none("members_unit_ja", unit).value();
        let members = reader.counts("members");
        Some(Ceptoar {
            line: Line::read(reader, "from", "until"),
            name: Pair::read(reader, "name_ja", "name_en"),
            sector,
            sector_name: Pair::read(reader, "sector_ja", "sector_en"),
            scope: Pair::read(reader, "scope_ja", "scope_en"),
            ministries,
            secretariat: reader.text("secretariat_ja").value().as_deref().map(Text::from),
            secretariat_is: reader.id("secretariat_is").value(),
            members,
            unit,
            poc: reader.day("poc_from"),
            rules: reader.month("rules_month"),
            means,
            council: reader.one_of("council", &[Role::Member, Role::Observer]).value(),
            groups: reader.ids("group").value().unwrap_or_default(),
            exchange,
            id: id?,
        })
    })
}

#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) line: Line,
    pub(super) id: String,
    pub(super) kind: Given<PartyKind>,
    pub(super) name: Pair,
}

pub(super) fn groups(rows: &mut [OutlineGroup], faults: &mut Faults) -> Vec<Group> {
    each(rows, faults, |reader| {
        let id = reader.id("group");
        let id = reader.required("group", id);
        let kind = reader.one_of("kind", &[PartyKind::LiaisonCouncil, PartyKind::Council]);
        let kind = reader.filled("kind", kind);
        let (name, line) = (Pair::read(reader, "name_ja", "name_en"), Line::read(reader, "from", "until"));
        Some(Group { line, id: id?, kind, name })
    })
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) line: Line,
    pub(super) id: String,
    pub(super) kind: Given<PartyKind>,
    pub(super) name: Pair,
    /// Empty: a body outside.
    pub(super) ceptoars: Vec<String>,
    /// `None`: a body outside, or what cannot be read.
    pub(super) role: Option<Role>,
    pub(super) counts: Vec<Count>,
    pub(super) unit: Option<String>,
    pub(super) means: Given<Means>,
    pub(super) relay_for: Vec<String>,
}

pub(super) const MEMBER_KINDS: [PartyKind; 4] =
    [PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization];
const MEMBER_ROLES: [Role; 5] = [Role::Member, Role::Observer, Role::Secretariat, Role::Analyst, Role::Relay];

pub(super) fn members(rows: &mut [OutlineMember], names: &Names, faults: &mut Faults) -> Vec<Member> {
    each(rows, faults, |reader| {
        let id = reader.id("party");
        let id = reader.required("party", id);
        let kind = reader.one_of("kind", &MEMBER_KINDS);
        let kind = reader.filled("kind", kind);
        let (ceptoars, role) = (reader.ids("ceptoar"), reader.one_of("role", &MEMBER_ROLES));
        let outside = [matches!(ceptoars, Given::Minus), matches!(role, Given::Minus)];
        // A body outside has neither; with one of the two, the other must be filled.
        let (ceptoars, role) = if outside == [true, true] {
            (Vec::new(), None)
        } else {
            let both = || {
                Said::new(
                    "セプターの外の組織は `ceptoar` と `role` の両方を `-` とする",
                    "a body outside has `-` in both `ceptoar` and `role`",
                )
            };
            let ceptoars = reader.never_none("ceptoar", ceptoars, both());
            let role = reader.never_none("role", role, both());
            (reader.required("ceptoar", ceptoars).unwrap_or_default(), reader.required("role", role))
        };
        let unit = reader.text("unit_ja");
        let unit = reader.not_none("unit_ja", unit).value();
        let counts = reader.counts("count");
        let counts = reader.not_none("count", counts).value().unwrap_or_default();
        let (means, relay_for) = (means(reader, "means", names), reader.ids("relay_for").value().unwrap_or_default());
        if role == Some(Role::Relay) && relay_for.is_empty() {
            reader.faults.missing(reader.spot.at("relay_for"), None);
        }
        if !relay_for.is_empty() && !matches!(role, Some(Role::Member | Role::Relay)) {
            let shown = relay_for.join(";");
            let args = vec![id.clone().unwrap_or_default()];
            reader.faults.push(ErrorCode::NotAMember, reader.spot.at("relay_for"), &shown, args, None);
        }
        if matches!(means, Given::Is(_)) && !matches!(role, Some(Role::Member | Role::Relay)) {
            let args = vec![id.clone().unwrap_or_default()];
            reader.faults.push(ErrorCode::NotAMember, reader.spot.at("means"), "", args, None);
        }
        let (name, line) = (Pair::read(reader, "name_ja", "name_en"), Line::read(reader, "from", "until"));
        Some(Member { line, id: id?, kind, name, ceptoars, role, counts, unit, means, relay_for })
    })
}

#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) line: Line,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) direction: Direction,
    pub(super) means: Given<Means>,
    pub(super) internal: bool,
}

pub(super) fn links(rows: &mut [OutlineLink], names: &Names, faults: &mut Faults) -> Vec<Link> {
    each(rows, faults, |reader| {
        let from = reader.id("from");
        let from = reader.required("from", from);
        let to = reader.id("to");
        let to = reader.required("to", to);
        let direction = reader.one_of("direction", &Direction::ALL);
        let direction = reader.required("direction", direction);
        let (means, internal) = (means(reader, "means", names), reader.flag("internal").value().unwrap_or_default());
        if internal && matches!(means, Given::Is(_) | Given::Minus) {
            let args = vec![format!("{}>{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default())];
            reader.faults.push(ErrorCode::InternalWithChannels, reader.spot.at("means"), "", args, None);
        }
        let line = Line::read(reader, "from_day", "until_day");
        Some(Link { line, from: from?, to: to?, direction: direction?, means, internal })
    })
}

pub(super) fn documents(rows: &mut [OutlineDocument], faults: &mut Faults) -> Vec<CitedDocument> {
    let mut documents: Vec<CitedDocument> = each(rows, faults, |reader| {
        let id = reader.text("document");
        let id = reader.required("document", id).filter(|id| match id.parse::<SourceId>() {
            Ok(_) => true,
            Err(fault) => {
                reader.faults.of_value(ErrorCode::BadId, reader.spot.at("document"), id, Some(fault.said()));
                false
            }
        });
        let title = name(reader, "title_ja", "title_en");
        let title = reader.required("title_ja", title);
        let publisher = name(reader, "publisher_ja", "publisher_en").value();
        let (published, as_of) = (reader.day("published").value(), reader.day("as_of").value());
        let address = reader.text("address").value();
        let document = CitedDocument::new(id?, title?);
        Some(CitedDocument {
            publisher,
            published: published.map(Into::into),
            as_of: as_of.map(Into::into),
            address,
            ..document
        })
    });
    documents.in_order(|a, b| a.id.cmp(&b.id));
    documents
}

/// Each row, with its place; what has no key is left out.
fn each<T: Cells, R>(
    rows: &mut [T],
    faults: &mut Faults,
    mut read: impl FnMut(&mut Reader<'_>) -> Option<R>,
) -> Vec<R> {
    let rows = rows.iter_mut().enumerate();
    rows.filter_map(|(n, row)| read(&mut Reader::new(row, n, faults))).collect()
}

/// A row, as what is cited by it looks it up.
pub(super) fn rests<'a>(line: &'a Line, key: &'a str) -> Rests<'a> {
    Rests { table: line.spot.table, key, from: line.period().from, cite: &line.cite }
}
