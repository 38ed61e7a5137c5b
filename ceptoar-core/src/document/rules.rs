//! The rules: what ought to happen, dated and cited.

use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, DueText, IdText, LabelText, Period, Set, Text};
use crate::word::sets::{Direction, Effect, Mode, PartyKind, Role, Status};

objects! {
    /// A set of rules.
    ///
    /// ```
    /// use ceptoar_core::{Direction, Due, RuleSet};
    /// use ceptoar_core::document::{Audience, Condition, Rule, Rules, Set};
    ///
    /// let when = Condition { directions: Set::from([Direction::Provision]), ..Condition::default() };
    /// let affected = Audience { affected_ceptoars: true, ..Audience::default() };
    /// let rule = Rule { when: Some(when), due: Some(Due::promptly().into()), ..Rule::require("tell", affected) };
    /// let rules = RuleSet::from_document(&Rules::new("own", vec![rule]).with_standard())?;
    /// assert!(rules.rule("tell").is_some() && rules.rule("provision-to-affected").is_some());
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Rules {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/rules/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the set.
        id: DocumentIdText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// Built-in sets whose rules also belong to this one: `standard` alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extends: Option<Vec<DocumentIdText>>,
        /// The rules, in any order.
        rules: Vec<Rule>,
    }

    /// When a rule fires: every set that is given must be met.
    Condition {
        ;
        /// The direction of the notice.
        directions: Set<Direction>,
        /// The kind of information.
        kinds: Set<IdText>,
        /// The sharing level.
        levels: Set<LabelText>,
        /// The origin.
        origins: Set<IdText>,
        /// The kind of the origin.
        origin_kinds: Set<PartyKind>,
        /// A group where the origin is member or observer; a CEPTOAR counts as its own.
        origin_groups: Set<IdText>,
        /// The origin's roles in any group, councils too.
        origin_roles: Set<Role>,
        /// The affected sectors, as the notice names them.
        affected_sectors: Set<IdText>,
        /// The affected CEPTOARs, as the notice names them.
        affected_ceptoars: Set<IdText>,
        /// The addressees, as the notice names them.
        addressees: Set<IdText>,
        /// The cause class.
        causes: Set<IdText>,
        /// The purposes.
        purposes: Set<IdText>,
        /// The mode.
        modes: Set<Mode>,
        /// The status.
        statuses: Set<Status>,
    }

    /// Whom a rule speaks of: the union of what is given, less `except`.
    Audience {
        ;
        /// These parties.
        parties: Set<IdText>,
        /// Every party of these kinds.
        kinds: Set<PartyKind>,
        /// Those who have a role in these groups.
        members_of: Set<MembersOf>,
        /// The CEPTOARs of the affected sectors, narrowed.
        affected_ceptoars: bool,
        /// Their responsible ministries.
        affected_ministries: bool,
        /// Their members.
        affected_members: bool,
        /// The ministries responsible for the origin's own CEPTOARs.
        origin_ministry: bool,
        /// The origin's own CEPTOARs.
        origin_ceptoar: bool,
        /// The members of the origin's own CEPTOARs.
        origin_members: bool,
        /// The analysts of the affected CEPTOARs and of the origin's own.
        analysts: bool,
        /// The concerned CEPTOARs that the origin analyses for, and their members.
        analysed: bool,
        /// The addressees of the notice.
        addressees: bool,
        /// Those who are taken out again.
        except: Option<Box<Audience>>,
    }

    /// Those who have a role in a group.
    MembersOf {
        /// The group.
        group: IdText,
        ;
        /// The roles; absent: `member`.
        roles: Set<Role>,
    }
}

cited! {
    /// A rule.
    Rule {
        /// Its id.
        id: IdText,
        /// What it does.
        effect: Effect,
        /// Whom it speaks of.
        audience: Audience,
        ;
        /// When it fires; absent: always.
        when: Option<Condition>,
        /// How soon: `promptly`, or whole hours or days.
        due: Option<DueText>,
        /// What travels with the delivery.
        obligations: Option<Vec<IdText>>,
        /// What only a person can judge before the audience is told; of a permit.
        judgement: Option<Text>,
        /// The days on which it holds.
        period: Option<Period>,
        /// What it says, in our own words.
        summary: Option<Text>,
    }
}
