//! The plan.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::{CivilDay, UtcInstant};
use crate::native::Native;
use crate::records::enums::{Direction, Duty, Outcome, PersonsScope, Status};
use crate::records::lint::Lint;
use crate::records::text::BilingualText;
use crate::situation::Situation;

/// The persons who may handle the notice at a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Persons {
    /// The scope: how far inside the recipient the notice may go.
    pub scope: PersonsScope,
    /// The notice's own references to persons of this recipient, sorted.
    pub refs: Vec<String>,
}

impl<R> Native<R> for core::Persons {
    type As = Persons;

    fn native(&self, registry: &R) -> Persons {
        Persons { scope: self.scope.native(registry), refs: self.refs.native(registry) }
    }
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Hop {
    /// The party that hands on.
    pub from: String,
    /// The party that is handed the notice.
    pub to: String,
    /// The direction of the link that is used.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; absent: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those, in the order of the link.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// The question to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
}

impl<R> Native<R> for core::Hop {
    type As = Hop;

    fn native(&self, registry: &R) -> Hop {
        Hop {
            from: self.from.native(registry),
            to: self.to.native(registry),
            direction: self.direction.native(registry),
            channels: self.channels.native(registry),
            also: self.also.native(registry),
            judged: self.judged.native(registry),
            judged_texts: self.judged_texts.native(registry),
            internal: self.internal.native(registry),
        }
    }
}

/// A judgement that the hand before a party makes: whether it is told, which the source leaves to a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct OwedJudgement {
    /// The party that is told if somebody judges so.
    pub party: String,
    /// The rules that permit it, any one of which suffices, sorted.
    pub rules: Vec<String>,
    /// The questions to be judged, each text once, in the order of the rules.
    pub texts: Vec<BilingualText>,
}

impl<R> Native<R> for core::OwedJudgement {
    type As = OwedJudgement;

    fn native(&self, registry: &R) -> OwedJudgement {
        OwedJudgement {
            party: self.party.native(registry),
            rules: self.rules.native(registry),
            texts: self.texts.native(registry),
        }
    }
}

/// One recipient and how the notice gets there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Delivery {
    /// The party that is told.
    pub recipient: String,
    /// Whether it may or must be told.
    pub duty: Duty,
    /// The persons inside the recipient who may handle it.
    pub persons: Persons,
    /// The path, from the origin to the recipient.
    pub hops: Vec<Hop>,
    /// The strictest of what the rules ask; absent: none asks.
    pub due: Option<String>,
    /// The obligations that travel with the notice, sorted.
    pub obligations: Vec<String>,
    /// The rules that permit or require it, sorted.
    pub rules: Vec<String>,
    /// The judgements that the relays and the recipient owe, in the order of the path; each is needed.
    pub judgement: Vec<OwedJudgement>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    pub instruments: Vec<String>,
}

impl<R> Native<R> for core::Delivery {
    type As = Delivery;

    fn native(&self, registry: &R) -> Delivery {
        Delivery {
            recipient: self.recipient.native(registry),
            duty: self.duty.native(registry),
            persons: self.persons.native(registry),
            hops: self.hops.native(registry),
            due: self.due.native(registry),
            obligations: self.obligations.native(registry),
            rules: self.rules.native(registry),
            judgement: self.judgement.native(registry),
            instruments: self.instruments.native(registry),
        }
    }
}

/// A party that a rule requires to be told and that is not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Unmet {
    /// The party that goes unwarned.
    pub party: String,
    /// The outcome that stands in the way.
    pub outcome: Outcome,
    /// The rules that require it, sorted.
    pub rules: Vec<String>,
}

impl<R> Native<R> for core::Unmet {
    type As = Unmet;

    fn native(&self, registry: &R) -> Unmet {
        Unmet {
            party: self.party.native(registry),
            outcome: self.outcome.native(registry),
            rules: self.rules.native(registry),
        }
    }
}

/// The SHA-256 of each document that an answer rests on, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Digests {
    /// The digest of the edition.
    pub edition: String,
    /// The digest of the rules.
    pub rules: String,
    /// The digest of the level profile.
    pub profile: String,
    /// The digest of the roster, where one is loaded.
    pub roster: Option<String>,
    /// The digest of each overlay that was applied to the edition, in their order.
    pub overlays: Vec<String>,
    /// The digest of the document that knows of the plan's `changes`, where it names any.
    pub changes: Option<String>,
}

impl<R> Native<R> for core::Digests {
    type As = Digests;

    fn native(&self, registry: &R) -> Digests {
        Digests {
            edition: self.edition.native(registry),
            rules: self.rules.native(registry),
            profile: self.profile.native(registry),
            roster: self.roster.native(registry),
            overlays: self.overlays.native(registry),
            changes: self.changes.native(registry),
        }
    }
}

/// The answer for one notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Plan {
    /// The notice.
    pub notice: String,
    /// Its direction.
    pub direction: Direction,
    /// Its origin.
    pub origin: String,
    /// Its sharing level.
    pub level: String,
    /// Whether it is an exercise.
    pub status: Status,
    /// Whether recipients must not be told the origin.
    pub no_attribution: bool,
    /// The edition that answers.
    pub edition: String,
    /// Its revision.
    pub revision: u32,
    /// The level profile.
    pub profile: String,
    /// The digests of the documents that the answer rests on.
    pub digests: Digests,
    /// The situation, as the caller gave it.
    pub situation: Situation,
    /// The instant that is answered for.
    pub at: UtcInstant,
    /// Its civil day in Japan.
    pub on: CivilDay,
    /// The first later instant at which the answer would differ; absent: nothing later changes.
    pub valid_until: Option<UtcInstant>,
    /// The lints: what a careful reader should look at, sorted.
    pub lints: Vec<Lint>,
    /// Where the edition does not speak of the day: the later changes that are known, hold by then and touch the origin, a
    /// recipient or an unmet party, by their days. Each is an entry of a built-in overlay that was not applied, such as
    /// `since-2009#/set/2`.
    pub changes: Vec<String>,
    /// The deliveries, sorted by recipient.
    pub deliveries: Vec<Delivery>,
    /// The parties that must be told and are not, sorted.
    pub unmet: Vec<Unmet>,
}

impl<R> Native<R> for core::Plan {
    type As = Plan;

    fn native(&self, registry: &R) -> Plan {
        Plan {
            notice: self.notice.native(registry),
            direction: self.direction.native(registry),
            origin: self.origin.native(registry),
            level: self.level.native(registry),
            status: self.status.native(registry),
            no_attribution: self.no_attribution.native(registry),
            edition: self.edition.native(registry),
            revision: self.revision.native(registry),
            profile: self.profile.native(registry),
            digests: self.digests.native(registry),
            situation: self.situation.native(registry),
            at: self.at.native(registry),
            on: self.on.native(registry),
            valid_until: self.valid_until.native(registry),
            lints: self.lints.native(registry),
            changes: self.changes.native(registry),
            deliveries: self.deliveries.native(registry),
            unmet: self.unmet.native(registry),
        }
    }
}
