//! The rows of members, analysts and other bodies, from an edition.

use crate::document::cell::Cell;
use crate::document::channel::LinkChannel;
use crate::document::edition::{Count, Party};
use crate::document::outline::OutlineMember;
use crate::document::scalar::Text;
use crate::gather::InOrder as _;
use crate::outline::count::is_unit;
use crate::outline::days::Days;
use crate::outline::derive::parties::UNIT;
use crate::outline::means;
use crate::outline::reverse::ceptoars::{secretariat_of, states};
use crate::outline::reverse::facts::{Cells, Facts, day, name, worse};
use crate::outline::reverse::links::{Lines, lines};
use crate::outline::reverse::scheme::CellRows;
use crate::outline::rows::MEMBER_KINDS;
use crate::time::Period;
use crate::word::sets::{Direction, PartyKind, Role};

pub(super) fn members(facts: &Facts<'_>, cells: &mut CellRows) -> Vec<OutlineMember> {
    let lines = lines(&facts.doc.links);
    let of = Of { facts, lines: &lines };
    let parties = facts.parties.values().filter(|party| MEMBER_KINDS.contains(&party.kind));
    parties.flat_map(|party| of.rows(party, cells)).collect()
}

struct Of<'a> {
    facts: &'a Facts<'a>,
    lines: &'a Lines<'a>,
}

