//! The rules: what ought to happen, dated and cited.

use super::scalar::DocumentText;
use super::scalar::DueText;
use super::scalar::LabelText;
use super::scalar::SlugText;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{PeriodDoc, SetDoc, TextDoc};
use crate::word::sets::{Direction, Effect, Mode, PartyKind, Role, Status};

objects! {
    /// A set of rules.
    RulesDoc {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/rules/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the set.
        id: DocumentText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// Built-in sets whose rules also belong to this one: `standard` alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extends: Option<Vec<DocumentText>>,
        /// The rules, in any order.
        rules: Vec<RuleDoc>,
    }

    /// When a rule fires: every set that is given must be met.
    ConditionDoc {
        /// The direction of the notice.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        directions: SetDoc<Direction>,
        /// The kind of information.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        kinds: SetDoc<SlugText>,
        /// The sharing level.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        levels: SetDoc<LabelText>,
        /// The origin.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        origins: SetDoc<SlugText>,
        /// The kind of the origin.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        origin_kinds: SetDoc<PartyKind>,
        /// A group where the origin is member or observer; a CEPTOAR counts as its own.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        origin_groups: SetDoc<SlugText>,
        /// The origin's roles in any group, councils too.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        origin_roles: SetDoc<Role>,
        /// The affected sectors, as the notice names them.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        affected_sectors: SetDoc<SlugText>,
        /// The affected CEPTOARs, as the notice names them.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        affected_ceptoars: SetDoc<SlugText>,
        /// The addressees, as the notice names them.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        addressees: SetDoc<SlugText>,
        /// The cause class.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        causes: SetDoc<SlugText>,
        /// The purposes.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        purposes: SetDoc<SlugText>,
        /// The mode.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        modes: SetDoc<Mode>,
        /// The status.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        statuses: SetDoc<Status>,
    }

    /// Whom a rule speaks of: the union of what is given, less `except`.
    AudienceDoc {
        /// These parties.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        parties: SetDoc<SlugText>,
        /// Every party of these kinds.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        kinds: SetDoc<PartyKind>,
        /// Those who have a role in these groups.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        members_of: SetDoc<MembersOfDoc>,
        /// The CEPTOARs of the affected sectors, narrowed.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        affected_ceptoars: bool,
        /// Their responsible ministries.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        affected_ministries: bool,
        /// Their members.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        affected_members: bool,
        /// The ministries responsible for the origin's own CEPTOARs.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        origin_ministry: bool,
        /// The origin's own CEPTOARs.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        origin_ceptoar: bool,
        /// The members of the origin's own CEPTOARs.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        origin_members: bool,
        /// The analysts of the affected CEPTOARs and of the origin's own.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        analysts: bool,
        /// The concerned CEPTOARs that the origin analyses for, and their members.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        analysed: bool,
        /// The addressees of the notice.
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        addressees: bool,
        /// Those who are taken out again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        except: Option<Box<AudienceDoc>>,
    }

    /// Those who have a role in a group.
    MembersOfDoc {
        /// The group.
        group: SlugText,
        /// The roles; absent: `member`.
        #[serde(default, skip_serializing_if = "SetDoc::is_absent")]
        roles: SetDoc<Role>,
    }
}

cited! {
    /// A rule.
    RuleDoc {
        /// Its id.
        id: SlugText,
        /// What it does.
        effect: Effect,
        /// When it fires; absent: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<ConditionDoc>,
        /// Whom it speaks of.
        audience: AudienceDoc,
        /// How soon: `promptly`, or whole hours or days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<DueText>,
        /// What travels with the delivery.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obligations: Option<Vec<SlugText>>,
        /// What only a person can judge before the audience is told; of a permit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judgement: Option<TextDoc>,
        /// The days on which it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<PeriodDoc>,
        /// What it says, in our own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<TextDoc>,
    }
}
