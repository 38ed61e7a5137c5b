//! Closed sets: a new member is a major version, and a reader is to treat them all.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use crate::native::Native;

pub use ceptoar_core::Lang;

/// A language that ceptoar's own sentences exist in.
#[uniffi::remote(Enum)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl<R> Native<R> for Lang {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Grade;

/// How a fact is known. Never upgraded.
#[uniffi::remote(Enum)]
pub enum Grade {
    /// The source says so.
    Stated,
    /// Follows from what the source says; the reason stands beside it.
    Deduced,
    /// Another document says so.
    Secondary,
    /// This library's choice where the sources are silent.
    Reading,
}

impl<R> Native<R> for Grade {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::PartyKind;

/// What a party is. Closed: a new kind is a major version, because a reader who forgets a case leaks.
#[uniffi::remote(Enum)]
pub enum PartyKind {
    /// The Cabinet Secretariat's centre, which decides the sharing level.
    Cabinet,
    /// A responsible ministry.
    Ministry,
    /// A CEPTOAR: the information sharing and analysis function of a business scope.
    Ceptoar,
    /// A council of CEPTOARs.
    Council,
    /// A liaison council of CEPTOARs of one sector.
    LiaisonCouncil,
    /// A sub-group of a CEPTOAR.
    Subgroup,
    /// A class of many member organisations, known by counts.
    Members,
    /// A body that works with a CEPTOAR.
    Partner,
    /// One organisation, as a roster names it.
    Organization,
}

impl<R> Native<R> for PartyKind {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Role;

/// A role that a party has in a group.
#[uniffi::remote(Enum)]
pub enum Role {
    /// A member.
    Member,
    /// An observer.
    Observer,
    /// Runs the group's secretariat.
    Secretariat,
    /// Analyses incidents for the group.
    Analyst,
    /// The responsible ministry of the CEPTOAR.
    Responsible,
    /// Hands on for the CEPTOAR without being its member.
    Relay,
}

impl<R> Native<R> for Role {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Direction;

/// The direction of a notice or link.
#[uniffi::remote(Enum)]
pub enum Direction {
    /// Downward (情報提供): cabinet to ministry to CEPTOAR to members.
    Provision,
    /// Upward (情報連絡): provider to ministry to cabinet.
    Liaison,
    /// Across (相互の合意に基づく情報共有): between and inside CEPTOARs and in councils.
    Exchange,
}

impl<R> Native<R> for Direction {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Message;

/// What a notice is in its thread.
#[uniffi::remote(Enum)]
pub enum Message {
    /// The first of its thread.
    Original,
    /// Takes the place of an earlier notice.
    Update,
    /// Takes all earlier notices of the thread back; it carries no content.
    Withdrawal,
}

impl<R> Native<R> for Message {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Mode;

/// The mode in which the scheme runs.
#[uniffi::remote(Enum)]
pub enum Mode {
    /// Every day.
    Normal,
    /// A wide-area disaster.
    WideAreaDisaster,
}

impl<R> Native<R> for Mode {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Status;

/// Whether a notice is meant.
#[uniffi::remote(Enum)]
pub enum Status {
    /// It is.
    Actual,
    /// It is an exercise: routed alike, marked everywhere.
    Exercise,
}

impl<R> Native<R> for Status {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::PersonsScope;

/// The persons who may handle a notice, the fewest first.
#[uniffi::remote(Enum)]
pub enum PersonsScope {
    /// The persons that the notice names.
    Named,
    /// The persons who need to know.
    NeedToKnow,
    /// Anyone in the community.
    Community,
    /// Anyone.
    Anyone,
}

impl<R> Native<R> for PersonsScope {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::ReachTerm;

/// A part of a level's reach: which organisations it admits.
#[uniffi::remote(Enum)]
pub enum ReachTerm {
    /// The addressees of the notice.
    Addressees,
    /// The concerned CEPTOARs: the affected, the origin's own, and those among the addressees.
    ConcernedCeptoars,
    /// The ministries responsible for them.
    ConcernedMinistries,
    /// Every party with a role in one of them.
    ConcernedParties,
    /// The CEPTOARs of the same responsible ministries, and their members.
    Portfolio,
    /// All parties of the registry.
    Community,
    /// Anyone.
    Anyone,
}

impl<R> Native<R> for ReachTerm {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Effect;

/// What a rule does. `Require` implies `Permit`; `Forbid` beats both.
#[uniffi::remote(Enum)]
pub enum Effect {
    /// The audience may be told.
    Permit,
    /// The audience must be told.
    Require,
    /// The audience must not be told.
    Forbid,
}

impl<R> Native<R> for Effect {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Duty;

/// Whether a recipient may or must be told.
#[uniffi::remote(Enum)]
pub enum Duty {
    /// No rule requires it.
    May,
    /// A rule requires it.
    Must,
}

impl<R> Native<R> for Duty {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Outcome;

/// What becomes of a party: the first test that fails, or `deliver`.
#[uniffi::remote(Enum)]
pub enum Outcome {
    /// It does not exist or work on the day.
    Inactive,
    /// No rule permits it.
    NotAddressed,
    /// A rule forbids it, or a liaison notice may not be held by it.
    Forbidden,
    /// The sharing level does not reach it.
    Capped,
    /// No open path leads to it.
    Unreachable,
    /// It is too early.
    Embargoed,
    /// It is told.
    Deliver,
}

impl<R> Native<R> for Outcome {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::ConditionName;

/// A field of a rule's condition.
#[uniffi::remote(Enum)]
pub enum ConditionName {
    /// The addressees that the notice names.
    Addressees,
    /// The affected CEPTOARs that the notice names.
    AffectedCeptoars,
    /// The affected sectors that the notice names.
    AffectedSectors,
    /// The cause class.
    Causes,
    /// The direction.
    Directions,
    /// The kind of information.
    Kinds,
    /// The sharing level.
    Levels,
    /// The mode.
    Modes,
    /// A group of the origin.
    OriginGroups,
    /// The kind of the origin.
    OriginKinds,
    /// A role of the origin.
    OriginRoles,
    /// The origin.
    Origins,
    /// The days on which the rule holds.
    Period,
    /// The purposes.
    Purposes,
    /// The status.
    Statuses,
}

impl<R> Native<R> for ConditionName {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::ChangeKind;

/// What would have to change on the way to an unreachable party.
#[uniffi::remote(Enum)]
pub enum ChangeKind {
    /// A link would have to hold on the day.
    Validity,
    /// An outage of a link or of a party would have to end.
    Outage,
    /// The level or a condition would have to let a channel of a link pass.
    Channels,
    /// A relay would have to be permitted.
    Permission,
    /// The level would have to reach a relay.
    Reach,
}

impl<R> Native<R> for ChangeKind {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::MayPass;

/// Whether a holder may pass a notice to a party. Three values: a bare yes would pass what nobody has judged.
#[uniffi::remote(Enum)]
pub enum MayPass {
    /// It may.
    Yes,
    /// It may once somebody has judged so.
    IfJudged,
    /// It may not.
    No,
}

impl<R> Native<R> for MayPass {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::Binding as InstrumentBinding;

/// How an instrument binds a CEPTOAR.
#[uniffi::remote(Enum)]
pub enum InstrumentBinding {
    /// The CEPTOAR made it itself (定めた).
    Own,
    /// It follows it (従う).
    Follows,
    /// It conforms to it (準ずる、準じ).
    Conforms,
    /// It refers to it (参考).
    Refers,
}

impl<R> Native<R> for InstrumentBinding {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::document::TotalOf;

/// What a stated total counts. Closed, so that each is really counted.
#[uniffi::remote(Enum)]
pub enum TotalOf {
    /// The sectors.
    Sectors,
    /// The CEPTOARs.
    Ceptoars,
    /// The members of the group `party` on the day `on`.
    GroupMembers,
    /// The observers of the group `party` on the day `on`.
    GroupObservers,
    /// The sectors of the members of the group `party` on the day `on`.
    GroupMemberSectors,
    /// The counts of the *Members* classes of the CEPTOAR `party`, added up.
    CountedMembers,
    /// The sub-groups of the CEPTOAR `party`.
    Subgroups,
    /// The parts of the party's counts, added up.
    CountParts,
}

impl<R> Native<R> for TotalOf {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

pub use ceptoar_core::document::Usage;

/// How a channel is used.
#[uniffi::remote(Enum)]
pub enum Usage {
    /// Beside the others.
    Also,
}

impl<R> Native<R> for Usage {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}
