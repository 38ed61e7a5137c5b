//! Schemes of any size, made from counters: the same on every machine.
//!
//! A centre and five ministries tell CEPTOARs, each with a desk, that reports for it, and its members; they meet in a council. Every link
//! goes both ways. A third of the rules are dated, by months of seven years.

use ceptoar_core::document as doc;
use ceptoar_core::document::{Audience, Condition, Set};
use ceptoar_core::{Direction, Effect, InvalidId, Notice, PartyKind, Role, day_start};
use chrono::NaiveDate;

const KINDS: [&str; 4] = ["incident-case", "vulnerability", "malware", "newsletter"];
const CAUSES: [&str; 3] = ["cyber-attack", "unintentional-factor", "disaster"];
const PURPOSES: [&str; 3] = ["prevention", "containment", "recurrence-prevention"];
const LEVELS: [&str; 4] = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"];
const ORIGIN_KINDS: [PartyKind; 4] = [PartyKind::Cabinet, PartyKind::Ministry, PartyKind::Partner, PartyKind::Members];
const MINISTRIES: usize = 5;
/// The centre, the ministries and two councils.
const WITHOUT_CEPTOAR: usize = MINISTRIES + 3;

/// How large a scheme is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) rules: usize,
    pub(crate) sectors: usize,
    pub(crate) parties: usize,
}

/// Draws that follow from a seed (splitmix64).
struct Draws(u64);

impl Draws {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((value ^ (value >> 31)) >> 11) as usize % n
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A set of some of these, or none where anything will do, as often as `absent` says of ten.
    fn some<T: Copy, U: From<T>>(&mut self, of: &[T], absent: usize) -> Set<U> {
        if self.below(10) < absent {
            return Set::Absent;
        }
        let held = 1 + self.below((1 << of.len()) - 1);
        of.iter().enumerate().filter(|(place, _)| held >> place & 1 == 1).map(|(_, one)| U::from(*one)).collect()
    }
}

fn ministry(number: usize) -> String {
    format!("ministry-{number}")
}

fn sector(number: usize) -> String {
    format!("sector-{number:02}")
}

fn ceptoar(number: usize) -> String {
    format!("ceptoar-{number:04}")
}

fn desk(number: usize) -> String {
    format!("ceptoar-{number:04}-desk")
}

fn members(number: usize) -> String {
    format!("ceptoar-{number:04}-members")
}

impl Size {
    /// Every CEPTOAR is three parties: itself, its desk, its members.
    fn ceptoars(self) -> usize {
        (self.parties - WITHOUT_CEPTOAR) / 3
    }

    pub(crate) fn edition(self) -> doc::Edition {
        let party = |id: &str, kind| doc::Party::new(id, kind, id);
        let mut edition = doc::Edition::new("growth", "growth");
        edition.sectors = (0..self.sectors).map(|n| doc::Sector::new(sector(n), sector(n).as_str())).collect();
        edition.parties = vec![
            party("centre", PartyKind::Cabinet),
            party("council", PartyKind::Council),
            party("liaison", PartyKind::LiaisonCouncil),
        ];
        edition.parties.extend((0..MINISTRIES).map(|n| party(&ministry(n), PartyKind::Ministry)));
        let mut ways = vec![("centre".to_owned(), "council".to_owned())];
        ways.extend((0..MINISTRIES).map(|n| ("centre".to_owned(), ministry(n))));
        for n in 0..self.ceptoars() {
            let (id, its_ministry) = (ceptoar(n), ministry(n % MINISTRIES));
            edition.parties.push(party(&id, PartyKind::Ceptoar));
            edition.parties.push(party(&desk(n), PartyKind::Partner));
            edition.parties.push(party(&members(n), PartyKind::Members));
            edition.ceptoars.push(doc::Ceptoar::new(id.as_str(), sector(n % self.sectors), id.as_str()));
            let mut has = |party: &str, role| edition.memberships.push(doc::Membership::new(party, id.as_str(), role));
            has(&its_ministry, Role::Responsible);
            has(&desk(n), Role::Member);
            has(&members(n), Role::Member);
            edition.memberships.push(doc::Membership::new(id.as_str(), "council", Role::Member));
            let council = if n % 4 == 0 { "liaison" } else { "council" };
            ways.extend([(its_ministry, id.clone()), (id.clone(), desk(n)), (id.clone(), members(n))]);
            ways.push((council.to_owned(), id));
        }
        let link = |from: &str, to: &str| doc::Link::new(from, to, Direction::Provision);
        edition.links = ways.iter().flat_map(|(one, other)| [link(one, other), link(other, one)]).collect();
        edition
    }

