//! Rules.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::documents::time::PeriodDocument;
use crate::records::enums::{Direction, Effect, Grade, Mode, PartyKind, Role, Status};
use crate::records::text::BilingualText;
use crate::written::Written;

/// A set of rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct RulesDocument {
    /// The id of the set.
    pub id: String,
    /// Raised by each correction.
    #[uniffi(default = 1)]
    pub revision: u32,
    /// Built-in sets whose rules also belong to this one: `standard` alone.
    #[uniffi(default = None)]
    pub extends: Option<Vec<String>>,
    /// The rules, in any order.
    #[uniffi(default = [])]
    pub rules: Vec<RuleDocument>,
}

impl Written<document::Rules> for RulesDocument {
    fn core(&self) -> document::Rules {
        document::Rules {
            schema: None,
            format: Some(document::Rules::FORMAT.to_owned()),
            id: self.id.core(),
            revision: self.revision.core(),
            extends: self.extends.core(),
            rules: self.rules.core(),
        }
    }

    fn of(core: &document::Rules) -> Self {
        Self {
            id: Written::of(&core.id),
            revision: Written::of(&core.revision),
            extends: Written::of(&core.extends),
            rules: Written::of(&core.rules),
        }
    }
}

/// When a rule fires: every set that is given must be met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ConditionDocument {
    /// The direction of the notice.
    #[uniffi(default = None)]
    pub directions: Option<Vec<Direction>>,
    /// The kind of information.
    #[uniffi(default = None)]
    pub kinds: Option<Vec<String>>,
    /// The sharing level.
    #[uniffi(default = None)]
    pub levels: Option<Vec<String>>,
    /// The origin.
    #[uniffi(default = None)]
    pub origins: Option<Vec<String>>,
    /// The kind of the origin.
    #[uniffi(default = None)]
    pub origin_kinds: Option<Vec<PartyKind>>,
    /// A group where the origin is member or observer; a CEPTOAR counts as its own.
    #[uniffi(default = None)]
    pub origin_groups: Option<Vec<String>>,
    /// The origin's roles in any group, councils too.
    #[uniffi(default = None)]
    pub origin_roles: Option<Vec<Role>>,
    /// The affected sectors, as the notice names them.
    #[uniffi(default = None)]
    pub affected_sectors: Option<Vec<String>>,
    /// The affected CEPTOARs, as the notice names them.
    #[uniffi(default = None)]
    pub affected_ceptoars: Option<Vec<String>>,
    /// The addressees, as the notice names them.
    #[uniffi(default = None)]
    pub addressees: Option<Vec<String>>,
    /// The cause class.
    #[uniffi(default = None)]
    pub causes: Option<Vec<String>>,
    /// The purposes.
    #[uniffi(default = None)]
    pub purposes: Option<Vec<String>>,
    /// The mode.
    #[uniffi(default = None)]
    pub modes: Option<Vec<Mode>>,
    /// The status.
    #[uniffi(default = None)]
    pub statuses: Option<Vec<Status>>,
}

impl Written<document::Condition> for ConditionDocument {
    fn core(&self) -> document::Condition {
        document::Condition {
            directions: self.directions.core(),
            kinds: self.kinds.core(),
            levels: self.levels.core(),
            origins: self.origins.core(),
            origin_kinds: self.origin_kinds.core(),
            origin_groups: self.origin_groups.core(),
            origin_roles: self.origin_roles.core(),
            affected_sectors: self.affected_sectors.core(),
            affected_ceptoars: self.affected_ceptoars.core(),
            addressees: self.addressees.core(),
            causes: self.causes.core(),
            purposes: self.purposes.core(),
            modes: self.modes.core(),
            statuses: self.statuses.core(),
        }
    }

    fn of(core: &document::Condition) -> Self {
        Self {
            directions: Written::of(&core.directions),
            kinds: Written::of(&core.kinds),
            levels: Written::of(&core.levels),
            origins: Written::of(&core.origins),
            origin_kinds: Written::of(&core.origin_kinds),
            origin_groups: Written::of(&core.origin_groups),
            origin_roles: Written::of(&core.origin_roles),
            affected_sectors: Written::of(&core.affected_sectors),
            affected_ceptoars: Written::of(&core.affected_ceptoars),
            addressees: Written::of(&core.addressees),
            causes: Written::of(&core.causes),
            purposes: Written::of(&core.purposes),
            modes: Written::of(&core.modes),
            statuses: Written::of(&core.statuses),
        }
    }
}