impl Of<'_> {
    fn rows(&self, party: &Party, cells: &mut CellRows) -> Vec<OutlineMember> {
        let (facts, id) = (self.facts, party.id.as_str());
        let exists = facts.days(id);
        let cite = facts.cite(party);
        // A row says what its role rests on; the party and its counts have cells of their own.
        cells.push(("members", id, None), "party", &cite);
        if let Some(count) = party.counts.iter().flatten().max_by_key(|count| worse(count.grade)) {
            cells.push(("members", id, None), "count", &facts.cite(count));
        }
        if let Some(cite) = self.shared(id) {
            cells.push(("members", id, None), "role", &cite);
        }
        let mut rows = Vec::new();
        let mut covered = Days::never();
        let roles = facts.roles.keys().filter(|(party, _, _)| *party == id);
        for (_, group, role) in roles {
            let Some(days) = facts.role(id, group, *role) else { continue };
            let days = self.unnamed(id, group, *role, days.and(&exists));
            let of_role = facts.membership(id, group, *role).map(|membership| facts.cite(membership));
            let mut row = self.row(party, &of_role.unwrap_or_default());
            row.ceptoar = Some((*group).into());
            row.role = Some(role.as_str().into());
            if role.is_of_members() && facts.kind(group) == Some(PartyKind::Ceptoar) {
                row.relay_for = self.relay_for(id, group);
                row.means = self.means(id, group);
                // A relay for nobody cannot be said; that it is missing is told.
                if *role == Role::Relay && row.relay_for.is_none() {
                    continue;
                }
            }
            covered = covered.or(&days);
            rows.extend(self.dated(id, &row, &days));
        }
        let outside = OutlineMember { ceptoar: Some("-".into()), role: Some("-".into()), ..self.row(party, &cite) };
        rows.extend(self.dated(id, &outside, &exists.without(&covered)));
        rows
    }

    /// What the roles of a party rest on, where all rest on the same and say why: a row has no reason of its own, and a cell of the
    /// column `role` speaks of all roles of its party.
    fn shared(&self, id: &str) -> Option<Cells> {
        let roles = self.facts.roles.keys().filter(|(party, _, _)| *party == id);
        let mut cites = roles.map(|(party, group, role)| {
            self.facts.membership(party, group, *role).map(|membership| self.facts.cite(membership))
        });
        let first = cites.next()??;
        (first.reason.is_some() && cites.all(|other| other.as_ref() == Some(&first))).then_some(first)
    }

    /// A row for each period of some days, and for each name that the party has on them.
    fn dated(&self, id: &str, row: &OutlineMember, days: &Days) -> Vec<OutlineMember> {
        let named = self.facts.named(id).into_iter();
        let states = named.flat_map(|(period, named)| {
            let days = days.and(&Days::of([period]));
            days.periods().iter().map(|period| (*period, named)).collect::<Vec<_>>()
        });
        let dated = |(period, named): (Period, &Text)| {
            let (name_ja, name_en) = name(named);
            OutlineMember { name_ja, name_en, from: day(period.from), until: day(period.until), ..row.clone() }
        };
        states.map(dated).collect()
    }

    /// The days of a role that the row of the CEPTOAR does not name.
    fn unnamed(&self, id: &str, group: &str, role: Role, days: Days) -> Days {
        let record = self.facts.doc.ceptoars.iter().find(|record| record.party.as_str() == group);
        let Some(record) = record.filter(|_| role == Role::Secretariat) else { return days };
        let named = states(self.facts, record)
            .into_iter()
            .filter(|state| secretariat_of(self.facts, group, &Days::of([*state])) == Some(id));
        // What is left has to be said only where there is a CEPTOAR to say it of.
        days.without(&Days::of(named)).and(&self.facts.days(group))
    }

    fn row(&self, party: &Party, cite: &Cells) -> OutlineMember {
        let counts = party.counts.as_ref().filter(|counts| !counts.is_empty());
        let (count, unit_ja) = counts.map(|counts| counted(counts)).unwrap_or_default();
        OutlineMember {
            party: Some(party.id.as_str().into()),
            kind: Some(party.kind.as_str().into()),
            count,
            unit_ja,
            source: cite.source.clone(),
            grade: cite.grade(),
            note: cite.note(),
            ..OutlineMember::default()
        }
    }

    fn provision(&self, from: &str, to: &str) -> Option<Vec<&Option<Vec<LinkChannel>>>> {
        let line = self.lines.get(&(from.to_owned(), to.to_owned(), Direction::Provision))?;
        Some(line.iter().map(|(_, link)| &link.channels).collect())
    }

    /// The *Members* of a CEPTOAR.
    fn members_of<'b>(&'b self, ceptoar: &'b str) -> impl Iterator<Item = &'b str> {
        let in_role = self.facts.roles.keys().filter(move |(_, group, role)| *group == ceptoar && role.is_of_members());
        in_role
            .map(|(party, _, _)| *party)
            .filter(|party| self.facts.kind(party).is_some_and(|kind| MEMBER_KINDS.contains(&kind)))
    }

    /// To whom a Member hands on whom the CEPTOAR does not tell.
    fn relay_for(&self, id: &str, ceptoar: &str) -> Option<Cell> {
        let is_target = |target: &&str| {
            *target != id && self.provision(id, target).is_some() && self.provision(ceptoar, target).is_none()
        };
        let mut targets: Vec<&str> = self.members_of(ceptoar).filter(is_target).collect();
        targets.in_order(Ord::cmp);
        targets.dedup();
        (!targets.is_empty()).then(|| targets.into_iter().collect())
    }

    /// The channels by which it is told, where they are not the CEPTOAR's; `-`: by none.
    fn means(&self, id: &str, ceptoar: &str) -> Option<Cell> {
        let relay =
            || self.members_of(ceptoar).filter(|relay| *relay != id).find_map(|relay| self.provision(relay, id));
        let straight = self.provision(ceptoar, id);
        let is_straight = straight.is_some();
        let Some(told) = straight.or_else(relay) else { return Some("-".into()) };
        let (Some(Some(first)), true) = (told.first(), told.windows(2).all(|pair| pair.first() == pair.last())) else {
            return None;
        };
        let record = self.facts.doc.ceptoars.iter().find(|record| record.party.as_str() == ceptoar)?;
        let own = record.means.iter().flat_map(|means| &means.channels).map(|id| LinkChannel::Plain(id.clone()));
        let is_own = is_straight && own.eq(first.iter().cloned());
        (!is_own && !first.is_empty()).then(|| means::written(first, false))
    }
}

/// Whether a unit can stand behind its number in one cell.
pub(super) fn is_written(count: &Count) -> bool {
    is_unit(&count.unit.ja)
}

/// Whether the unit is the one of a number without any (R13).
pub(super) fn is_bare(count: &Count) -> bool {
    count.unit == Text::from(UNIT)
}

/// Counts as cells. One that is alone has the column of units for what could be read otherwise behind its number.
fn counted(counts: &[Count]) -> (Option<Cell>, Option<Cell>) {
    let number = |count: &Count| Some(Cell::Number(u64::from(count.value)));
    match counts {
        [count] if is_bare(count) => (number(count), None),
        [count] if !is_written(count) => (number(count), Some(count.unit.ja.as_str().into())),
        _ => {
            let unit = |count: &Count| if is_bare(count) { String::new() } else { count.unit.ja.clone() };
            let written = counts.iter().filter(|count| is_written(count));
            let cell: Vec<String> = written.map(|count| format!("{}{}", count.value, unit(count))).collect();
            ((!cell.is_empty()).then(|| cell.into_iter().collect()), None)
        }
    }
}