    pub(crate) fn rule_set(self) -> doc::Rules {
        let mut draws = Draws(1);
        doc::Rules::new("growth", (0..self.rules).map(|number| self.rule(number, &mut draws)).collect())
    }

    fn rule(self, number: usize, draws: &mut Draws) -> doc::Rule {
        let effect = match draws.below(50) {
            0..25 => Effect::Require,
            25..49 => Effect::Permit,
            _ => Effect::Forbid,
        };
        // What forbids is narrow, or among many rules nobody would be told anything.
        let narrow = effect == Effect::Forbid;
        let sectors: Vec<String> = (0..1 + draws.below(3)).map(|_| sector(draws.below(self.sectors))).collect();
        let when = Condition {
            levels: if narrow { Set::from([draws.one(&LEVELS)]) } else { draws.some(&LEVELS, 5) },
            kinds: if narrow { Set::from([draws.one(&KINDS)]) } else { draws.some(&KINDS, 3) },
            causes: draws.some(&CAUSES, 6),
            purposes: draws.some(&PURPOSES, 6),
            origin_kinds: draws.some(&ORIGIN_KINDS, 4),
            affected_sectors: if !narrow && draws.below(2) == 0 { Set::Absent } else { without_repeats(sectors) },
            ..Condition::default()
        };
        let parties: Vec<String> = (0..1 + draws.below(4)).map(|_| ceptoar(draws.below(self.ceptoars()))).collect();
        let audience = match draws.below(6) + if narrow { 3 } else { 0 } {
            0 => Audience { affected_ceptoars: true, ..Audience::default() },
            1 => Audience { affected_ministries: true, affected_members: true, ..Audience::default() },
            2 => Audience { origin_ceptoar: true, origin_ministry: true, ..Audience::default() },
            _ => Audience { parties: without_repeats(parties), ..Audience::default() },
        };
        let (from, length) = (draws.below(84), 6 + draws.below(48));
        let period = doc::Period { from: Some(month(from).into()), until: Some(month(from + length).into()) };
        doc::Rule {
            when: Some(when),
            period: (draws.below(3) == 0).then_some(period),
            ..doc::Rule::new(format!("rule-{number:04}"), effect, audience)
        }
    }

    /// Notices of seven years: from the centre, a ministry, a desk or members, of one to three sectors.
    pub(crate) fn notices(self, count: usize) -> Result<Vec<Notice>, InvalidId> {
        let mut draws = Draws(2);
        (0..count).map(|number| self.notice(number, &mut draws)).collect()
    }

    fn notice(self, number: usize, draws: &mut Draws) -> Result<Notice, InvalidId> {
        let origin = match draws.below(20) {
            0..6 => "centre".to_owned(),
            6..10 => ministry(draws.below(MINISTRIES)),
            10..17 => desk(draws.below(self.ceptoars())),
            _ => members(draws.below(self.ceptoars())),
        };
        let (level, kind) = (draws.one(&LEVELS).parse()?, draws.one(&KINDS).parse()?);
        let issued = day_start(month(draws.below(84)));
        let id = format!("n-{number}").parse()?;
        let mut notice = Notice::new(id, Direction::Provision, origin.parse()?, level, kind, issued);
        notice.cause = Some(draws.one(&CAUSES).parse()?);
        notice.purposes = vec![draws.one(&PURPOSES).parse()?];
        let sectors = (0..1 + draws.below(3)).map(|_| sector(draws.below(self.sectors)).parse());
        notice.affected_sectors = sectors.collect::<Result<_, _>>()?;
        notice.affected_sectors.sort();
        notice.affected_sectors.dedup();
        Ok(notice)
    }
}

fn without_repeats(mut ids: Vec<String>) -> Set<doc::IdText> {
    ids.sort();
    ids.dedup();
    ids.into_iter().collect()
}

/// The first day of a month, counted from January 2010.
fn month(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2010 + (number / 12) as i32, (number % 12) as u32 + 1, 1).unwrap_or_default()
}