/// Whom a rule speaks of: the union of what is given, less `except`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct AudienceDocument {
    /// These parties.
    #[uniffi(default = None)]
    pub parties: Option<Vec<String>>,
    /// Every party of these kinds.
    #[uniffi(default = None)]
    pub kinds: Option<Vec<PartyKind>>,
    /// Those who have a role in these groups.
    #[uniffi(default = None)]
    pub members_of: Option<Vec<MembersOfDocument>>,
    /// The CEPTOARs of the affected sectors, narrowed.
    #[uniffi(default = false)]
    pub affected_ceptoars: bool,
    /// Their responsible ministries.
    #[uniffi(default = false)]
    pub affected_ministries: bool,
    /// Their members.
    #[uniffi(default = false)]
    pub affected_members: bool,
    /// The ministries responsible for the origin's own CEPTOARs.
    #[uniffi(default = false)]
    pub origin_ministry: bool,
    /// The origin's own CEPTOARs.
    #[uniffi(default = false)]
    pub origin_ceptoar: bool,
    /// The members of the origin's own CEPTOARs.
    #[uniffi(default = false)]
    pub origin_members: bool,
    /// The analysts of the affected CEPTOARs and of the origin's own.
    #[uniffi(default = false)]
    pub analysts: bool,
    /// The concerned CEPTOARs that the origin analyses for, and their members.
    #[uniffi(default = false)]
    pub analysed: bool,
    /// The addressees of the notice.
    #[uniffi(default = false)]
    pub addressees: bool,
    /// Those who are taken out again: at most one audience, which may have an exception of its own.
    #[uniffi(default = [])]
    pub except: Vec<AudienceDocument>,
}

impl Written<document::Audience> for AudienceDocument {
    fn core(&self) -> document::Audience {
        document::Audience {
            parties: self.parties.core(),
            kinds: self.kinds.core(),
            members_of: self.members_of.core(),
            affected_ceptoars: self.affected_ceptoars.core(),
            affected_ministries: self.affected_ministries.core(),
            affected_members: self.affected_members.core(),
            origin_ministry: self.origin_ministry.core(),
            origin_ceptoar: self.origin_ceptoar.core(),
            origin_members: self.origin_members.core(),
            analysts: self.analysts.core(),
            analysed: self.analysed.core(),
            addressees: self.addressees.core(),
            except: self.except.core(),
        }
    }

    fn of(core: &document::Audience) -> Self {
        Self {
            parties: Written::of(&core.parties),
            kinds: Written::of(&core.kinds),
            members_of: Written::of(&core.members_of),
            affected_ceptoars: Written::of(&core.affected_ceptoars),
            affected_ministries: Written::of(&core.affected_ministries),
            affected_members: Written::of(&core.affected_members),
            origin_ministry: Written::of(&core.origin_ministry),
            origin_ceptoar: Written::of(&core.origin_ceptoar),
            origin_members: Written::of(&core.origin_members),
            analysts: Written::of(&core.analysts),
            analysed: Written::of(&core.analysed),
            addressees: Written::of(&core.addressees),
            except: Written::of(&core.except),
        }
    }
}

/// Those who have a role in a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct MembersOfDocument {
    /// The group.
    pub group: String,
    /// The roles; absent: `member`.
    #[uniffi(default = None)]
    pub roles: Option<Vec<Role>>,
}

impl Written<document::MembersOf> for MembersOfDocument {
    fn core(&self) -> document::MembersOf {
        document::MembersOf { group: self.group.core(), roles: self.roles.core() }
    }

    fn of(core: &document::MembersOf) -> Self {
        Self { group: Written::of(&core.group), roles: Written::of(&core.roles) }
    }
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct RuleDocument {
    /// Its id.
    pub id: String,
    /// What it does.
    pub effect: Effect,
    /// Whom it speaks of.
    pub audience: AudienceDocument,
    /// When it fires; absent: always.
    #[uniffi(default = None)]
    pub when: Option<ConditionDocument>,
    /// How soon: `promptly`, or whole hours or days.
    #[uniffi(default = None)]
    pub due: Option<String>,
    /// What travels with the delivery.
    #[uniffi(default = None)]
    pub obligations: Option<Vec<String>>,
    /// What only a person can judge before the audience is told; of a permit.
    #[uniffi(default = None)]
    pub judgement: Option<BilingualText>,
    /// The days on which it holds.
    #[uniffi(default = None)]
    pub period: Option<PeriodDocument>,
    /// What it says, in our own words.
    #[uniffi(default = None)]
    pub summary: Option<BilingualText>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Rule> for RuleDocument {
    fn core(&self) -> document::Rule {
        document::Rule {
            id: self.id.core(),
            effect: self.effect.core(),
            audience: self.audience.core(),
            when: self.when.core(),
            due: self.due.core(),
            obligations: self.obligations.core(),
            judgement: self.judgement.core(),
            period: self.period.core(),
            summary: self.summary.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Rule) -> Self {
        Self {
            id: Written::of(&core.id),
            effect: Written::of(&core.effect),
            audience: Written::of(&core.audience),
            when: Written::of(&core.when),
            due: Written::of(&core.due),
            obligations: Written::of(&core.obligations),
            judgement: Written::of(&core.judgement),
            period: Written::of(&core.period),
            summary: Written::of(&core.summary),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}
