//! What the router answers.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use super::*;

/// A lint at its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Lint {
    /// What to look at.
    pub code: String,
    /// Where: a hand-over as `from>to`, the label of a level, or the id of a party, rule, notice or edition.
    pub at: String,
    /// It as a sentence without a full stop.
    pub message: BilingualText,
}

impl Native for core::Lint {
    type As = Lint;

    fn native(&self, registry: &core::Registry) -> Lint {
        Lint {
            code: self.code.native(registry),
            at: self.at.native(registry),
            message: sentences(|lang| self.message(lang).to_owned()),
        }
    }
}

/// The persons who may handle the notice at a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Persons {
    /// How far inside the recipient.
    pub scope: PersonsScope,
    /// The notice's own references to persons of this recipient, sorted.
    pub refs: Vec<String>,
}

impl Native for core::Persons {
    type As = Persons;

    fn native(&self, registry: &core::Registry) -> Persons {
        Persons { scope: self.scope.native(registry), refs: self.refs.native(registry) }
    }
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Hop {
    /// Who hands on.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Over a link of which direction.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; absent: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those, in the order of the link.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// What is to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
}

impl Native for core::Hop {
    type As = Hop;

    fn native(&self, registry: &core::Registry) -> Hop {
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
    /// What is to be judged, each text once, in the order of the rules.
    pub texts: Vec<BilingualText>,
}

impl Native for core::OwedJudgement {
    type As = OwedJudgement;

    fn native(&self, registry: &core::Registry) -> OwedJudgement {
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
    /// Who is told.
    pub recipient: String,
    /// Whether it may or must be told.
    pub duty: Duty,
    /// Who inside the recipient may handle it.
    pub persons: Persons,
    /// The path, from the origin to the recipient.
    pub hops: Vec<Hop>,
    /// The strictest of what the rules ask; absent: none asks.
    pub due: Option<String>,
    /// What travels with the notice, sorted.
    pub obligations: Vec<String>,
    /// The rules that permit or require it, sorted.
    pub rules: Vec<String>,
    /// The judgements that the relays and the recipient owe, in the order of the path; each is needed.
    pub judgement: Vec<OwedJudgement>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    pub instruments: Vec<String>,
}

impl Native for core::Delivery {
    type As = Delivery;

    fn native(&self, registry: &core::Registry) -> Delivery {
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
    /// Who goes unwarned.
    pub party: String,
    /// What stands in the way.
    pub outcome: Outcome,
    /// The rules that require it, sorted.
    pub rules: Vec<String>,
}

impl Native for core::Unmet {
    type As = Unmet;

    fn native(&self, registry: &core::Registry) -> Unmet {
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
    /// Of the edition.
    pub edition: String,
    /// Of the rules.
    pub rules: String,
    /// Of the level profile.
    pub profile: String,
    /// Of the roster, where one is loaded.
    pub roster: Option<String>,
}

impl Native for core::Digests {
    type As = Digests;

    fn native(&self, registry: &core::Registry) -> Digests {
        Digests {
            edition: self.edition.native(registry),
            rules: self.rules.native(registry),
            profile: self.profile.native(registry),
            roster: self.roster.native(registry),
        }
    }
}

/// The answer for one notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Plan {
    /// `ceptoar/plan/1`, or `ceptoar/explanation/1` inside an explanation.
    pub format: String,
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
    /// What the answer rests on.
    pub digests: Digests,
    /// The situation, as the caller gave it.
    pub situation: Situation,
    /// The instant that is answered for.
    pub at: UtcInstant,
    /// Its civil day in Japan.
    pub on: CivilDay,
    /// The first later instant at which the answer would differ; absent: nothing later changes.
    pub valid_until: Option<UtcInstant>,
    /// What a careful reader should look at, sorted.
    pub lints: Vec<Lint>,
    /// Who is told, sorted by recipient.
    pub deliveries: Vec<Delivery>,
    /// Who should be told and is not, sorted by party.
    pub unmet: Vec<Unmet>,
}

impl Native for core::Plan {
    type As = Plan;

    fn native(&self, registry: &core::Registry) -> Plan {
        Plan {
            format: self.format.native(registry),
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
            deliveries: self.deliveries.native(registry),
            unmet: self.unmet.native(registry),
        }
    }
}

/// One change of an opening.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Change {
    /// What would have to change.
    pub change: ChangeKind,
    /// On which link, as `from>to`.
    pub link: Option<String>,
    /// For which relay.
    pub party: Option<String>,
    /// It as a phrase.
    pub phrase: BilingualText,
}

impl Native for core::Change {
    type As = Change;

    fn native(&self, registry: &core::Registry) -> Change {
        Change {
            change: self.change.native(registry),
            link: self.link.native(registry),
            party: self.party.native(registry),
            phrase: sentences(|lang| self.phrase(registry, lang)),
        }
    }
}

/// One reason of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Reason {
    /// What it is.
    pub code: String,
    /// The rule that it rests on.
    pub rule: Option<String>,
    /// The conditions of the rule that are not met, sorted.
    pub conditions: Vec<ConditionName>,
    /// The group of a membership that does not hold on the day.
    pub group: Option<String>,
    /// The day on which that membership ended or will begin.
    pub date: Option<CivilDay>,
    /// The statements that the rule or the reach of the level cites.
    pub source: Vec<String>,
    /// The grade of that citation.
    pub grade: Option<Grade>,
    /// The fewest changes that would open a path.
    pub opening: Vec<Change>,
    /// It as a sentence without a full stop.
    pub sentence: BilingualText,
}

impl Native for core::Reason {
    type As = Reason;

