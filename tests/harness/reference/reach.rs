//! Who is in reach (DESIGN 4 and 5): the level, the notice's `only`, the councils, the consents.

use ceptoar_core::{PartyKind, ReachTerm, Role};

use super::{Ask, Fault, Ids};

impl<'a> Ask<'a> {
    /// Whether a recorded consent names the party.
    pub(super) fn consented(&self, party: &str) -> bool {
        self.notice.consents.iter().any(|id| id == party)
    }

    /// In reach: the level's reach admits the party, and `only` is absent or names it or it is the cabinet; or a recorded
    /// consent names it. A council is in reach only if each CEPTOAR that is member or observer of it that day is as well.
    pub(super) fn in_reach(&self, party: &str) -> bool {
        // What is supposed of a membership is not noted.
        if self.supposed.is_some() {
            self.reaches(party)
        } else {
            *self.noted.in_reach.get(self.place(party), || self.reaches(party))
        }
    }

    fn reaches(&self, party: &str) -> bool {
        let admitted = self.level_admits(party) && self.only_lets(party) && self.council_is_whole(party);
        self.consented(party) || admitted
    }

    /// Why a party is not in reach; nothing where it is.
    pub(super) fn reach_reasons(&self, party: &str) -> Vec<&'static str> {
        if self.consented(party) {
            return Vec::new();
        }
        let tests = [
            ("out-of-reach", self.level_admits(party)),
            ("council-out-of-reach", self.council_is_whole(party)),
            ("not-in-only", self.only_lets(party)),
        ];
        tests.into_iter().filter(|(_, passed)| !passed).map(|(code, _)| code).collect()
    }

    /// Whether `only` is absent or names the party, or the party is of kind cabinet.
    fn only_lets(&self, party: &str) -> bool {
        self.world.fault == Fault::IgnoreOnly
            || self.kind(party) == Some(PartyKind::Cabinet)
            || self.notice.only.as_ref().is_none_or(|only| only.iter().any(|id| id == party))
    }

    /// Whether each CEPTOAR that is member or observer of a council that day is in reach; true of whoever is no council.
    fn council_is_whole(&self, party: &str) -> bool {
        if !matches!(self.kind(party), Some(PartyKind::Council | PartyKind::LiaisonCouncil)) {
            return true;
        }
        let mut those = self.in_group(party, Role::Member);
        those.extend(self.in_group(party, Role::Observer));
        let mut ceptoars = those.into_iter().filter(|party| self.kind(party) == Some(PartyKind::Ceptoar));
        ceptoars.all(|ceptoar| self.in_reach(ceptoar))
    }

    /// Whether the level's own reach admits the party; the cabinet always is.
    fn level_admits(&self, party: &str) -> bool {
        if self.kind(party) == Some(PartyKind::Cabinet) {
            return true;
        }
        let concerned = self.concerned();
        let Some(level) = self.world.profile.level(self.notice.level.as_str()) else { return false };
        level.reach.iter().any(|term| match term {
            ReachTerm::Addressees => self.is_addressee(party),
            ReachTerm::ConcernedCeptoars => concerned.contains(party),
            ReachTerm::ConcernedMinistries => {
                concerned.iter().any(|ceptoar| self.is_in(ceptoar, Role::Responsible, party))
            }
            ReachTerm::ConcernedParties => concerned.iter().any(|ceptoar| self.has_role_in(party, ceptoar)),
            // Their members: role `member` alone, of whatever kind.
            ReachTerm::Portfolio => {
                let admits = |ceptoar: &&str| *ceptoar == party || self.is_in(ceptoar, Role::Member, party);
                // What is supposed of a membership is not noted.
                match self.supposed {
                    Some(_) => self.portfolio().iter().any(|ceptoar| admits(ceptoar)),
                    None => self.noted.portfolio.get_or_init(|| self.portfolio()).iter().any(|ceptoar| admits(ceptoar)),
                }
            }
            ReachTerm::Community | ReachTerm::Anyone => true,
        })
    }

    /// The CEPTOARs that have a responsible ministry of a concerned one.
    fn portfolio(&self) -> Ids<'a> {
        let responsible = |ceptoar: &str| self.in_group(ceptoar, Role::Responsible);
        let ministries: Ids<'_> = self.concerned().iter().flat_map(|ceptoar| responsible(ceptoar)).collect();
        let all = self.ceptoars().iter().copied();
        all.filter(|ceptoar| !responsible(ceptoar).is_disjoint(&ministries)).collect()
    }
}