    fn native(&self, registry: &core::Registry) -> Reason {
        Reason {
            code: self.code.native(registry),
            rule: self.rule.native(registry),
            conditions: self.conditions.native(registry),
            group: self.group.native(registry),
            date: self.date.native(registry),
            source: self.source.native(registry),
            grade: self.grade.native(registry),
            opening: self.opening.native(registry),
            sentence: sentences(|lang| self.sentence(registry, lang)),
        }
    }
}

/// What becomes of one party, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Verdict {
    /// The party.
    pub party: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// Why, sorted by code, rule and group.
    pub reasons: Vec<Reason>,
}

impl Native for core::Verdict {
    type As = Verdict;

    fn native(&self, registry: &core::Registry) -> Verdict {
        Verdict {
            party: self.party.native(registry),
            outcome: self.outcome.native(registry),
            required: self.required.native(registry),
            reasons: self.reasons.native(registry),
        }
    }
}

/// What the reach of the level rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ReachBasis {
    /// The label.
    pub level: String,
    /// What is cited for its reach.
    pub source: Vec<String>,
    /// How sure it is; `reading` for the built-in profiles.
    pub grade: Option<Grade>,
}

impl Native for core::ReachBasis {
    type As = ReachBasis;

    fn native(&self, registry: &core::Registry) -> ReachBasis {
        ReachBasis {
            level: self.level.native(registry),
            source: self.source.native(registry),
            grade: self.grade.native(registry),
        }
    }
}

/// A hop of the plan that leaves a holder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Onward {
    /// To whom.
    pub to: String,
    /// Over a link of which direction.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; absent: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// What is to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
    /// The recipients whose paths take this hop, sorted.
    pub serves: Vec<String>,
    /// What the holder judges before it hands on to this party; at most one.
    pub judgement: Vec<OwedJudgement>,
}

impl Native for core::Onward {
    type As = Onward;

    fn native(&self, registry: &core::Registry) -> Onward {
        Onward {
            to: self.to.native(registry),
            direction: self.direction.native(registry),
            channels: self.channels.native(registry),
            also: self.also.native(registry),
            judged: self.judged.native(registry),
            judged_texts: self.judged_texts.native(registry),
            internal: self.internal.native(registry),
            serves: self.serves.native(registry),
            judgement: self.judgement.native(registry),
        }
    }
}

/// Whether a holder may pass the notice to a party, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Passing {
    /// The answer.
    pub answer: MayPass,
    /// The hop; absent where the answer is no.
    pub hop: Option<Hop>,
    /// What the holder judges before it passes the notice to the party; at most one.
    pub judgement: Vec<OwedJudgement>,
    /// Every reason why not, sorted by code and rule; empty unless the answer is no.
    pub reasons: Vec<Reason>,
}

impl Native for core::Passing {
    type As = Passing;

    fn native(&self, registry: &core::Registry) -> Passing {
        Passing {
            answer: self.answer.native(registry),
            hop: self.hop.native(registry),
            judgement: self.judgement.native(registry),
            reasons: self.reasons.native(registry),
        }
    }
}

/// A recipient's own part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct RecipientView {
    /// `ceptoar/view/1`.
    pub format: String,
    /// The notice.
    pub notice: String,
    /// The recipient.
    pub party: String,
    /// Its sharing level.
    pub level: String,
    /// Whether it is an exercise.
    pub status: Status,
    /// The instant that is answered for.
    pub at: UtcInstant,
    /// Whether the recipient may or must be told.
    pub duty: Duty,
    /// Who inside the recipient may handle it.
    pub persons: Persons,
    /// Where it comes from; absent under `no_attribution`.
    pub origin: Option<String>,
    /// Who hands it to the recipient; absent where that is the origin under `no_attribution`.
    pub from: Option<String>,
    /// The open channels of that hand-over, the primary first; absent: unknown.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// What is to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
    /// What the hand before judges before it tells the recipient; any one of them suffices.
    pub judgement: Vec<BilingualText>,
    /// How soon.
    pub due: Option<String>,
    /// What travels with it, sorted.
    pub obligations: Vec<String>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    pub instruments: Vec<String>,
    /// What a careful reader should look at, of that hand-over and of the edition, sorted.
    pub lints: Vec<Lint>,
}

impl Native for core::View {
    type As = RecipientView;

    fn native(&self, registry: &core::Registry) -> RecipientView {
        RecipientView {
            format: self.format.native(registry),
            notice: self.notice.native(registry),
            party: self.party.native(registry),
            level: self.level.native(registry),
            status: self.status.native(registry),
            at: self.at.native(registry),
            duty: self.duty.native(registry),
            persons: self.persons.native(registry),
            origin: self.origin.native(registry),
            from: self.from.native(registry),
            channels: self.channels.native(registry),
            also: self.also.native(registry),
            judged: self.judged.native(registry),
            judged_texts: self.judged_texts.native(registry),
            internal: self.internal.native(registry),
            judgement: self.judgement.native(registry),
            due: self.due.native(registry),
            obligations: self.obligations.native(registry),
            instruments: self.instruments.native(registry),
            lints: self.lints.native(registry),
        }
    }
}
